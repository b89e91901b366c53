"""A complaint on one line: as it looks, with the other team's part taken out, and what it is held against."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from overlap.charts.base import TEXT, axis, sheet
from overlap.charts.error_bars import ErrorBar, across
from overlap.charts.palette import Palette
from overlap.subjects.sides.sentences import ADJUSTED, figure

_HEIGHT = 118
_ROOM = 0.12  # of the span, each side
_SAME = 0.05  # of what is shown with one decimal
_EDGE = 0.25  # of the axis, where a label would leave it

Row = Mapping[str, Any]
Span = tuple[float, float]


def standing(row: Row, palette: Palette) -> go.Figure:
    """Hollow: as it looks; full: adjusted, with its interval; upright: the standard. A row of sides/verdicts."""
    drawn = sheet(palette, _HEIGHT)
    span = _span(row)
    drawn.add_scatter(
        x=list(span), y=[0, 0], mode="lines", line={"width": 2, "color": palette.border}, hoverinfo="skip"
    )
    if row["adjusted_value"] is not None:
        half = (row["adjusted_high"] - row["adjusted_low"]) / 2
        bar = ErrorBar(
            0, row["adjusted_value"] - half, row["adjusted_value"] + half, palette.faded(palette.shared, 0.45)
        )
        across(drawn, [bar], span)
    kind = row["standard_kind"]
    _tick(drawn, row["standard"], f"{kind} {figure(row, 'standard')}", span, palette)
    _dot(drawn, row["value"], f"as it looks {figure(row, 'value')}", -0.95, True, span, palette)
    if row["adjusted_value"] is not None:
        if abs(row["adjusted_standard"] - row["standard"]) >= _SAME:
            _line(drawn, row["adjusted_standard"], palette, "dot", f"compared with {figure(row, 'adjusted_standard')}")
        said = f"<b>{figure(row, 'adjusted_value')}</b> {ADJUSTED[row['complaint']]}"
        _dot(drawn, row["adjusted_value"], said, -0.5, False, span, palette)
    drawn.update_layout(
        xaxis=axis(palette, range=list(span), visible=False), yaxis=axis(palette, range=[-1.25, 0.8], visible=False)
    )
    return drawn


def _span(row: Row) -> Span:
    """All marks, and as much of the interval as three times their distance."""
    marks = [
        row[name] for name in ("standard", "value", "adjusted_standard", "adjusted_value") if row[name] is not None
    ]
    reach = max(max(marks) - min(marks), 0.1 * max(map(abs, marks)), 1.0)
    ends = [max(marks) + reach, min(marks) - reach]
    if row["adjusted_value"] is not None:
        low, high = _ends(row)
        ends = [min(ends[0], high), max(ends[1], low)]
    low, high = min([*marks, ends[1]]), max([*marks, ends[0]])
    room = _ROOM * (high - low) or reach  # all of it may be one point
    return low - room, high + room


def _ends(row: Row) -> Span:
    """Of the adjusted figure: it is as far below its standard as it falls short."""
    return row["adjusted_standard"] - row["adjusted_high"], row["adjusted_standard"] - row["adjusted_low"]


def _dot(drawn: go.Figure, at: float, said: str, below: float, is_hollow: bool, span: Span, palette: Palette) -> None:
    marker = {
        "size": 13, "color": palette.shared, "symbol": "circle-open" if is_hollow else "circle",
        "line": {"width": 2.5, "color": palette.shared},
    }  # fmt: skip
    drawn.add_scatter(x=[at], y=[0], mode="markers", marker=marker, hovertext=[said], hoverinfo="text")
    drawn.add_annotation(
        x=at, y=below, text=said, showarrow=False, xanchor=_side(at, span), yanchor="middle",
        font={"size": TEXT, "color": palette.muted if is_hollow else palette.ink},
    )  # fmt: skip


def _tick(drawn: go.Figure, at: float, said: str, span: Span, palette: Palette) -> None:
    _line(drawn, at, palette, "solid", said)
    font = {"size": TEXT, "color": palette.muted}
    drawn.add_annotation(x=at, y=0.58, text=said, showarrow=False, xanchor=_side(at, span), yanchor="middle", font=font)


def _line(drawn: go.Figure, at: float, palette: Palette, dash: str, said: str) -> None:
    line = {"width": 2.5, "color": palette.muted, "dash": dash}
    drawn.add_scatter(x=[at, at], y=[-0.28, 0.32], mode="lines", line=line, hovertext=[said, said], hoverinfo="text")


def _side(at: float, span: Span) -> str:
    place = (at - span[0]) / (span[1] - span[0])
    return "left" if place < _EDGE else "right" if place > 1 - _EDGE else "center"
