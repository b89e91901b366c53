"""Second chances: the path of leads that sales returned, how they do the second time, and the pool that waits."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of
from overlap.subjects.quality.charts.second_rounds import STEPS, path, rounds
from overlap.subjects.quality.sentences import second_rounds as said
from ui import charts, gateway, parts, passport, rows, theme
from ui.rows import Rows

PATH, ROUNDS, POOL = "quality/comeback", "quality/recycled", "quality/nurture"
_ROUND_NUMBERS = {"old_enough_count": "mature", "qualified_count": "SQLs", "won_count": "won"}


def view() -> None:
    """The view: the path, both rounds beside each other, and who waits."""
    missing = gateway.missing("stage_entries")
    if missing:
        would_show = (
            "How many leads come back after sales returned them, and how they do then, appears here once handoffs are "
            "recorded."
        )
        parts.empty("No path is recorded", missing, would_show)
    else:
        left, right = st.columns([3, 2], gap="small")
        with left:
            _path()
        with right:
            _rounds()
    _pool()


def _path() -> None:
    how = (
        "MQLs of the period that ended. Violet: returned by sales, grey: lost, orange: won; widths are square roots. "
        "Leads back for less than their days do not count yet."
    )
    with parts.block("How many come back", how):
        found = gateway.ask(PATH)
        st.markdown(said.came_back(found))
        if found.is_empty():
            return
        mark = charts.selectable(
            path(found, theme.palette()), "comeback", "Bars of leads returned by sales, lost or won."
        )
        with st.container(horizontal=True):
            passport.button(PATH, "back_share", key="comeback_passport")
            parts.export(found, "came_back", "export_comeback")
        if mark:
            row: Any = found.row(mark.trace, named=True)
            number = STEPS[mark.data]
            name = f"{of(row['ended_as'])}: {words.count(row[number])} of {words.count(row['ended_count'])}"
            charts.behind(Rows(PATH, number, row, name), "comeback_rows")


def _rounds() -> None:
    how = "Each within its agreed days of becoming an MQL. Dot: share, line: 95%."
    with parts.block("How they do the second time", how):
        found = gateway.ask(ROUNDS)
        st.markdown(said.second_time(found))
        if found["qualified_share"].null_count() < found.height:
            charts.draw(rounds(found, theme.palette()), "rounds", "Dots of the first and second time, with intervals.")
        again: list[Any] = found.filter(pl.col("round") == "again").to_dicts()
        with st.container(horizontal=True):
            for row in again:
                for number, what in _ROUND_NUMBERS.items():
                    if row[number]:
                        label = f"{words.count(row[number])} {what}"
                        rows.button(Rows(ROUNDS, number, row, label), f"rounds_{number}")
            passport.button(ROUNDS, "round_sql_share", key="rounds_passport")
            parts.export(found, "second_rounds", "export_rounds")


def _pool() -> None:
    how = "As of now. Select a row for its leads."
    with parts.block("Who is in the nurture pool", how):
        found = gateway.ask(POOL)
        st.markdown(said.pool(found))
        if found.is_empty():
            return
        named = found.with_columns(pl.col("standing").str.replace("_", " ", literal=True))
        row: Any = rows.listed(named, "nurture", POOL)
        with st.container(horizontal=True):
            passport.button(POOL, "pool_leads", key="pool_passport")
            parts.export(found, "nurture_pool", "export_pool")
        if row:
            picked: Any = found.filter(pl.col("standing") == row["standing"].replace(" ", "_")).row(0, named=True)
            for number, what in {"lead_count": "leads", "ripe_count": "ready for sales"}.items():
                if picked[number]:
                    rows.button(Rows(POOL, number, picked, f"{words.count(picked[number])} {what}"), f"pool_{number}")
