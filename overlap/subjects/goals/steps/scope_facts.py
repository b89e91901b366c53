"""The facts of one scope as arrays: days are whole numbers, kinds and stages places among those known."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from overlap.subjects.goals.steps.deal_hazards import DealEnds, ages_of, days_of, places_of


@dataclass(frozen=True)
class Deals:
    """Rows of open deals: the sums of cents and of their squares of those with an amount, and how many have none."""

    kind: np.ndarray
    stage: np.ndarray
    age: np.ndarray
    cents: np.ndarray
    squared: np.ndarray
    priced: np.ndarray
    unpriced: np.ndarray


@dataclass(frozen=True)
class Amounts:
    """Latest first: the day, the kind, the whole weeks it took, what was booked (0: lost) or thought to be before."""

    day: np.ndarray
    kind: np.ndarray
    weeks: np.ndarray  # infinite where nobody knows
    value: np.ndarray
    before: np.ndarray


@dataclass(frozen=True)
class ScopeFacts:
    """`open_then` and `came` by the day of their origin; `opened` a row a week and kind: its first day, kind, count."""

    booked: float
    open_now: Deals
    open_then: Mapping[int, Deals]
    came: Mapping[int, float]
    opened: tuple[np.ndarray, np.ndarray, np.ndarray]
    won: Amounts
    ended: Amounts


def scope_facts(ends: DealEnds, facts: Mapping[str, pl.DataFrame], ended: pl.DataFrame) -> ScopeFacts:
    """Of the frames of one scope by their fact; `ended` (resized and lost) is every scope's."""
    nothing = ended.clear()
    opened, came = facts.get("opened", nothing), facts.get("came", nothing)
    then = facts.get("open_then", nothing)
    return ScopeFacts(
        float(facts["booked"]["cents"].sum()) if "booked" in facts else 0.0,
        _deals(ends, facts.get("open_now", nothing)),
        _by_day(days_of(then["day"]), _deals(ends, then)),
        dict(zip(days_of(came["day"]), came["cents"].to_list(), strict=True)),
        (days_of(opened["day"]), places_of(opened["kind"], ends.kinds), opened["deal_count"].to_numpy()),
        _amounts(ends, facts.get("won", nothing)),
        _amounts(ends, ended),
    )


def _deals(ends: DealEnds, rows: pl.DataFrame) -> Deals:
    return Deals(
        places_of(rows["kind"], ends.kinds),
        places_of(rows["stage"], ends.stages),
        ages_of(rows["age_from"]),
        rows["cents"].fill_null(0.0).to_numpy(),
        rows["cents_squared"].fill_null(0.0).to_numpy(),
        rows["priced_count"].fill_null(0).to_numpy(),
        (rows["deal_count"] - rows["priced_count"]).to_numpy(),
    )


def _amounts(ends: DealEnds, rows: pl.DataFrame) -> Amounts:
    rows = rows.sort("day", "deal_number", "kind", "age_from", "cents", descending=True)
    return Amounts(
        days_of(rows["day"]),
        places_of(rows["kind"], ends.kinds),
        rows["age_from"].cast(pl.Float64).fill_null(np.inf).to_numpy(),
        rows["cents"].fill_null(0.0).to_numpy(),
        rows["cents_squared"].sqrt().to_numpy(),
    )


def _by_day(days: np.ndarray, deals: Deals) -> dict[int, Deals]:
    found = {}
    for day in np.unique(days):
        rows = np.flatnonzero(days == day)
        found[int(day)] = Deals(**{item.name: getattr(deals, item.name)[rows] for item in fields(Deals)})
    return found
