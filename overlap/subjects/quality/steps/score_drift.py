"""How a score does over the months: does it still sort, does it still keep its promise?"""

import numpy as np
import polars as pl
from scipy.special import ndtri

from overlap.steps.given import Given
from overlap.subjects.quality.steps.auc import Auc, auc_of, promised_rates, rate_of

BETTER, WORSE, STEADY, UNKNOWN = (
    "ranks better and better",
    "ranks worse and worse",
    "no drift",
    "too few months to tell",
)
FEWEST = 6  # months with an area
LOOKS = 12  # a year of looking once a month
LEVEL = 0.05  # of companies without drift in which a year of looking may call one
LIMIT = float(-ndtri(LEVEL / 2 / LOOKS))
SCHEMA = {
    "month": pl.Date,
    "next_month": pl.Date,
    "handoff_count": pl.Int64,
    "old_enough_count": pl.Int64,
    "good_count": pl.Int64,
    "young_count": pl.Int64,
    "good_rate": pl.Float64,
    "good_rate_low": pl.Float64,
    "good_rate_high": pl.Float64,
    "promised_rate": pl.Float64,
    "auc": pl.Float64,
    "auc_low": pl.Float64,
    "auc_high": pl.Float64,
    "drift": pl.String,
    "is_young": pl.Boolean,
}


def by_month(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/score_months: the columns of `SCHEMA`, a month a row.

    `frame` has month (null: learnt from, before the period), next_month, measured, bucket (of accounts), handoff_count,
    old_enough_count, good_count and chance. The drift is the slope of a line through the months' areas, each weighing
    one over its squared error; where months lie farther from the line than their errors say, its own error grows by as
    much. It is named where chance would call it in one of twenty companies that look every month of a year
    (Bonferroni): at every look 5% / 12.
    """
    before, now = frame.filter(pl.col("month").is_null()), frame.filter(pl.col("month").is_not_null())
    now = now.with_columns(promised=pl.Series(promised_rates(now, before), dtype=pl.Float64).fill_nan(None))
    months = now.partition_by("month", maintain_order=True)
    found = [_sorted(part) for part in months]
    areas, errors = (np.array([getattr(one, name) for one in found], dtype=float) for name in ("area", "error"))
    said = drift(areas, errors)
    rows = [_row(part, one, said) for part, one in zip(months, found, strict=True)]
    return pl.DataFrame(rows, schema=SCHEMA)


def drift(areas: np.ndarray, errors: np.ndarray) -> str:
    """What may be said of areas that follow each other in time; those not known are not-a-number."""
    kept = np.isfinite(areas) & np.isfinite(errors) & (errors > 0)
    if kept.sum() < FEWEST:
        return UNKNOWN
    time, weight = np.flatnonzero(kept).astype(float), 1 / errors[kept] ** 2
    time -= (weight * time).sum() / weight.sum()
    spread = (weight * time**2).sum()
    slope = (weight * time * areas[kept]).sum() / spread
    middle = (weight * areas[kept]).sum() / weight.sum()
    apart = (weight * (areas[kept] - middle - slope * time) ** 2).sum() / (kept.sum() - 2)
    steepness = slope * np.sqrt(spread / max(1.0, apart))
    return STEADY if abs(steepness) <= LIMIT else BETTER if steepness > 0 else WORSE


def _sorted(part: pl.DataFrame) -> Auc:
    good = part["good_count"].to_numpy()
    bad = part["old_enough_count"].to_numpy() - good
    return auc_of(part["measured"].to_numpy(), good, bad, part["bucket"].to_numpy())


def _row(part: pl.DataFrame, found: Auc, said: str) -> dict[str, object]:
    handed, old, good = (int(part[name].sum()) for name in ("handoff_count", "old_enough_count", "good_count"))
    promised = (part["promised"] * part["old_enough_count"]).sum() if part["promised"].null_count() == 0 else None
    return {
        "month": part["month"][0],
        "next_month": part["next_month"][0],
        "handoff_count": handed,
        "old_enough_count": old,
        "good_count": good,
        "young_count": handed - old,
        **rate_of(good, old),
        "promised_rate": promised / old if promised is not None and old else None,
        **found.columns,
        "drift": said,
        "is_young": old < handed,
    }
