"""The parts of Shared goals under its cards: revenue by month, what moved it, and the months as a list."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.charts.bars import revenue_bars
from overlap.labels import of
from overlap.reports import Filters
from overlap.sentences import booked_revenue
from overlap.subjects.goals.charts.booked_by_month import by_month
from overlap.subjects.goals.charts.revenue_bridge import change, parts_of_change
from overlap.subjects.goals.month_rows import months_named
from ui import charts, filters, gateway, parts, passport, rows, theme
from ui.charts import Mark
from ui.rows import Rows

# A month's rate would stand without its interval: the counts it is made of are shown instead.
HIDDEN = ("month", "next_month", "is_whole", "handoff_old_enough_count", "acceptance_rate", "win_rate")
OPENS = {
    "lead_count": "lead",
    "mql_count": "MQL",
    "handoff_count": "handoff",
    "accepted_count": "SAL",
    "opened_count": "opened deal",
    "deal_count": "won deal",
}


def revenue_block(months: pl.DataFrame, before: pl.DataFrame | None, period: str, earlier: str) -> Mark | None:
    """Booked revenue by month over the months compared with; the selected month."""
    dotted = f" Dotted: {earlier}." if before is not None else ""
    name = booked_revenue.label(filters.current())
    with parts.block(f"{name}, by month", f"Bars: {period}.{dotted} Select a month for its won deals."):
        figure = by_month(months, before, theme.palette(), gateway.currency())
        bar = charts.selectable(figure, "months", f"Bars of booked revenue by month, {period}.")
        passport.button("goals/by_month", "booked_from", key="months_passport")
    return bar


def change_block(against: Filters, earlier: str) -> None:
    """What moved booked revenue since the comparison period, in parts that add up."""
    split = parts_of_change(gateway.ask("revenue/by_kind", against), gateway.ask("revenue/by_kind"))
    total = words.money_change(sum(part.amount for part in split), gateway.currency())
    with parts.block("What moved booked revenue", f"{total} against {earlier}; the parts add up to it exactly."):
        charts.draw(change(split, theme.palette(), gateway.currency()), "change", "Parts of the change in revenue.")


def kinds_block(period: str) -> None:
    """Booked revenue by kind of deal, where there is nothing to compare with."""
    with parts.block("New and existing business", f"Booked revenue by kind of deal, {period}."):
        kinds, palette = gateway.ask("revenue/by_kind"), theme.palette()
        if kinds.is_empty():
            st.markdown("No deal was won in this period.")
            return
        figure = revenue_bars(kinds, "kind", palette.shared, palette, gateway.currency())
        bar = charts.selectable(figure, "kind_bars", "Bars of revenue by kind of deal.")
        if bar:
            row = kinds.row(bar.data, named=True)
            deals = f"{parts.escape(of(row['kind']))}: {booked_revenue.deals(row)}"
            charts.behind(Rows("revenue/by_kind", "deal_count", row, deals), "kind_deals")


def behind_month(bar: Mark, months: pl.DataFrame) -> None:
    """The won deals of a selected month."""
    row = months.row(bar.data, named=True)
    if row["deal_count"]:
        with parts.block(words.month(row["month"])):
            charts.behind(Rows("goals/by_month", "deal_count", row, booked_revenue.deals(row)), "month_deals")


def list_block(months: pl.DataFrame) -> None:
    """The months as a list; each number of the selected one opens."""
    with parts.block("Month by month", "Each event by the day it happened. Select a month to open its numbers."):
        row: Any = rows.listed(months_named(months), "month_table", "goals/by_month", hidden=HIDDEN)
        with st.container(horizontal=True):
            for number, unit in OPENS.items() if row else ():
                if row[number]:
                    counted = words.counted(row[number], unit)
                    rows.button(Rows("goals/by_month", number, row, counted), f"month_{number}")
            parts.export(months, "months")
