"""The ledger of Joint revenue: campaigns by people with both margins, the proof that it adds up, and what opens."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.sentences import booked_revenue as booked_money
from overlap.subjects.revenue.charts.crosstab import CAMPAIGNS, PEOPLE, ledger, unit
from overlap.subjects.revenue.ledger import Ledger, Line
from overlap.subjects.revenue.sentences import ledger as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.charts import Mark
from ui.revenue import deal
from ui.revenue.rule import Rule
from ui.rows import Rows

CELLS = "revenue/by_campaign_and_rep"
_SHOWN = {"map": "Map", "list": "List"}


def block(book: Ledger, cells: pl.DataFrame, kept: dict[str, Any], rule: Rule) -> None:
    """The ledger as a map or as the whole list; `cells` is all of it with names, `kept` is revenue/conservation."""
    currency = gateway.currency()
    scale = f"{words.currency_symbol(currency)}{words.NO_BREAK}{unit(book)}".strip()
    how = "Rows add up to blue, columns to orange, both to what is credited. Select a cell or a bar for its deals."
    with parts.block(rule.titled(f"Campaign × person, {scale}"), how):
        shown = controls.switch("Shown as", _SHOWN, "ledger_as")
        mark = _map(book, kept) if shown != "list" else None
        if shown == "list":
            listed(cells, rule, "whole")
        with st.container(horizontal=True, vertical_alignment="center"):
            parts.proof(said.proof(kept, currency), kept["is_exact"])
            row = gateway.ask("revenue/credited", **rule.params).row(0, named=True)
            deals = words.counted(row["deal_count"], "won deal")
            rows.button(Rows("revenue/credited", "deal_count", row, deals, rule.params), "credited_rows")
            if kept["credited"] != kept["booked"]:
                st.caption(booked_money.worth(row).capitalize())
            passport.button(CELLS, "credited_to", key="ledger_passport", label="How credit is shared")
            parts.export(cells, f"ledger_{rule.model}", "export_ledger")
        if mark:
            _behind(mark, book, cells, rule)


def listed(cells: pl.DataFrame, rule: Rule, key: str) -> None:
    """Cells as a list; the selected one opens to its deals below."""
    row = rows.listed(cells, key, CELLS, hidden=("campaign_id", "rep_id"))
    if row:
        name = f"{parts.escape(row['campaign_name'])} × {parts.escape(row['rep_name'])}"
        deal.listed(Rows(CELLS, "deal_count", row, name, rule.params), f"{key}_deals")


def _map(book: Ledger, kept: dict[str, Any]) -> Mark | None:
    currency = gateway.currency()
    alt = f"Heat map of revenue by campaign and person; {words.money(kept['credited'], currency)} in all."
    return charts.selectable(ledger(book, theme.palette(), currency), "ledger", alt)


def _behind(mark: Mark, book: Ledger, cells: pl.DataFrame, rule: Rule) -> None:
    """The deals of a cell or a margin, or the cells that stand together in it."""
    campaign, person = None, None
    if mark.trace == CAMPAIGNS:
        campaign = book.campaigns[mark.data]
    elif mark.trace == PEOPLE:
        person = book.people[mark.data]
    else:
        campaign, person = book.campaigns[mark.data[0]], book.people[mark.data[1]]
    chosen = [line for line in (campaign, person) if line]
    name = " × ".join(parts.escape(line.name) for line in chosen)
    if any(line.is_others for line in chosen):
        st.markdown(f"**{name}** :gray[:small[holds these; select one for its deals]]")
        listed(_held(_held(cells, "campaign_id", campaign), "rep_id", person), rule, "others")
        return
    row = {"campaign_id": campaign and next(iter(campaign.ids)), "rep_id": person and next(iter(person.ids))}
    report = CELLS if campaign and person else "revenue/by_campaign" if campaign else "revenue/by_rep"
    deal.listed(Rows(report, "deal_count", row, name, rule.params), "ledger_deals")


def _held(cells: pl.DataFrame, column: str, line: Line | None) -> pl.DataFrame:
    return cells if line is None else cells.filter(pl.col(column).is_in(list(line.ids), nulls_equal=True))
