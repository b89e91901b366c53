"""The share of each group from which a decision about it starts."""

import polars as pl

from overlap.stats.partial_pooling import shrunk
from overlap.steps.given import Given


def adjusted(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """meeting/baselines: with each group's share, and the same drawn towards that of all groups."""
    found = shrunk(frame["hit_count"].to_numpy(), frame["record_count"].to_numpy())
    return frame.with_columns(
        share=pl.col("hit_count") / pl.col("record_count"),
        adjusted_share=pl.Series(found.rate, dtype=pl.Float64).fill_nan(None),
    )
