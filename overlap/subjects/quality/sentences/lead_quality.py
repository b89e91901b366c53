"""How good the leads are, in sentences: what sales makes of those handed over, and what may be held against others."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from overlap import words
from overlap.labels import of_name
from overlap.stats.partial_pooling import ABOVE, BELOW, NOT_APART

Row = Mapping[str, Any]

SENDS_ALL = 0.95  # pass-through from which a house sends its leads straight to sales
HOUSES, THEIR_SHARE = "61%", "27%"
SOURCE = "MarketingSherpa 2012 B2B benchmark: a survey of 1,745 companies, read second-hand."
_PARTS = {
    **{number / 10: f"{name} in ten" for number, name in enumerate(("one", "two", "three", "four"), start=1)},
    **{number / 10: f"{name} in ten" for number, name in enumerate(("six", "seven", "eight", "nine"), start=6)},
    0.25: "one in four", 0.5: "one in two", 0.75: "three in four", 1 / 3: "one in three", 2 / 3: "two in three",
}  # fmt: skip
_CLOSE = 0.005
_MOST_NAMED = 5  # groups on each side of the average; the chart and its table hold all


def answer(totals: Row) -> str:
    """The share of handed-over leads that sales qualifies, with its interval, and what became of the others."""
    qualified = totals["qualified_count"]
    if qualified is None and totals["qualifiable_count"]:
        return f"**Not known: no source says which leads became SQLs.**{_accepted(totals)}"
    if totals["qualified_share"] is None:
        young = words.counted(totals["handoff_count"], "handoff")
        return f"**Nobody can say yet: no handoff has had its days to become an SQL** ({young})."
    rests = f"{words.count(qualified or 0)} of {words.counted(totals['qualifiable_count'], 'mature handoff')}"
    within = f" within {words.days(totals['sql_days'])}" if totals["sql_days"] else ""
    interval = words.interval(totals["qualified_share_low"], totals["qualified_share_high"])
    said = (
        f"**{_in_words(totals['qualified_share'])} handed-over leads become SQLs{within}: "
        f"{words.share(totals['qualified_share'])}** {interval}, {rests}."
    )
    return said + _accepted(totals)


def _accepted(totals: Row) -> str:
    """` Sales accepts 60.0%, rejects 10.0% and leaves 30.0% undecided.`, as far as that is recorded."""
    if totals["acceptance_rate"] is None:
        return ""
    rejects = f", rejects {words.share(totals['rejection_rate'])}" if totals["rejection_rate"] is not None else ""
    left = f" and leaves {words.share(totals['undecided_rate'])} undecided."
    return f" Sales accepts {words.share(totals['acceptance_rate'])}{rejects}{left}"


def without_handoffs(totals: Row, currency: str) -> str:
    """What can be said where nobody recorded which leads were handed over."""
    said = "**Nobody can say yet: no handoffs are recorded.**"
    if totals["revenue_per_lead"] is None:
        return said
    return f"{said} What leads bring is known: {per_lead(totals, currency)}."


def per_lead(totals: Row, currency: str) -> str:
    """Revenue per lead with its interval, and what it rests on."""
    amount = words.money(totals["revenue_per_lead"], currency)
    ends = ""
    if totals["revenue_per_lead_low"] is not None:
        low, high = (words.money(totals[f"revenue_per_lead_{end}"], currency) for end in ("low", "high"))
        ends = f" ({low} to {high})"
    rests = f"; {totals['rests_on']}" if totals["rests_on"] else ""
    return f"**{amount} a lead**{ends}, {words.counted(totals['judged_lead_count'], 'mature lead')}{rests}"


def pair(totals: Row) -> str:
    """Pass-through beside the published share of organisations, the qualified share beside that of their leads.

    The two published figures count different things, so neither is ever held against the other's kind.
    """
    if totals["pass_through"] is None:
        return "No lead of this period is 30 days old yet, so the share handed over is not known yet."
    interval = words.interval(totals["pass_through_low"], totals["pass_through_high"])
    handed = (
        f"You hand over **{words.share(totals['pass_through'])}** {interval} of leads within 30 days of their creation"
    )
    if totals["qualified_share"] is None:
        return f"{handed}. Which of them became SQLs is not known, so there is nothing to hold beside {THEIR_SHARE}."
    qualified = words.share(totals["qualified_share"])
    if totals["pass_through"] >= SENDS_ALL:
        return (
            f"{handed}: you are one of the {HOUSES} of companies that send leads straight to sales. Of the leads "
            f"of such companies {THEIR_SHARE} become SQLs, of yours **{qualified}**."
        )
    return (
        f"{handed}; a company at {SENDS_ALL:.0%} or more is one of the {HOUSES} of companies that send leads "
        f"straight to sales. There {THEIR_SHARE} of leads become SQLs; yours is **{qualified}**, but of "
        "leads that were chosen first, so the two cannot be compared."
    )


def apart(groups: pl.DataFrame, escape: Callable[[str], str]) -> str:
    """Which groups of one measure of quality/measures, best first, are above or below company average.

    Of more than `_MOST_NAMED` those farthest from it are named, and the others counted.
    """
    named = [
        f"{verdict}: {words.listed([escape(of_name(name)) for name in names], _MOST_NAMED)}"
        for verdict in (ABOVE, BELOW)
        if (names := _farthest_first(groups.filter(verdict=verdict)["group_name"].to_list(), verdict))
    ]
    alike = groups.filter(verdict=NOT_APART).height
    few = groups.filter(~pl.col("verdict").is_in([ABOVE, BELOW, NOT_APART])).height
    others = [f"{alike} {'is' if alike == 1 else 'are'} about average"] if alike and named else []
    others += [f"{few} with too few records to tell"] if few else []
    said = "; ".join(named) or "no significant difference from company average"
    return f"**{said[:1].upper()}{said[1:]}.**" + (f" {'; '.join(others)}." if others else "")


def _farthest_first(names: list[str], verdict: str) -> list[str]:
    return names[::-1] if verdict == BELOW and len(names) > _MOST_NAMED else names


def guards(totals: Row) -> str:
    """What would show that acceptance was made to look better than it is; nothing where nobody records it."""
    implied, taken_back = totals["implied_count"], totals["taken_back_count"]
    if implied is None or taken_back is None:
        return ""
    return (
        f"Check: {words.count(taken_back)} accepted, later rejected; "
        f"{words.count(implied)} SALs by implication (SQLs without a click on accept)."
    )


def _in_words(share: float) -> str:
    """`Four in ten`, `About one in four`: the nearest share that people say."""
    if share < min(_PARTS) / 2:
        return "Few"
    nearest = min(_PARTS, key=lambda part: abs(part - share))
    spoken = _PARTS[nearest] if abs(nearest - share) <= _CLOSE else f"about {_PARTS[nearest]}"
    return spoken[:1].upper() + spoken[1:]
