"""What stands around the ledger of Joint revenue: cards by kind of business above it, views of the rest below it."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from overlap.sentences import booked_revenue
from ui import audience, controls, filters, gateway
from ui.filter_lists import KINDS
from ui.parts import Card
from ui.revenue import models_compared, pipeline, returns, sure, together
from ui.revenue.rule import Rule
from ui.rows import Rows

KINDS_REPORT = "revenue/by_kind"
UNFILTERED = booked_revenue.label(Filters())
_VIEWS = {
    "sure": "How certain",
    "rules": "Rules",
    "return": "Return",
    "pipeline": "Pipeline",
    "together": "Together",
}


def kind_cards(kinds: pl.DataFrame, campaigns: pl.DataFrame, kept: Mapping[str, Any], rule: Rule) -> list[Card]:
    """New business, expansion and renewals apart, whatever kinds the page is narrowed to; then what nobody knows.

    `kinds` is revenue/by_kind without the filter on kinds; the page's own are `campaigns`, revenue/by_campaign, and
    `kept`, revenue/conservation.
    """
    by_kind = {row["kind"]: row for row in kinds.to_dicts()}
    cards = [_kind(label, by_kind[kind]) for kind, label in KINDS.items() if kind in by_kind]
    return [*cards, _unknown(campaigns, kept, rule)]


def _kind(label: str, row: Mapping[str, Any]) -> Card:
    opens = Rows(KINDS_REPORT, "deal_count", row, booked_revenue.deals(row), filters=filters.without("kinds"))
    money, name = words.money_short(row["revenue"], gateway.currency()), booked_revenue.label(filters.current())
    return Card(f":violet[●] {label}", money, opens=opens, note="" if name == UNFILTERED else name)


def _unknown(campaigns: pl.DataFrame, kept: Mapping[str, Any], rule: Rule) -> Card:
    share = float(kept["no_campaign"] / kept["credited"]) if kept["credited"] else None
    nobody = campaigns.filter(pl.col("campaign_id").is_null()).to_dicts()
    deals = [
        Rows("revenue/by_campaign", "deal_count", row, words.counted(row["deal_count"], "won deal"), rule.params)
        for row in nobody
    ]
    note = booked_revenue.worth(nobody[0]).capitalize() if nobody else ""
    return Card("No known campaign", words.share(share), opens=deals[0] if deals else None, note=note)


def views(rule: Rule) -> None:
    """The rest of the page, one view at a time: only the chosen one asks its questions."""
    drawn: dict[str, Callable[[], None]] = {
        "sure": lambda: _sure(rule),
        "rules": lambda: _rules(rule),
        "return": lambda: returns.block(rule),
        "pipeline": lambda: pipeline.block(rule),
        "together": together.blocks,
    }
    st.space("small")
    drawn[controls.switch("More", _VIEWS, "view", audience.opens_on("revenue", _VIEWS))]()


def _sure(rule: Rule) -> None:
    left, right = st.columns([5, 3], gap="small")
    with left:
        sure.intervals_block(rule)
    with right:
        sure.pairs_block()


def _rules(rule: Rule) -> None:
    models_compared.compared_block(rule)
    left, right = st.columns(2, gap="small")
    with left:
        models_compared.channel_block(rule)
    with right:
        models_compared.overlay_block(rule)
