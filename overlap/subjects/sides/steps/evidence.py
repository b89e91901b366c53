"""What speaks for each complaint and what against it, each fact by its own size."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from overlap.stats.partial_pooling import FEWEST, shrunk
from overlap.stats.shortfall import Expected
from overlap.steps.given import Given
from overlap.subjects.sides import rule
from overlap.subjects.sides.found import AGREED
from overlap.subjects.sides.steps import complaints
from overlap.subjects.sides.steps import handed as arms
from overlap.subjects.sides.steps.handed import Handed, handed

Row = Mapping[str, Any]

FOR, AGAINST = "for", "against"
KNOWN_BEFORE, REJECTED_WON, SAME_CAMPAIGN = "known before", "rejected, won", "same campaign"
WEEKS_SHORT, SAFE, LEVELS, MISSED, PER_ACCEPTED = "weeks short", "safe intake", "levels", "missed", "per accepted"
SCHEMA: dict[str, Any] = {
    "place": pl.Int64, **dict.fromkeys(("complaint", "fact", "speaks", "campaign_name"), pl.String),
    **dict.fromkeys(("then_figure", "now_figure", "number", "of_number"), pl.Float64), "won_count": pl.Int64,
    "behind": pl.String, "behind_count": pl.Int64, "short_count": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """Two figures that are compared, or a number of so many; the counts are of rows that can be opened.

    `behind` is the state in which sides/handoffs lists `behind_count` of them.
    """

    complaint: str
    fact: str
    speaks: str
    then_figure: float | None = None
    now_figure: float | None = None
    number: float | None = None
    of_number: float | None = None
    campaign_name: str | None = None
    won_count: int | None = None
    behind: str | None = None
    behind_count: int | None = None
    short_count: int | None = None


def evidence(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """sides/evidence: a row a fact; of what nobody records there is none."""
    asked, frames = frame.row(0, named=True), given.frames
    handoffs = handed(frames["handoffs"])
    facts = [
        *_of_leads(handoffs, frames["people"], asked),
        *_of_volume(frames["arrivals"], frames["safe"].row(0, named=True), asked),
        *_of_speed(frames["levels"], asked),
        *_of_closing(handoffs, asked),
    ]
    rows = [{"place": place, **vars(each)} for place, each in enumerate(facts, start=1)]
    return pl.DataFrame(rows, schema=SCHEMA)


def _of_leads(handoffs: Handed, people: pl.DataFrame, asked: Row) -> Iterator[Fact]:
    if asked["sql_is_recorded"]:
        expected = handoffs.expected(*complaints.QUALIFIED, is_marketing=True)
        yield from _known_before(rule.BAD_LEADS, expected, asked["points"], is_for=True)
    if asked["won_is_recorded"]:
        if asked["rejected_count"]:
            won, rejected = asked["won_later_count"], asked["rejected_count"]
            speaks = AGAINST if won else FOR
            yield Fact(
                rule.BAD_LEADS, REJECTED_WON, speaks, None, None, won, rejected,
                won_count=won or None, behind="rejected", behind_count=rejected,
            )  # fmt: skip
        yield from _same_campaign(people)


def _same_campaign(people: pl.DataFrame) -> Iterator[Fact]:
    """Where the same campaign's leads do well with one person and badly with another, it is not the leads alone."""
    worked = people.filter(pl.col("winnable_count") >= FEWEST)
    if worked.height < 2:
        return
    found = shrunk(worked["won_count"].to_numpy(), worked["winnable_count"].to_numpy())
    lowest, highest = int(np.argmin(found.rate)), int(np.argmax(found.rate))
    if found.high[lowest] < found.low[highest]:
        ends = 100 * float(found.rate[lowest]), 100 * float(found.rate[highest])
        name = worked["campaign_name"][0]
        yield Fact(
            rule.BAD_LEADS, SAME_CAMPAIGN, AGAINST, *ends, number=float(worked.height), campaign_name=name,
            behind="same_campaign", behind_count=int(people["winnable_count"].sum()),
        )  # fmt: skip


def _of_volume(arrivals: pl.DataFrame, safe: Row, asked: Row) -> Iterator[Fact]:
    if not asked["handoffs_are_recorded"]:
        return
    found = complaints.not_enough(arrivals, safe, asked)
    if found.raw is None:
        return
    weeks = arrivals.filter(arm=arms.NOW)["handoff_count"].to_numpy()
    short = int((weeks < found.raw.standard).sum())
    speaks = FOR if 2 * short > len(weeks) else AGAINST
    standard = found.raw.standard
    yield Fact(rule.NOT_ENOUGH, WEEKS_SHORT, speaks, None, standard, short, len(weeks), short_count=short or None)
    if asked["activities_are_recorded"] and not asked["is_narrowed"] and safe["safe_intake"] is not None:
        can_take, come = float(safe["safe_intake"]), found.raw.value
        yield Fact(rule.NOT_ENOUGH, SAFE, FOR if come < can_take else AGAINST, can_take, come)


def _of_speed(levels: pl.DataFrame, asked: Row) -> Iterator[Fact]:
    found = complaints.too_slow(levels, asked)
    if found.raw is None or found.standard_kind != AGREED:
        return
    due, made = int(levels["due_count"].sum()), int(levels["in_time_count"].sum())
    speaks = FOR if found.raw.value < found.raw.standard else AGAINST
    missed = due - made
    yield Fact(rule.TOO_SLOW, MISSED, speaks, None, None, missed, due, behind="missed", behind_count=missed or None)
    weeks = levels.select("week", "load").unique()
    full = weeks.filter(pl.col("load") > 1).height
    within, over = (
        levels.filter(pl.col("load") <= 1)["in_time_count", "due_count"].sum().row(0),
        levels.filter(pl.col("load") > 1)["in_time_count", "due_count"].sum().row(0),
    )
    if within[1] and over[1]:
        inside, outside = 100 * within[0] / within[1], 100 * over[0] / over[1]
        speaks = AGAINST if inside > outside else FOR
        opened = {"behind": "over_capacity", "behind_count": int(over[1])}
        yield Fact(rule.TOO_SLOW, LEVELS, speaks, outside, inside, full, weeks.height, **opened)


def _of_closing(handoffs: Handed, asked: Row) -> Iterator[Fact]:
    if not asked["won_is_recorded"]:
        return
    yield from _known_before(rule.CANT_CLOSE, handoffs.expected(*complaints.WON), asked["points"], is_for=False)
    if asked["sal_is_recorded"]:
        taken = [handoffs.counts(arm, "accepted_won_count", "accepted_count") for arm in (arms.REFERENCE, arms.NOW)]
        if all(each.records.sum() for each in taken):
            then, now = (100 * each.rate for each in taken)
            speaks, judged = FOR if now < then else AGAINST, int(taken[1].records.sum())
            yield Fact(rule.CANT_CLOSE, PER_ACCEPTED, speaks, then, now, behind="accepted", behind_count=judged)


def _known_before(complaint: str, expected: Expected | None, points: float, *, is_for: bool) -> Iterator[Fact]:
    """Worse leads speak for "leads are bad", and against "can't close"; a fall too small to matter, the other way."""
    if expected:
        fell = 100 * (expected.then - expected.now) >= points
        speaks = FOR if fell == is_for else AGAINST
        yield Fact(complaint, KNOWN_BEFORE, speaks, 100 * expected.then, 100 * expected.now)
