"""A campaign's difference to the company and its parts: bars of percentage points with their intervals."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import row_sheet
from overlap.subjects.funnel.steps.why import GAP, NOISE, UNKNOWN
from overlap.subjects.funnel.why_words import PARTS

_ROW = 34

Row = Mapping[str, Any]


def why(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """The difference, then its parts, which add up to it; grey: within noise. `rows` is the answer of funnel/why."""
    lines = rows.to_dicts()
    figure = row_sheet(palette, [PARTS[row["part"]] for row in lines], _ROW, 30)
    bars = [
        ErrorBar(place + 0.3, row["points_low"], row["points_high"], palette.faded(palette.grey, 0.8), width=3)
        for place, row in enumerate(lines)
        if row["points_low"] is not None
    ]
    values = [row["points"] for row in lines]
    span = reach(values, [end for bar in bars for end in (bar.low, bar.high)], at_least=1.0)
    figure.add_bar(
        x=values, y=list(range(len(lines))), orientation="h", width=0.42,
        marker_color=[_colour(row, palette) for row in lines],
        hovertext=[_hover(row) for row in lines], hoverinfo="text",
    )  # fmt: skip
    across(figure, bars, span)
    figure.add_vline(x=0, line={"width": 1, "color": palette.grey})
    room = (span[1] - span[0]) * 0.06
    ends = [span[0] - room, span[1] + room]
    figure.update_layout(xaxis=axis(palette, range=ends, ticksuffix=" pts", nticks=5, tickangle=0))
    return figure


def _colour(row: Row, palette: Palette) -> str:
    if row["verdict"] in (NOISE, UNKNOWN):
        return palette.grey
    return palette.shared if row["part"] == GAP else palette.good if row["points"] > 0 else palette.bad


def _hover(row: Row) -> str:
    ends = ""
    if row["points_low"] is not None:
        ends = f", 95%: {words.signed(row['points_low'], 1)} to {words.signed(row['points_high'], 1)}"
    return f"{PARTS[row['part']]}<br><b>{words.signed(row['points'], 1)} points</b>{ends}<br>{row['verdict']}"
