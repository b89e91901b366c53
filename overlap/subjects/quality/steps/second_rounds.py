"""How many of the leads that sales returned, lost or won come back, and after how long."""

import numpy as np
import polars as pl

from overlap.stats.survival import Counts, Curve, aalen_johansen, quantile
from overlap.steps.given import Given

AGES = (90, 180, 365)
_QUARTER = 0.25
_SCHEMA = {
    "ended_as": pl.String,
    "ended_count": pl.Int64,
    "back_count": pl.Int64,
    **{f"back_share_{age}d": pl.Float64 for age in AGES},
    "quarter_back_days": pl.Int64,
    "qualified_again_count": pl.Int64,
    "won_again_count": pl.Int64,
}


def path(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/comeback: a row a way of ending.

    `frame` counts ended rounds by ended_as and days from the end to the return, or to now: ended_count, back_count,
    qualified_again_count, won_again_count. A share at an age nobody has reached is null.
    """
    groups = frame.partition_by("ended_as", maintain_order=True)
    return pl.DataFrame([_row(group.sort("days")) for group in groups], schema=_SCHEMA)


def _row(group: pl.DataFrame) -> dict[str, object]:
    days, ended, back = (group[name].to_numpy() for name in ("days", "ended_count", "back_count"))
    curve = aalen_johansen(Counts(days, back, np.zeros_like(back), ended - back))
    quarter = quantile(curve, _QUARTER)
    return {
        "ended_as": group["ended_as"][0],
        **{name: int(group[name].sum()) for name in _SCHEMA if name.endswith("_count")},
        **{f"back_share_{age}d": _share_at(curve, age) for age in AGES},
        "quarter_back_days": None if quarter is None else int(quarter),
    }


def _share_at(curve: Curve, age: int) -> float | None:
    if curve.times[-1] < age:
        return None
    passed = int(np.searchsorted(curve.times, age, side="right"))
    return float(curve.share[passed - 1]) if passed else 0.0
