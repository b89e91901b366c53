"""What changed since the period compared with, step by step: as much as goes with the mix, and with the rates."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from overlap.stats.kitagawa import kitagawa
from overlap.steps.given import Given

_Z = 1.96
SCHEMA: dict[str, Any] = {
    "position": pl.Int64, "stage": pl.String, "next_stage": pl.String, "before_count": pl.Int64,
    "before_made_count": pl.Int64, "now_count": pl.Int64, "now_made_count": pl.Int64, "rate_before": pl.Float64,
    "rate_now": pl.Float64, "change": pl.Float64, "change_low": pl.Float64, "change_high": pl.Float64,
    "mix": pl.Float64, "rate": pl.Float64,
}  # fmt: skip


def changes(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """funnel/changes: a row a step with records in both periods; all differences in percentage points."""
    return pl.DataFrame(list(_rows(frame)), schema=SCHEMA)


def _rows(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    steps = frame.select("position", "stage", "next_stage").unique().sort("position")
    for step in steps.to_dicts():
        here = frame.filter(pl.col("stage") == step["stage"])
        counts = {name: here[name].to_numpy() for name in ("before_made", "before_n", "now_made", "now_n")}
        split = kitagawa((counts["before_made"], counts["before_n"]), (counts["now_made"], counts["now_n"]))
        if split is None:
            continue
        x0, n0, x1, n1 = (int(counts[name].sum()) for name in ("before_made", "before_n", "now_made", "now_n"))
        change = x1 / n1 - x0 / n0
        # Agresti & Caffo 2000: with one more made and one more not made in each period, none and all are no certainty.
        rates = [(x + 1) / (n + 2) for x, n in ((x0, n0), (x1, n1))]
        middle = rates[1] - rates[0]
        width = _Z * np.sqrt(sum(each * (1 - each) / (n + 2) for each, n in zip(rates, (n0, n1), strict=True)))
        yield {
            **step, "before_count": n0, "before_made_count": x0, "now_count": n1, "now_made_count": x1,
            "rate_before": x0 / n0, "rate_now": x1 / n1, "change": 100 * change,
            "change_low": 100 * min(middle - width, change), "change_high": 100 * max(middle + width, change),
            "mix": 100 * float(split.mix.sum()), "rate": 100 * float(split.rate.sum()),
        }  # fmt: skip
