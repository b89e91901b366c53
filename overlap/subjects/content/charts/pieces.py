"""Pieces of content beside leads alike: a bar of percentage points with its interval for each."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from overlap.charts.base import axis, safe
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import noted, one_line, row_sheet
from overlap.subjects.content import sentences as said
from overlap.subjects.content.steps.pieces import FEWER, MORE

_ROW = 42

Row = Mapping[str, Any]


def pieces(rows: Sequence[Row], palette: Palette) -> go.Figure:
    """A bar a piece; rows of content/pieces of one stage. Grey: not told apart from leads alike."""
    labels = [noted(one_line(said.named(row), 26), said.brief(row), palette) for row in rows]
    figure = row_sheet(palette, labels, _ROW, 30)
    bars = [
        ErrorBar(place + 0.3, row["points_low"], row["points_high"], palette.faded(palette.grey, 0.8), width=3)
        for place, row in enumerate(rows)
    ]
    values = [row["points"] for row in rows]
    span = reach(values, [end for bar in bars for end in (bar.low, bar.high)], at_least=1.0)
    figure.add_bar(
        x=values, y=list(range(len(rows))), orientation="h", width=0.42,
        marker_color=[_colour(row, palette) for row in rows],
        hovertext=[_hover(row) for row in rows], hoverinfo="text", customdata=list(range(len(rows))),
    )  # fmt: skip
    across(figure, bars, span)
    figure.add_vline(x=0, line={"width": 1, "color": palette.grey})
    room = (span[1] - span[0]) * 0.06
    ends = [span[0] - room, span[1] + room]
    figure.update_layout(xaxis=axis(palette, range=ends, ticksuffix=" pts", nticks=5, tickangle=0))
    return figure


def _colour(row: Row, palette: Palette) -> str:
    return {MORE: palette.good, FEWER: palette.bad}.get(row["verdict"], palette.grey)


def _hover(row: Row) -> str:
    return f"{safe(said.named(row))}<br><b>{said.interval(row)}</b><br>{said.rates(row)}<br>{row['verdict']}"
