"""Charts on a page, each with words and a table for who cannot see or point, and the rows behind a selected mark."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from overlap import words
from overlap.charts.as_table import Line, read_out
from ui import download, gateway, notes, rows
from ui.rows import Rows

_CONFIG = {"displayModeBar": False, "showAxisDragHandles": False}
_STILL = _CONFIG | {"staticPlot": True}
_ICON = re.compile(r":\w+\[.*?\]")
_TABLE = "Show as table"
_BY_KEYBOARD = "Select a row for what its mark opens. By keyboard: Tab into the table, arrows to a row, Shift+Space."


@dataclass(frozen=True)
class Mark:
    """A selected mark: the number of its trace, and the data the figure gave it."""

    trace: int
    data: Any


def draw(figure: go.Figure, key: str, alt: str) -> None:
    """A chart to look at; `alt` says in words what it shows."""
    figure = notes.on(figure)
    st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt)
    if lines := read_out(figure):
        with st.expander(_TABLE, key=f"{key}_table_shown", type="compact"):
            st.dataframe(_table(lines), hide_index=True, key=f"{key}_table")


def trend(figure: go.Figure, label: str) -> None:
    """The small line under a headline number; the months themselves stand further down with their table."""
    st.plotly_chart(figure, config=_STILL, alt=f"{_ICON.sub('', label).strip()}, month by month", key=f"trend_{label}")


def selectable(figure: go.Figure, key: str, alt: str) -> Mark | None:
    """A chart whose marks can be selected, by a click or as rows of its table: the one selected last, or None."""
    last, figure = f"{key}_selected_in", notes.on(figure)
    event = st.plotly_chart(
        figure, key=key, config=_CONFIG, alt=alt, on_select=partial(_note, last, "chart"), selection_mode="points"
    )
    by_click, by_row = _mark(event), _row(read_out(figure), key, last)
    return (by_row or by_click) if st.session_state.get(last) == "table" else (by_click or by_row)


def behind(what: Rows, key: str) -> None:
    """The rows behind a selected mark, under its chart: how many, the list, and its export."""
    report, frame, is_cut = gateway.opened(what.report, what.number, what.row, what.filters, what.params)
    first = "the first " if is_cut else ""
    st.markdown(
        f"**{what.label}** :gray[:small[{first}{words.counted(frame.height, 'row')}; select one to open its lead]]"
    )
    rows.table(frame, f"{key}_rows", report)
    download.button(frame, report.replace("/", "_"), key=f"{key}_export")


def _row(lines: list[Line], key: str, last: str) -> Mark | None:
    """The mark whose row of the table is selected."""
    if not lines:
        return None
    with st.expander(_TABLE, key=f"{key}_table_shown", type="compact"):
        st.caption(_BY_KEYBOARD)
        event = st.dataframe(
            _table(lines), hide_index=True, key=f"{key}_table",
            on_select=partial(_note, last, "table"), selection_mode="single-row",
        )  # fmt: skip
    chosen = event["selection"]["rows"]  # pyright: ignore[reportIndexIssue, reportArgumentType, reportCallIssue]
    if not chosen or chosen[0] >= len(lines) or lines[chosen[0]].data is None:
        return None
    return Mark(lines[chosen[0]].trace, _plain(lines[chosen[0]].data))


def _table(lines: list[Line]) -> pl.DataFrame:
    return pl.DataFrame({"Mark": [line.mark for line in lines], "What it says": [line.says for line in lines]})


def _note(last: str, selected_in: str) -> None:
    st.session_state[last] = selected_in


def _plain(data: Any) -> Any:
    return list(data) if isinstance(data, list | tuple) else data


def _mark(event: Any) -> Mark | None:
    points = event["selection"]["points"] if isinstance(event, Mapping) and event.get("selection") else []
    if not points or "customdata" not in points[0]:
        return None
    return Mark(points[0]["curve_number"], _plain(points[0]["customdata"]))
