"""What other rules would give, which channels earn, and who stands beside the split of the deals."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.charts.bars import revenue_bars
from overlap.subjects.revenue.charts.models_compared import models
from overlap.subjects.revenue.sentences.credit_models import CLASSIC, NAMES
from ui import charts, gateway, parts, passport, rows, theme
from ui.revenue import deal
from ui.revenue.rule import Rule
from ui.rows import Rows

COMPARED, CHANNELS, OVERLAYS = "revenue/models_compared", "revenue/by_channel", "revenue/by_overlay"
_MOST = 20


def compared_block(rule: Rule) -> None:
    """What each rule gives each campaign, as marks and as a list; a selected row opens to its deals."""
    how = "Pale bar: from the least to the most any rule gives, as agreed. Where it is long, the rule decides."
    with parts.block("Does the rule decide?", how):
        weights = {name: value for name, value in rule.params.items() if name == "weights"}
        compared = gateway.ask(COMPARED, **weights)
        shown = compared.drop_nulls("campaign_id").sort("highest", "campaign_id", descending=[True, False]).head(_MOST)
        figure = models(shown, rule.model, theme.palette(), gateway.currency())
        charts.draw(figure, "model_marks", "Marks of what each rule gives each campaign.")
        order = ["campaign_name", "deal_count", *NAMES, "markov_total"]
        row: Any = rows.listed(compared.select(*order, "campaign_id"), "models", COMPARED, hidden=("campaign_id",))
        with st.container(horizontal=True):
            passport.button(COMPARED, "credited_to", key="models_passport", label="How credit is shared")
            parts.export(compared, "models", "export_models")
        st.caption(CLASSIC)
        if row:
            name = parts.escape(row["campaign_name"])
            deal.listed(Rows(COMPARED, "deal_count", row, name, rule.params), "models_deals")


def channel_block(rule: Rule) -> None:
    """Revenue by the channel that earns it; a selected bar opens to its deals."""
    with parts.block(rule.titled("By channel"), "The channel of the touch that earns it. Select a bar for its deals."):
        channels, palette = gateway.ask(CHANNELS, **rule.params), theme.palette()
        if channels.is_empty():
            st.markdown("No channel earns anything here: no deal was won.")
            return
        figure = revenue_bars(channels, "channel", palette.marketing, palette, gateway.currency())
        bar = charts.selectable(figure, "channel_bars", "Bars of revenue by channel.")
        with st.container(horizontal=True):
            passport.button(CHANNELS, "credited_to", key="channel_passport")
            parts.export(channels, "by_channel", "export_channels")
        if bar:
            row = channels.row(bar.data, named=True)
            name = parts.escape(row["channel"])
            deal.listed(Rows(CHANNELS, "deal_count", row, name, rule.params), "channel_deals")


def overlay_block(rule: Rule) -> None:
    """Who supported won deals beside the split: a ledger of its own, which adds up to nothing booked."""
    how = (
        "Overlay shares (SDR, sales engineer) of the same deals: a ledger of its own, never part of the split "
        "and never added to it. Select a bar for its deals."
    )
    with parts.block(rule.titled("Besides the split"), how):
        overlays, palette = gateway.ask(OVERLAYS, **rule.params), theme.palette()
        if overlays.is_empty():
            st.markdown("No overlay share is recorded on these deals.")
            return
        named = overlays.with_columns(
            revenue="overlay", who=pl.concat_str([pl.col("rep_name"), pl.col("role").fill_null("")], separator=", ")
        )
        figure = revenue_bars(named, "who", palette.sales, palette, gateway.currency())
        bar = charts.selectable(figure, "overlay_bars", "Bars of supported revenue by person.")
        with st.container(horizontal=True):
            passport.button(OVERLAYS, "revenue_overlay", key="overlay_passport")
            parts.export(overlays, "overlays", "export_overlays")
        if bar:
            row = overlays.row(bar.data, named=True)
            deals = words.counted(row["deal_count"], "deal")
            name = f"{parts.escape(row['rep_name'])}: {deals}"
            deal.listed(Rows(OVERLAYS, "deal_count", row, name, rule.params), "overlay_deals")
