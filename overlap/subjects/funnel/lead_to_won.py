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
    mature = in_time.select("channel", pl.col("won_count").alias(won), _said(in_time, rate, words.rate))
    both = so_far.join(mature, on="channel", how="left", maintain_order="left")
    return both.with_columns(_said(both, "interval", lambda _, low, high: words.interval(low, high))).select(
        "channel", "lead_count", "won_count", "win_rate", "interval", "old_enough_count", won, rate
    )


def _said(found: pl.DataFrame, name: str, says: Callable[[float | None, float | None, float | None], str]) -> pl.Series:
    """The win rate of each row and its limits in words."""
    rates = found.select("win_rate", "win_rate_low", "win_rate_high").iter_rows()
    return pl.Series(name, [says(*each) for each in rates], pl.String)
