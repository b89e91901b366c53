"""How fast leads are followed up and who waits, in sentences: a lead never tried counts, as everywhere here."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from overlap import words
from overlap.limits import CONTACT_DAYS
from overlap.sentences.durations import lasting
from overlap.subjects.followup.steps.logrank import TOO_FEW
from overlap.subjects.followup.steps.speed import ALIKE, FEWEST_COMPARED, HIGHER, LOWER, PEOPLE

Row = Mapping[str, Any]

GUARDS = {
    "just_in_time": ("First attempts bunched just under the limit", "around the limit"),
    "short_call": ("Calls of a second or less as first attempt", "first attempts by a timed call"),
    "month_end_bulk": ("Leads closed in bulk at a month's end", "closed"),
}


def answer(totals: Row, waiting: pl.DataFrame, limit: int | None) -> str:
    """The level with its interval against what is agreed, and who waits now. `waiting` is followup/waiting."""
    return f"{level(totals, limit)} {queue(waiting)}"


def queue(waiting: pl.DataFrame) -> str:
    """How many wait now, and how many of them too long."""
    if waiting.is_empty():
        return "Nobody is waiting."
    overdue = waiting.filter(pl.col("state") == "overdue").height
    if not overdue:
        return f"Nobody is overdue; {words.counted(waiting.height, 'lead')} can still be contacted in time."
    verb = "lead is" if overdue == 1 else "leads are"
    still = f"; {words.count(waiting.height - overdue)} more can still be contacted in time" * (
        waiting.height > overdue
    )
    return f"**{words.count(overdue)} {verb} overdue now**, no attempt logged{still}."


def unclocked(totals: Row) -> str:
    """Why no time is shown where some attempts or handoffs have a day and no clock."""
    days = f"{words.counted(totals['on_the_day_count'], 'handoff')} contacted on a day that may be in time or late. "
    return (
        "**Some attempts or handoffs have a day and no clock, so that no minute is known**: no median, no mean, and no "
        f"curve of groups with such days. {days if totals['on_the_day_count'] else ''}"
    ).strip()


def naive(totals: Row) -> str:
    """What leaving out whoever was never tried would say, and by how much it would be off."""
    if totals["level_of_answered"] is None or totals["service_level"] is None:
        return ""
    said = [
        f"Counting only those answered, it would read {words.share(totals['level_of_answered'])} in time "
        f"({words.points(totals['level_error'])})"
    ]
    if totals["median_of_answered"] is not None:
        said.append(
            f", the median {lasting(totals['median_of_answered'])} instead of {lasting(totals['median_minutes'])}"
        )
    if totals["minutes_error"]:
        side = "short" if totals["minutes_error"] < 0 else "long"
        said.append(f" ({lasting(abs(totals['minutes_error']))} too {side})")
    if totals["mean_of_answered"] is not None:
        said.append(f", the mean {lasting(totals['mean_of_answered'])}")
    return f"{''.join(said)}. That leaves out everyone who was never contacted."


def speed(rows: pl.DataFrame, by_then: str) -> str:
    """Whether winning goes with an attempt by the landmark; `rows` is followup/speed_and_wins, `by_then` its words."""
    by_name = {row["comparison"]: row for row in rows.to_dicts()}
    adjusted, model, raw = by_name["adjusted"], by_name["model"], by_name["raw"]
    if raw["odds_ratio"] is None:
        return "**Too few mature handoffs to compare.**"
    known = {
        HIGHER: f"**An attempt {by_then} goes with higher odds of winning: {_odds(adjusted)}**",
        LOWER: f"**An attempt {by_then} goes with lower odds of winning: {_odds(adjusted)}**",
        ALIKE: f"**No significant difference:** odds of winning {_odds(adjusted)}",
    }
    unknown = f"**Cannot tell: {_why(adjusted)}.** Odds of winning {_odds(adjusted)}"
    said = known.get(adjusted["verdict"], unknown)
    by_model = f"a model of all {words.counted(_in_arms(model), 'handoff')} says {_odds(model)}"
    people = words.counted(adjusted["unit_count"], "person", "people")
    units = f" (95%, {people} as units)" if adjusted["unit"] == PEOPLE else ""
    return (
        f"{said} at equal score, channel and quarter; {by_model}; unadjusted ×{raw['odds_ratio']:.2f}{units}. Reps "
        "may choose by things we do not record; only random order of calling (or arrival out of hours, as a check) can "
        "settle it."
    )


def _odds(row: Row) -> str:
    if row["odds_ratio"] is None or row["odds_low"] is None:
        return "not known"
    return f"×{row['odds_ratio']:.2f} ({row['odds_low']:.2f}{words.DASH}{row['odds_high']:.2f})"


def _in_arms(row: Row) -> int:
    return row["tried_count"] + row["not_tried_count"]


def _why(adjusted: Row) -> str:
    share = adjusted["share_compared"] or 0.0
    if share < FEWEST_COMPARED:
        return f"only {words.share(share)} of the handoffs have a comparable handoff in the other group"
    return "the two comparisons say different things"


def left_out(rows: pl.DataFrame) -> str:
    """Who is in neither arm, and how many fell out with strata of one arm."""
    row = rows.filter(pl.col("comparison") == "adjusted").row(0, named=True)
    said = (
        f"In neither group: {words.count(row['closed_before_count'] or 0)} closed before that moment, "
        f"{words.count(row['young_count'] or 0)} too recent to judge."
    )
    if row["share_compared"] is not None:
        dropped = words.share(1 - row["share_compared"])
        said += f" {dropped} fell out of the adjusted comparison: nobody comparable in the other group."
    return said


def persistence(rows: pl.DataFrame) -> str:
    """How often handoffs were tried in fourteen days, and what became of them; `rows` is followup/persistence."""
    total = int(rows["handoff_count"].sum())
    if not total:
        return f"**No handoff is {CONTACT_DAYS} days old yet.**"
    never = int(rows.filter(pl.col("attempts") == 0)["handoff_count"].sum())
    often = int(rows.filter(pl.col("attempts") > 2)["handoff_count"].sum())  # noqa: PLR2004 - three times or more
    tried = (
        f"Of {words.counted(total, 'handoff')} that have had {CONTACT_DAYS} days, "
        f"**{words.share(never / total)} had no attempt logged** in that time; "
        f"{words.share(often / total)} had three or more attempts."
    )
    return f"{tried} {_reached(rows, total)}"


def _reached(rows: pl.DataFrame, total: int) -> str:
    """What had become of them by then; unknown where no activity says whether it reached anybody."""
    counts = [rows[name] for name in ("reached_count", "closed_count", "given_up_count")]
    if any(count.null_count() for count in counts):
        return "Whether anybody was reached is not recorded: no activity says what came of it."
    reached, closed, given_up = (words.share(int(count.sum()) / total) for count in counts)
    return f"By then {reached} were reached, {closed} closed without being reached, {given_up} neither."


def hint(found: Row, by: str) -> str:
    """Whether the curves differ by more than chance: a hint; `found` is the row of followup/curve_test."""
    if found["p_value"] is None:
        return f"Too few to test whether the curves differ by {by}."
    p_value = "p < 0.001" if found["p_value"] < 0.001 else f"p = {found['p_value']:.3f}"  # noqa: PLR2004
    people = words.counted(found["person_count"], "person", "people")
    counted = f"{words.counted(found['compared_count'], 'handoff')}, {people}"
    if found["verdict"] == TOO_FEW:
        return f"Not enough people to compare by {by} (log-rank, {found['method']}, {p_value}; {counted})."
    verdict = found["verdict"][:1].upper() + found["verdict"][1:]
    return f"{verdict} by {by} (log-rank, {found['method']}, {p_value}; {counted})."


def guard(rows: pl.DataFrame, name: str) -> str:
    """One guard in a sentence; `rows` is followup/guards."""
    title, of = GUARDS[name]
    mine = rows.filter(pl.col("guard") == name)
    events, base = int(mine["event_count"].sum()), int(mine["of_count"].sum())
    if not base:
        return f"**{title}:** nothing to check."
    flagged = mine.filter("is_flagged").height
    verdict = f"{words.counted(flagged, 'person', 'people')} to ask about" if flagged else "nobody stands out"
    return f"**{title}:** {verdict}. {words.count(events)} of {words.count(base)} {of}."


def level(totals: Row, limit: int | None) -> str:
    within = "within the agreed time" + (f" (now {lasting(limit)} of business time)" if limit else "")
    if not totals["due_count"]:
        return f"**No handoff is due yet** ({words.counted(totals['handoff_count'], 'handoff')})."
    if totals["service_level"] is None:
        ends = f"{words.share(totals['lowest_level'])} and {words.share(totals['highest_level'])}"
        return f"**Between {ends} got a first attempt {within}**: attempts are recorded by day only."
    rests = f"{words.count(totals['in_time_count'])} of {words.count(totals['due_count'])} due"
    interval = words.interval(totals["service_level_low"], totals["service_level_high"])
    agreed = f"; agreed is {words.share(totals['target'])}" if totals["target"] is not None else ""
    return f"**{words.share(totals['service_level'])} got a first attempt {within}** {interval}, {rests}{agreed}."
