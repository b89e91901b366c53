"""What goes with each measure, how many weeks later, and what would have been seen: by circular shifts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl
from scipy.special import ndtri

from overlap.stats.circular_shift import FEWEST_WEEKS, LAGS, LEVEL, WINDOWS, Shifted
from overlap.stats.false_discovery import FALSE_SHARE, adjusted
from overlap.stats.per_unit import UNITS
from overlap.stats.proportions import wilson
from overlap.steps.given import Given
from overlap.subjects.translation.series import Series

MORE, FEWER, NONE = "goes with more", "goes with fewer", "no measurable link"
BEFORE, TOO_FEW = "moves before it as well", "too few weeks to tell"
STILL, UNRECORDED = "does not vary", "none recorded"
_WIDTH = -float(ndtri(LEVEL / 2))
_SCHEMA = {
    "measure": pl.String,
    "outcome": pl.String,
    "unit_count": pl.Float64,
    "week_count": pl.Int64,
    "verdict": pl.String,
    "per_thousand": pl.Float64,
    "per_thousand_low": pl.Float64,
    "per_thousand_high": pl.Float64,
    "lag_from": pl.Int64,
    "lag_to": pl.Int64,
    "would_see": pl.Float64,
    "false_share": pl.Float64,
    "to_come": pl.Float64,
    "tested_count": pl.Int64,
    "traced_unit_count": pl.Float64,
    "traced_lead_count": pl.Int64,
    "traced_count": pl.Int64,
    "traced_sum": pl.Decimal(18, 2),
    "traced_per_thousand": pl.Float64,
    "traced_low": pl.Float64,
    "traced_high": pl.Float64,
}
_LAGS = {
    "lag": pl.Int64,
    "per_thousand": pl.Float64,
    "per_thousand_low": pl.Float64,
    "per_thousand_high": pl.Float64,
}
Row = dict[str, object]


@dataclass(frozen=True)
class _Told:
    """A measure beside an outcome, and what shifting it round says (None: nothing can be fitted)."""

    measure: str
    outcome: str
    weeks: pl.DataFrame
    series: Series
    found: Shifted | None


def by_measure(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """translation/by_measure: a row each measure and outcome, the measures of an outcome tested as one family.

    `frame` has a row each measure, outcome and week: unit_count, other_spend, event_count, revenue, and what is traced,
    the same in every week. A link is called where the false discovery rate allows it and the weeks to come say nothing.
    """
    told = []
    for (measure, outcome), weeks in frame.group_by("measure", "outcome", maintain_order=True):
        series = Series.of(weeks)
        told.append(_Told(str(measure), str(outcome), weeks, series, series.fit()))
    rows: list[Row] = []
    for outcome in dict.fromkeys(one.outcome for one in told):
        family = [one for one in told if one.outcome == outcome]
        tested = [one for one in family if one.found]
        shares = adjusted(np.array([one.found.windows.p_value() for one in tested if one.found]))
        of_each = {one.measure: float(share) for one, share in zip(tested, shares, strict=True)}
        rows += [_row(one, of_each.get(one.measure), len(tested)) for one in family]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("measure", "outcome")


def lags(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """translation/lags: the part of each lag, weeks to come as lags below 0; no row where nothing is fitted."""
    series = Series.of(frame)
    found = series.fit() if frame.height else None
    if not found:
        return pl.DataFrame(schema=_LAGS)
    places = [*range(LAGS + 1), *range(-1, -LAGS - 1, -1)]
    rows = [
        (place, *(series.per_thousand(value + end * width) for end in (0, -1, 1)))
        for place, value, width in zip(places, found.lags, found.half_widths, strict=True)
    ]
    return pl.DataFrame(rows, schema=_LAGS, orient="row").sort("lag")


def _row(one: _Told, false_share: float | None, tested: int) -> Row:
    row: Row = {
        "measure": one.measure,
        "outcome": one.outcome,
        "unit_count": round(float(one.series.units.sum()), 2),
        "week_count": one.weeks.height,
        "tested_count": tested,
        **_traced(one.weeks.row(0, named=True)),
    }
    if not one.found or false_share is None:
        return row | {"verdict": _untold(one)}
    to_come = one.found.placebo.p_value()
    row |= {"false_share": false_share, "to_come": to_come, "would_see": _would_see(one, one.found, tested)}
    if false_share > FALSE_SHARE:
        return row | {"verdict": NONE}
    if to_come <= LEVEL:
        return row | {"verdict": BEFORE}
    return row | _link(one.series, one.found)


def _untold(one: _Told) -> str:
    if not one.series.outcome.sum():
        return UNRECORDED
    return TOO_FEW if one.weeks.height < FEWEST_WEEKS else STILL


def _would_see(one: _Told, found: Shifted, tested: int) -> float | None:
    """The smallest that would pass alone among so many, whichever window it falls into."""
    return one.series.per_thousand(found.windows.would_see(FALSE_SHARE / tested))


def _link(series: Series, found: Shifted) -> Row:
    """The clearest window with its lags and its interval."""
    window = found.windows.clearest()
    value, width = float(found.windows.values[window]), _WIDTH * float(found.windows.spreads[window])
    first, last = WINDOWS[window]
    return {
        "verdict": MORE if value > 0 else FEWER,
        "per_thousand": series.per_thousand(value),
        "per_thousand_low": series.per_thousand(value - width),
        "per_thousand_high": series.per_thousand(value + width),
        "lag_from": first,
        "lag_to": last,
    }


def _traced(week: Mapping[str, object]) -> Row:
    """Leads that touches name, per thousand units: a count among units, so Wilson's limits where it can be one."""
    units, leads, count = (week[name] for name in ("traced_unit_count", "traced_lead_count", "traced_count"))
    cents = week["traced_cents"]
    row: Row = {"traced_unit_count": units, "traced_lead_count": leads, "traced_count": count}
    if not isinstance(units, float) or not isinstance(count, int) or units <= 0:
        return row
    row |= {"traced_sum": Decimal(cents) / 100} if isinstance(cents, int) else {}
    if week["outcome"] == "revenue":
        return row | ({"traced_per_thousand": UNITS * cents / 100 / units} if isinstance(cents, int) else {})
    if count > units:
        return row
    _, low, high = wilson(count, round(units))
    limits = {name: None if end is None else UNITS * end for name, end in (("traced_low", low), ("traced_high", high))}
    return row | {"traced_per_thousand": UNITS * count / units} | limits
