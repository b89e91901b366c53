"""What a lead that reached a stage has brought, with the interval of the money it rests on."""

import numpy as np
import polars as pl

from overlap.stats.money_intervals import limits, sums_of
from overlap.steps.given import Given

_MONEY = pl.Decimal(18, 2)


def stage_values(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """funnel/stage_values: revenue per lead that reached each stage, with the limits of the average over many years."""
    reached = frame["reached_count"].cast(pl.Float64).to_numpy()
    low, high = limits(sums_of(frame["sums"])) if frame.height else (np.empty(0), np.empty(0))
    each = frame["cents"].cast(pl.Float64).to_numpy() / reached / 100
    return frame.select(
        "position",
        "stage",
        "reached_count",
        "deal_count",
        (pl.col("cents") * pl.lit("0.01").cast(_MONEY)).cast(_MONEY).alias("revenue"),
        pl.Series("value_per_lead", each).round(2).cast(_MONEY),
        pl.Series("value_low", low / reached / 100, nan_to_null=True).round(2).cast(_MONEY),
        pl.Series("value_high", high / reached / 100, nan_to_null=True).round(2).cast(_MONEY),
    )
