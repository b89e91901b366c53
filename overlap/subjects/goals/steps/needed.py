"""What a revenue goal needs: units of each line of the funnel with intervals, and whether people can carry them."""

from typing import Any

import numpy as np
import polars as pl

from overlap.stats.products import Ends, product_limits
from overlap.stats.proportions import Z, wilson_limits
from overlap.steps.given import Given

FEWEST = 5  # won deals with an amount, and wins of a line: below it there is no figure
WITHIN, OVER, MAYBE, NO_CAPACITY, NOT_KNOWN = (
    "within capacity", "over capacity", "may be over capacity", "no capacity agreed", "not known",
)  # fmt: skip
_WEEK = 7
_MONEY = pl.Decimal(18, 2)
_ATTEMPT, _HANDOFF, _WON = "attempt", "handoff", "won deal"
_UNKNOWN = (np.nan, np.nan, np.nan)
Three = tuple[float, float, float]
TAKEN = (
    "position", "line", "goal_id", "revenue", "new_share", "days_left", "mean_won", "mean_won_low", "mean_won_high",
    "judged_count", "won_count", "rate", "rate_low", "rate_high", "needed", "needed_low", "needed_high", "a_week",
    "a_week_low", "a_week_high", "usual", "capacity", "people_count", "people_needed", "verdict",
)  # fmt: skip


def needed(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """goals/needed: revenue of new business over what a unit of each line is worth, and what that is a week.

    A unit is worth its chance of being won times the mean new deal; the interval of the product is MOVER's. Attempts
    are those of a handoff times the handoffs needed.
    """
    rows = frame.to_dicts()
    mean = _mean(rows[0], "mean_cents", "spread_cents", "amount_count")
    tries = _mean(rows[0], "mean_attempts", "spread_attempts", "tried_count")
    counted = {row["line"]: _units(row, mean) for row in rows if row["line"] != _ATTEMPT}
    counted[_ATTEMPT] = _times(counted[_HANDOFF], tries)
    told = [_told(row, mean, tries, counted[row["line"]]) for row in rows]
    found = pl.DataFrame(told, infer_schema_length=None, schema_overrides=_types(frame)).select(TAKEN)
    money = ("revenue", "mean_won", "mean_won_low", "mean_won_high")
    return found.with_columns(pl.col(name).round(2).cast(_MONEY) for name in money)


def _types(frame: pl.DataFrame) -> dict[str, Any]:
    numbers = [name for name in TAKEN if name not in frame.columns and name != "verdict"]
    kept = {name: frame.schema[name] for name in TAKEN if name in frame.columns}
    return kept | dict.fromkeys([*numbers, "revenue", "capacity"], pl.Float64) | {"verdict": pl.String}


def _mean(row: dict, mean: str, spread: str, count: str) -> Three:
    """A mean with the ends of its 95% interval; unknown of too few."""
    if row[count] < FEWEST or row[mean] is None:
        return _UNKNOWN
    half = Z * row[spread] / row[count] ** 0.5
    return row[mean], max(row[mean] - half, 0.0), row[mean] + half


def _rate(row: dict) -> Three:
    """The chance of a unit to be won; that of a won deal is certain."""
    won, of = row["won_count"], row["judged_count"]
    if row["line"] == _WON:
        return 1.0, 1.0, 1.0
    if not of or won < FEWEST:
        return _UNKNOWN
    low, high = wilson_limits(np.array([won]), np.array([of]))
    return won / of, float(low[0]), float(high[0])


def _units(row: dict, mean: Three) -> Three:
    """How many are needed, at least, and at most: fewest where each is worth most."""
    if row["revenue"] is None or row["new_share"] is None:
        return _UNKNOWN
    cents = 100 * float(row["revenue"]) * row["new_share"]
    worth, low, high = _times(mean, _rate(row))
    if not worth > 0:  # not known, or every new deal was won for nothing
        return _UNKNOWN
    return cents / worth, cents / high, cents / low if low > 0 else np.nan


def _times(first: Three, second: Three) -> Three:
    """The product of two estimates with its interval."""
    first_one, second_one = (np.array([each[0]]) for each in (first, second))
    ends: list[Ends] = [(np.array([each[1]]), np.array([each[2]])) for each in (first, second)]
    low, high = product_limits(first_one, ends[0], second_one, ends[1])
    return first[0] * second[0], max(float(low[0]), 0.0) if low[0] == low[0] else np.nan, float(high[0])


def _told(row: dict, mean: Three, tries: Three, units: Three) -> dict[str, object]:
    weeks = row["days_left"] / _WEEK if row["days_left"] else np.nan
    a_week = tuple(each / weeks for each in units)
    carried = row["line"] in (_HANDOFF, _ATTEMPT)
    each = tries[0] if row["line"] == _ATTEMPT else 1.0
    capacity = row["capacity"] * each if carried and row["capacity"] else np.nan
    rate = _UNKNOWN if row["line"] in (_ATTEMPT, _WON) else _rate(row)
    numbers = {
        "mean_won": mean[0] / 100, "mean_won_low": mean[1] / 100, "mean_won_high": mean[2] / 100,
        "rate": rate[0], "rate_low": rate[1], "rate_high": rate[2],
        "needed": units[0], "needed_low": units[1], "needed_high": units[2],
        "a_week": a_week[0], "a_week_low": a_week[1], "a_week_high": a_week[2], "capacity": capacity,
        "people_needed": a_week[0] / capacity * row["people_count"],
    }  # fmt: skip
    known = {name: None if np.isnan(number) else float(number) for name, number in numbers.items()}
    revenue = None if row["revenue"] is None else float(row["revenue"])
    return row | known | {"revenue": revenue, "verdict": _verdict(a_week, capacity)}


def _verdict(a_week: tuple[float, ...], capacity: float) -> str:
    middle, low, high = a_week
    if np.isnan(capacity):
        return NO_CAPACITY
    if np.isnan(middle):
        return NOT_KNOWN
    if high <= capacity:
        return WITHIN
    return OVER if low > capacity else MAYBE
