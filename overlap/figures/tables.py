"""Frames as people read them beside a chart: joined, named, in an order."""

from collections.abc import Callable

import polars as pl

from overlap import words


def lead_to_won(so_far: pl.DataFrame, in_time: pl.DataFrame, days: int) -> pl.DataFrame:
    """Lead to won by channel: so far over all leads, and within the signed days over those old enough.

    Both are answers of funnel/by_channel, the second with within_days. Intervals, and the rate in time with its own,
    are words. The order is that of the first.
    """
    won, rate = f"won_in_{days}_days", f"rate_in_{days}_days"
    mature = in_time.select("channel", pl.col("won_count").alias(won), _interval(words.rate).alias(rate))
    return (
        so_far.join(mature, on="channel", how="left", maintain_order="left")
        .with_columns(_interval(lambda _, low, high: words.interval(low, high)).alias("interval"))
        .select("channel", "lead_count", "won_count", "win_rate", "interval", "old_enough_count", won, rate)
    )


def months_named(months: pl.DataFrame) -> pl.DataFrame:
    """The months with their names in front: month_name, `Nov 2026`, or `Nov 2026 so far` for one that is not whole."""
    names = [
        words.month(month) + ("" if is_whole else " so far")
        for month, is_whole in months.select("month", "is_whole").iter_rows()
    ]
    return months.select(pl.Series("month_name", names, dtype=pl.String), pl.all())


def named_cells(cells: pl.DataFrame, campaigns: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The whole ledger with names: the answer of revenue/by_campaign_and_rep beside those by campaign and by person."""
    return (
        cells.join(
            campaigns.select("campaign_id", "campaign_name"),
            on="campaign_id",
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .join(people.select("rep_id", "rep_name"), on="rep_id", how="left", nulls_equal=True, maintain_order="left")
        .select("campaign_name", "rep_name", "deal_count", "revenue", "deals_worth", "campaign_id", "rep_id")
    )


def _interval(said: Callable[[float | None, float | None, float | None], str]) -> pl.Expr:
    """The win rate of a row and its limits in words."""
    return pl.struct("win_rate", "win_rate_low", "win_rate_high").map_elements(
        lambda row: said(row["win_rate"], row["win_rate_low"], row["win_rate_high"]), return_dtype=pl.String
    )
