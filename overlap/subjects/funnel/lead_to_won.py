"""Lead to won by channel as a table: so far, and within the signed days."""

from collections.abc import Callable

import polars as pl

from overlap import words


def lead_to_won(so_far: pl.DataFrame, in_time: pl.DataFrame, days: int) -> pl.DataFrame:
    """Lead to won by channel: so far over all leads, and within the signed days over those old enough.

    Both are answers of funnel/by_group, the second with within_days. Intervals, and the rate in time with its own,
    are words. The order is that of the first.
    """
    won, rate = f"won_in_{days}_days", f"rate_in_{days}_days"
    mature = in_time.select("channel", pl.col("won_count").alias(won), _interval(words.rate).alias(rate))
    return (
        so_far.join(mature, on="channel", how="left", maintain_order="left")
        .with_columns(_interval(lambda _, low, high: words.interval(low, high)).alias("interval"))
        .select("channel", "lead_count", "won_count", "win_rate", "interval", "old_enough_count", won, rate)
    )


def _interval(said: Callable[[float | None, float | None, float | None], str]) -> pl.Expr:
    """The win rate of a row and its limits in words."""
    return pl.struct("win_rate", "win_rate_low", "win_rate_high").map_elements(
        lambda row: said(row["win_rate"], row["win_rate_low"], row["win_rate_high"]), return_dtype=pl.String
    )
