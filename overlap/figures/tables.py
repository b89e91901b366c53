"""Frames as people read them beside a chart: joined, named, in an order."""

import polars as pl


def lead_to_won(so_far: pl.DataFrame, in_time: pl.DataFrame) -> pl.DataFrame:
    """Lead to won by channel: so far over all leads, and within the signed days over those old enough.

    Both are answers of funnel/by_channel, the second with within_days. The order is that of the first.
    """
    mature = in_time.select(
        "channel",
        won_in_time="won_count",
        rate_in_time="win_rate",
        in_time_low="win_rate_low",
        in_time_high="win_rate_high",
    )
    return so_far.join(mature, on="channel", how="left", nulls_equal=True, maintain_order="left")


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
        .select("campaign_name", "rep_name", "deal_count", "revenue", "campaign_id", "rep_id")
    )
