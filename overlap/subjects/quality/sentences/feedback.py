"""What sales says of the leads, in sentences: how much is rated, whether stars tell anything, and in what words."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from overlap import words
from overlap.limits import RATING_DAYS
from overlap.subjects.quality.charts.feedback_coverage import OUTCOMES
from overlap.subjects.quality.steps.decisions import CANNOT_TELL, FEWEST
from overlap.subjects.quality.steps.distinctive_terms import BAD, GOOD
from overlap.subjects.quality.steps.rating_extremes import EXTREMES

Row = Mapping[str, Any]

MORE_THAN_OPEN = "rated more than open ones"
_MOST_PEOPLE = 5  # named in a sentence
_MOST_TERMS = 3


def coverage(totals: Row) -> str:
    """How much of what is handed over is rated, in time and so far, and how soon."""
    if not totals["handoff_count"]:
        return "**No lead was handed over in this period.**"
    so_far = f"{words.count(totals['rated_so_far_count'])} of {words.counted(totals['handoff_count'], 'handoff')}"
    if totals["coverage"] is None:
        return f"**No handoff is {RATING_DAYS} days old yet**; {so_far} rated so far."
    interval = words.interval(totals["coverage_low"], totals["coverage_high"])
    soon = "" if totals["median_days"] is None else f" Half of them came within {words.days(totals['median_days'])}."
    share = words.share(totals["coverage"])
    rated = f"**{share} of handoffs are rated within {RATING_DAYS} days** {interval}"
    return f"{rated}, the goal is every one; {so_far} so far.{soon}"


def polarity(by_outcome: pl.DataFrame) -> str:
    """Whether only leads that ended are rated."""
    more = by_outcome.filter(pl.col("verdict") == MORE_THAN_OPEN)["outcome"].to_list()
    if not more:
        return "No outcome is rated more often than leads still open."
    named = words.listed([OUTCOMES[outcome].lower() for outcome in more])
    return f"Leads {named} are rated more often than those still open: what is said leaves out who is still in work."


def people(by_rep: pl.DataFrame, escape: Callable[[object], str]) -> str:
    """Who knows only one star and five."""
    flagged = [escape(name) for name in by_rep.filter(pl.col("verdict") == EXTREMES)["rep_name"]]
    if not flagged:
        return "**Nobody rates mostly with one star or five.**"
    verb = "gives" if len(flagged) == 1 else "give"
    return f"**{words.listed(flagged, _MOST_PEOPLE)} {verb} mostly one star or five**, which tells leads apart less."


def usefulness(row: Row) -> str:
    """Whether early stars agree with what happened."""
    sides = f"{words.count(row['early_won_count'])} won, {words.count(row['early_not_won_count'])} not"
    if row["usefulness"] is None:
        return f"Too few leads were rated before their outcome to compare stars with outcomes ({sides})."
    interval = f"({row['usefulness_low']:.2f}{words.DASH}{row['usefulness_high']:.2f})"
    return (
        f"Of two leads rated before any outcome, the one won later has more stars in {row['usefulness']:.0%} of cases "
        f"{interval}, 50% is chance: **{row['usefulness_verdict']}** ({sides}). A rating also steers effort."
    )


def distinctive_terms(rows: pl.DataFrame, shown: pl.DataFrame, escape: Callable[[object], str]) -> str:
    """The clearest words of each side; `rows` is quality/distinctive_terms, `shown` what is drawn of it."""
    if rows.is_empty():
        return "**Too few comments for words to tell good leads from bad ones.**"
    sides = []
    for verdict, of in ((GOOD, "good"), (BAD, "bad")):
        clearest = shown.filter(pl.col("verdict") == verdict).sort(pl.col("z").abs(), descending=True)
        mine = clearest["term"].head(_MOST_TERMS).to_list()
        if mine:
            sides.append(f"of {of} leads “{'”, “'.join(escape(term) for term in mine)}”")
    if not sides:
        return "**No word is used more for good leads than for bad ones.**"
    return f"**Sales says {words.listed(sides)}.** {words.count(rows['term_count'][0])} terms were tested."


def decision(row: Row, escape: Callable[[object], str]) -> str:
    """One decision: what was changed, and what went with it."""
    about = f"**{escape(row['what'])}** ({escape(row['owner'])}, {words.day(row['decided_on'])})"
    where = f"for “{escape(words.spoken(row['reason']))}”, {escape(row['campaign_name'])}"
    if row["effect"] is None or (
        row["verdict"] == CANNOT_TELL and min(row["before_count"], row["after_count"]) < FEWEST
    ):
        counts = f"{words.count(row['after_count'])} mature handoffs since, {words.count(row['before_count'])} before"
        return f"{about} {where}: **cannot tell yet**, {counts}; {FEWEST} are needed on each side."
    ends = f"({words.signed(row['effect_low'] * 100, 1)} to {words.signed(row['effect_high'] * 100, 1)})"
    so_far = "" if row["is_over"] else " so far"
    return (
        f"{about} {where}: **{row['verdict']}**{so_far}. {words.share(row['baseline'])} before, "
        f"{words.share(row['after_share'])} after; compared with {escape(row['comparison'])}, the change is "
        f"{words.points(row['effect'])} {ends}."
    )
