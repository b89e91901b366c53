"""Charts on a page, with words for who cannot see them, and the rows behind a selected mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from overlap import words
from ui import export, gateway, rows
from ui.rows import Rows

_CONFIG = {"displayModeBar": False, "showAxisDragHandles": False}


@dataclass(frozen=True)
class Mark:
    """A selected mark: the number of its trace, and the data the figure gave it."""

    trace: int
    data: Any


def draw(figure: go.Figure, key: str, alt: str) -> None:
    """A chart to look at; `alt` says in words what it shows."""
    st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt)


def selectable(figure: go.Figure, key: str, alt: str) -> Mark | None:
    """A chart whose marks can be selected by a click: the selected one, or None."""
    event = st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt, on_select="rerun", selection_mode="points")
    return _mark(event)


def behind(what: Rows, key: str) -> None:
    """The rows behind a selected mark, under its chart: how many, the list, and its export."""
    report, frame, is_cut = gateway.opened(what.report, what.number, what.row, what.filters, what.params)
    first = "the first " if is_cut else ""
    st.markdown(
        f"**{what.label}** :gray[:small[{first}{words.counted(frame.height, 'row')}; select one to open its lead]]"
    )
    rows.table(frame, f"{key}_rows", report)
    export.button(frame, report.replace("/", "_"), key=f"{key}_export")


def _mark(event: Any) -> Mark | None:
    points = event["selection"]["points"] if isinstance(event, Mapping) and event.get("selection") else []
    if not points or "customdata" not in points[0]:
        return None
    data = points[0]["customdata"]
    return Mark(points[0]["curve_number"], list(data) if isinstance(data, list | tuple) else data)
