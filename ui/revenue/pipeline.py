"""The open pipeline by campaign: influenced and weighted, apart from revenue, which it is not yet."""

from typing import Any

import streamlit as st

from overlap import words
from overlap.subjects.revenue.charts.pipeline import pipeline
from overlap.subjects.revenue.sentences import pipeline as said
from ui import charts, gateway, parts, passport, rows, theme
from ui.revenue import deal
from ui.revenue.rule import Rule
from ui.rows import Rows

CAMPAIGNS, TOTALS = "revenue/pipeline", "revenue/pipeline_totals"
_MOST = 20


def block(rule: Rule) -> None:
    """Open deals shared by the same rule; a selected bar opens to its deals."""
    how = (
        "Deals still open, opened before the end of the period. Hollow: their amounts, shared as the ledger shares "
        "revenue. Full: the same times the chance of the deal's latest stage. Select a bar for its deals."
    )
    with parts.block(rule.titled("Open pipeline, not revenue yet"), how):
        totals = gateway.ask(TOTALS, **rule.params).row(0, named=True)
        if not totals["deal_count"]:
            st.markdown("No deal is open under these filters.")
            return
        currency = gateway.currency()
        st.markdown(said.answer(totals, currency))
        campaigns = gateway.ask(CAMPAIGNS, **rule.params)
        shown = campaigns.head(_MOST)
        figure = pipeline(shown, theme.palette(), currency)
        bar = charts.selectable(figure, "pipeline_bars", "Bars of open pipeline by campaign, influenced and weighted.")
        with st.container(horizontal=True, vertical_alignment="center"):
            parts.proof(said.proof(totals, currency), totals["is_exact"])
            deals = words.counted(totals["deal_count"], "open deal")
            rows.button(Rows(TOTALS, "deal_count", totals, deals, rule.params), "pipeline_rows")
            if totals["no_probability_count"]:
                unknown = f"{words.count(totals['no_probability_count'])} without a chance"
                rows.button(Rows(TOTALS, "no_probability_count", totals, unknown, rule.params), "pipeline_unknown")
            passport.button(TOTALS, "pipeline_influenced", key="pipeline_passport")
            parts.export(campaigns, "pipeline", "export_pipeline")
        if bar:
            row: Any = shown.row(bar.data, named=True)
            name = parts.escape(row["campaign_name"])
            deal.listed(Rows(CAMPAIGNS, "deal_count", row, name, rule.params), "pipeline_deals")
