"""Each of the four complaints against its standard, raw and with the other team's part taken out."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from overlap.stats import shortfall, weekly_volume
from overlap.stats.shortfall import Counts, Shortfall
from overlap.stats.weekly_volume import Volume
from overlap.subjects.sides import rule
from overlap.subjects.sides.found import A_WEEK, AGREED, PERCENT, REFERENCE, Found, Side, not_recorded, percent
from overlap.subjects.sides.rule import FEWEST_EVENTS, FEWEST_RECORDS, Interval
from overlap.subjects.sides.steps import handed as arms
from overlap.subjects.sides.steps.handed import Handed

Row = Mapping[str, Any]

QUALIFIED, WON = ("qualified_count", "qualifiable_count"), ("won_count", "winnable_count")


def bad_leads(handoffs: Handed, asked: Row) -> Found:
    """SQLs among marketing's handoffs; adjusted, the fall at equal people less that of the others' leads."""
    if not asked["sql_is_recorded"]:
        return not_recorded(PERCENT, asked["points"])
    now, then = (handoffs.counts(arm, *QUALIFIED, is_marketing=True) for arm in (arms.NOW, arms.REFERENCE))
    others = [handoffs.counts(arm, *QUALIFIED, is_marketing=False) for arm in (arms.NOW, arms.REFERENCE)]
    promised, raw, adjusted = asked["qualified_share"], None, None
    if promised is not None and now.records.sum():
        raw = _side(shortfall.of_figure(now, promised), promised, now)
    elif now.records.sum() and then.records.sum():
        raw = _side(shortfall.of_reference(now, then), then.rate, now, then)
    fall = shortfall.at_equal_people(now, then)
    if fall:
        if min(each.records.sum() for each in others) >= FEWEST_RECORDS:
            fall = _less(fall, shortfall.at_equal_people(*others))
        adjusted = _side(fall, then.rate, now, then)
    kind = AGREED if promised is not None else REFERENCE if raw else None
    marketing = handoffs.cells.filter(arm=arms.NOW, is_marketing=True)
    return _of_share(raw, adjusted, kind, asked, now, then, int(marketing["handoff_count"].sum()))


def cant_close(handoffs: Handed, asked: Row) -> Found:
    """Wins per handoff against the reference; adjusted, against what such leads came to then."""
    if not asked["won_is_recorded"]:
        return not_recorded(PERCENT, asked["points"])
    now, then = (handoffs.counts(arm, *WON) for arm in (arms.NOW, arms.REFERENCE))
    raw = adjusted = None
    if now.records.sum() and then.records.sum():
        raw = _side(shortfall.of_reference(now, then), then.rate, now, then)
        expected = handoffs.expected(*WON)
        if expected:
            adjusted = _side(expected.shortfall, expected.now, now, then, now.rate)
    records = int(handoffs.cells.filter(arm=arms.NOW)["handoff_count"].sum())
    return _of_share(raw, adjusted, REFERENCE if raw else None, asked, now, then, records)


def too_slow(levels: pl.DataFrame, asked: Row) -> Found:
    """The service level against the agreed one; adjusted, in weeks that brought no more than sales agreed to take."""
    if not asked["activities_are_recorded"] or levels["by_date_count"].sum():
        return not_recorded(PERCENT, asked["points"])
    every, smallest = _level(levels), asked["points"]
    if every is None:
        return Found(PERCENT, AGREED, smallest, None, None, rule.UNKNOWN, 0, 0, None, 0)
    is_agreed = levels["load"].is_not_null().any()
    within = _level(levels.filter(pl.col("load") <= 1)) if is_agreed else every
    over = _level(levels.filter(pl.col("load") > 1))
    said = within.verdict(smallest) if within else rule.UNKNOWN
    if over and over.verdict(smallest) == rule.SUPPORTED and (within is None or said == rule.NOT_SUPPORTED):
        said = rule.OVERLOADED
    mature, weeks = int(levels["due_count"].sum()), max(levels["week"].n_unique(), 1)
    judged = levels.filter(pl.col("load") <= 1) if is_agreed else levels
    have, share = int(judged["due_count"].sum()), every.standard / 100
    needed = rule.weeks_needed(1e4 * share * (1 - share), smallest, 1, have, have / weeks, FEWEST_RECORDS)
    return Found(
        PERCENT, AGREED, smallest, every, within, said, mature, mature, None, levels["rep_key"].n_unique(),
        needed if said == rule.UNKNOWN else None,
    )  # fmt: skip


def not_enough(arrivals: pl.DataFrame, safe: Row, asked: Row) -> Found:
    """Marketing's handoffs a week; adjusted, against what sales can safely take where that is less.

    A promise and a safe number are the company's: under filters a selection is held against its own reference.
    """
    if not asked["handoffs_are_recorded"]:
        return not_recorded(A_WEEK, 0.0)
    now, then = (
        arrivals.filter(arm=arm)["handoff_count"].to_numpy().astype(float) for arm in (arms.NOW, arms.REFERENCE)
    )
    promised = None if asked["is_narrowed"] else asked["handoffs_per_week"]
    standard = promised if promised is not None else float(then.mean()) if len(then) else None
    if not standard or len(now) < 2:
        return Found(A_WEEK, None, 0.0, None, None, rule.UNKNOWN, int(now.sum()), int(now.sum()), int(then.sum()), None)
    smallest = asked["volume_share"] * standard
    arms_used = (now,) if promised is not None else (now, then)
    found = weekly_volume.of_figure(now, standard) if promised is not None else weekly_volume.of_reference(now, then)
    can_take = safe["safe_intake"] if asked["activities_are_recorded"] and not asked["is_narrowed"] else None
    raw = _volume(found, standard, arms_used)
    adjusted, least = raw, smallest
    if can_take is not None and can_take < standard:
        adjusted = _volume(weekly_volume.of_figure(now, float(can_take)), float(can_take), (now,))
    said = adjusted.verdict(least) if adjusted else rule.UNKNOWN
    spread = (found.dispersion if found else 1.0) * max(float(now.mean()), 1.0)
    needed = rule.weeks_needed(spread, smallest, len(arms_used), len(now), 1.0, 0.0)
    return Found(
        A_WEEK, AGREED if promised is not None else REFERENCE, smallest, raw, adjusted, said, int(now.sum()),
        int(now.sum()), int(then.sum()), None, needed if said == rule.UNKNOWN else None,
    )  # fmt: skip


def _of_share(
    raw: Side | None, adjusted: Side | None, kind: str | None, asked: Row, now: Counts, then: Counts, records: int
) -> Found:
    said = adjusted.verdict(asked["points"]) if adjusted else rule.UNKNOWN
    mature = int(now.records.sum())
    needed = None
    if raw and said == rule.UNKNOWN:
        share, days = raw.standard / 100, max((asked["ends_on"] - asked["starts_on"]).days, 1)
        least = max(FEWEST_RECORDS, FEWEST_EVENTS / max(share, 1e-3))
        needed = rule.weeks_needed(1e4 * share * (1 - share), asked["points"], 2, mature, 7 * records / days, least)
    people = int((now.records > 0).sum())
    return Found(
        PERCENT, kind, asked["points"], raw, adjusted, said, records, mature, int(then.records.sum()), people,
        needed,
    )  # fmt: skip


def _side(
    found: Shortfall, standard: float, now: Counts, then: Counts | None = None, value: float | None = None
) -> Side:
    """Enough events in the reference are seen; in the period, seen or to be expected by its standard.

    Where hardly anything is won any more, too few wins are no reason to say nothing.
    """
    due = max(float(now.events.sum()), standard * float(now.records.sum()))
    is_enough = now.records.sum() >= FEWEST_RECORDS and due >= FEWEST_EVENTS
    if then is not None:
        is_enough &= then.records.sum() >= FEWEST_RECORDS and then.events.sum() >= FEWEST_EVENTS
    shown = standard - found.size if value is None else value
    return Side(100 * standard, 100 * shown, percent(found), bool(is_enough))


def _less(fall: Shortfall, other: Shortfall | None) -> Shortfall:
    return fall.less(other) if other else fall


def _level(levels: pl.DataFrame) -> Side | None:
    """In any of the two outcomes there are enough events from 100 records on: a level is no rare event."""
    due = int(levels["due_count"].sum())
    if not due:
        return None
    by_person = levels.group_by("rep_key").agg(pl.col("in_time_count", "due_count").sum()).sort("rep_key")
    counts = Counts(*(by_person[name].to_numpy().astype(float) for name in ("in_time_count", "due_count")))
    target = float(levels["agreed"].sum()) / due
    found = percent(shortfall.of_figure(counts, target))
    return Side(100 * target, 100 * counts.rate, found, due >= FEWEST_RECORDS)


def _volume(found: Volume | None, standard: float, judged: tuple[np.ndarray, ...]) -> Side | None:
    if found is None:
        return None
    is_enough = all(weeks.sum() >= FEWEST_RECORDS for weeks in judged)
    return Side(standard, standard - found.size, Interval(found.size, found.low, found.high), is_enough)
