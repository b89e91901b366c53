"""How sure Joint revenue is: intervals of credit, and pairs that click."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.revenue.charts.credit_intervals import intervals
from overlap.subjects.revenue.sentences import pair_fit as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.revenue import deal
from ui.revenue.rule import Rule
from ui.rows import Rows

INTERVALS, PAIRS = "revenue/intervals", "revenue/pair_fit"
_OF = {"campaign": "Campaigns", "channel": "Channels", "rep": "People"}
_OPENS = {
    "campaign": ("revenue/by_campaign", "campaign_id"),
    "channel": ("revenue/by_channel", "channel"),
    "rep": ("revenue/by_rep", "rep_id"),
}
_MOST = 20


def intervals_block(rule: Rule) -> None:
    """The credit of each campaign, channel or person with its interval; a selected dot opens to its deals."""
    how = (
        "Dot: what this rule gives. Line: where its credit lies on average, over many such periods, with 95% "
        "certainty; the next such period may lie further off, as the dot says when pointed at. Pale bar: what any of "
        "the ten rules gives as agreed; where it is long, the rule decides. It estimates no effect."
    )
    with parts.block(rule.titled("How certain is the credit?"), how):
        by = controls.switch("Of", _OF, "sure_by")
        sure, palette = gateway.ask(INTERVALS, by=by, **rule.params), theme.palette()
        shown = sure.head(_MOST)
        colour = palette.sales if by == "rep" else palette.marketing
        figure = intervals(shown, colour, palette, gateway.currency())
        dot = charts.selectable(figure, f"sure_{by}", f"Credit of {_OF[by].lower()} with intervals and ranges.")
        with st.container(horizontal=True):
            passport.button(INTERVALS, "credit_interval", key="sure_passport", label="How the interval is made")
            parts.export(sure, f"intervals_by_{by}", "export_intervals")
        if dot:
            row: Any = shown.row(dot.data, named=True)
            report, column = _OPENS[by]
            cell = {column: row["group_id"]}
            deal.listed(Rows(report, "deal_count", cell, parts.escape(row["group_name"]), rule.params), "sure_deals")


def pairs_block() -> None:
    """Campaigns and people that go with more wins than both of them by themselves; only those that are flagged."""
    how = (
        "Given who got which leads: wins beyond what the campaign, the person, the score and the segment go with. All "
        "mature handoffs, whatever the filters."
    )
    with parts.block("Pairs that click", how):
        tested = gateway.ask(PAIRS)
        flagged = tested.filter(pl.col("verdict").str.starts_with("flagged"))
        st.markdown(said.answer(tested, flagged))
        for place, pair in enumerate(flagged.to_dicts()):
            st.markdown(f"- {said.pair(pair, parts.escape)}")
            handoffs = words.counted(pair["worked_count"], "handoff")
            rows.button(Rows(PAIRS, "worked_count", pair, handoffs), f"pair_{place}")
        with st.container(horizontal=True):
            passport.button(PAIRS, "pair_fit", key="pairs_passport", label="How pairs are compared")
            parts.export(tested, "pairs")
