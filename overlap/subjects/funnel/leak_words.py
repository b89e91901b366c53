"""Leaks in words: which is the largest and what it is worth, how many there are, and why lost leads are not called."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.labels import of_name
from overlap.limits import LEFT_ALONE_DAYS
from overlap.subjects.funnel.dimensions import AGREED, BEFORE, DIMENSIONS, REASON
from overlap.subjects.funnel.stages import stage_words
from overlap.subjects.funnel.steps.leak_verdicts import LEAK

Row = Mapping[str, Any]

AGAINST: Mapping[str, str] = {BEFORE: "before", AGREED: "agreed"}
LEFT_OUT: Mapping[str, str] = {
    "came_late": "reached the next stage late",
    "came_back": "became an MQL again",
    "opted_out": "opted out",
    "no_contact": "rejected for an agreed no-contact reason",
    "open_deal": "with an open deal",
    "won_deal": "with a won deal",
    "attempted": f"attempted in the last {LEFT_ALONE_DAYS} days",
}


def leaks_of(rows: Sequence[Row]) -> list[Row]:
    """The leaks among rows of funnel/leaks of one benchmark, the largest first."""
    return [row for row in rows if row["verdict"] == LEAK]


def answer(rows: Sequence[Row], currency: str) -> str:
    """The largest leak with its money; rows of funnel/leaks of one benchmark, names as they may stand in a sentence."""
    found, tested = leaks_of(rows), rows[0]["tested_count"] if rows else 0
    against = AGAINST.get(rows[0]["benchmark"], "expected") if rows else "expected"
    if not found:
        few = f"{words.counted(tested, 'group')} tested, each at each step" if tested else "too few leads to test"
        return f"**No group loses significantly more leads than {against}** ({few})."
    first = found[0]
    said = f"**The largest leak: {lost(first)}, {beyond(first, against)}{_worth(first, currency)}.**"
    others = len(found) - 1
    more = f" {words.counted(others, 'smaller one')} beside it." if others else ""
    return f"{said}{more} {words.count(tested)} groups and steps tested; one in ten of the leaks named may be chance."


def lost(row: Row) -> str:
    """`Mid-market loses 53 of 160 between SQL and deal opened`."""
    who, of = named(row), f"{words.count(row['lost_count'])} of {words.count(row['judged_count'])}"
    between = f"between {stage_words(row['stage'])} and {stage_words(row['next_stage'])}"
    return f"{who}: {of} lost {between}" if row["dimension"] == REASON else f"{who} loses {of} {between}"


def named(row: Row) -> str:
    """The group as it is called; a channel, region or team says what it is."""
    name = of_name(row["group_name"])
    return name if row["dimension"] in ("campaign", "segment") else f"{DIMENSIONS[row['dimension']].label} {name}"


def step(row: Row) -> str:
    """`SQL → deal opened`."""
    return f"{stage_words(row['stage'])} → {stage_words(row['next_stage'])}"


def beyond(row: Row, against: str = "expected") -> str:
    """`24 more than expected`."""
    size = abs(row["gap_shrunk"])
    number = f"{size:,.0f}" if round(size) >= 1 else "less than 1"
    return f"{number} {'more' if row['gap_shrunk'] > 0 else 'fewer'} than {against}"


def worth(row: Row, currency: str) -> str:
    """`up to EUR 37k [14k, 72k]`, '' where nobody knows what a lead at the next stage brings."""
    if row["worth"] is None:
        return ""
    said = f"up to {words.money_short(row['worth'], currency)}"
    if row["worth_low"] is None:
        return said
    return f"{said} [{words.money_short(row['worth_low'], currency)}, {words.money_short(row['worth_high'], currency)}]"


def called(counts: Sequence[Row]) -> str:
    """How many of those lost can be called, and how many are left out by each reason; rows of funnel/left_out."""
    by_reason = {row["left_out"]: row["lost_count"] for row in counts}
    every = sum(by_reason.values())
    said = f"**{words.count(by_reason.get('none', 0))} of {words.counted(every, 'lost lead')} can be called.**"
    reasons = [f"{words.count(by_reason[code])} {text}" for code, text in LEFT_OUT.items() if by_reason.get(code)]
    return f"{said} Left out, each once: {words.listed(reasons)}." if reasons else said


def _worth(row: Row, currency: str) -> str:
    said = worth(row, currency)
    return f", worth {said}" if said else ""
