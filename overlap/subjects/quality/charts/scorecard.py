"""The points of a scorecard: full dots for the fitted ones, hollow ones for what was agreed."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, label
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import row_sheet, stroke
from overlap.labels import of

_ROW = 21

Row = dict[str, Any]


def card(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """A line for each row of quality/scorecard that has points of either kind; zero is the solid line."""
    lines = [row for row in rows.to_dicts() if row["points"] or row["agreed_points"]]
    places = list(range(len(lines)))
    figure = row_sheet(palette, [label(_name(row), 24) for row in lines], _ROW, 30)
    figure.add_vline(x=0, layer="below", line={"width": 1.5, "color": palette.border})
    for place, row in enumerate(lines):
        stroke(figure, place, [0, row["points"]], 4, palette.faded(palette.shared, 0.45))
    agreed = [place for place in places if lines[place]["agreed_points"] is not None]
    figure.add_scatter(
        x=[lines[place]["agreed_points"] for place in agreed], y=agreed, mode="markers", hoverinfo="skip",
        marker={"size": 9, "symbol": "circle-open", "color": palette.grey, "line": {"width": 2, "color": palette.grey}},
    )  # fmt: skip
    figure.add_scatter(
        x=[row["points"] for row in lines], y=places, mode="markers", hovertext=[_hover(row) for row in lines],
        hoverinfo="text", marker={"size": 9, "color": palette.shared},
    )  # fmt: skip
    ends = [float(row[name] or 0) for row in lines for name in ("points", "agreed_points")]
    figure.update_layout(
        xaxis=axis(
            palette, range=[min([-2.0, *ends]) - 1, max([2.0, *ends]) + 1], nticks=6, tickangle=0, showgrid=True,
            gridcolor=palette.border, zeroline=False,
        ),
    )  # fmt: skip
    return figure


def _name(row: Row) -> str:
    what = of(row["what"])
    return what if row["part"] == "touch" else f"{row['part']}: {what}"


def _hover(row: Row) -> str:
    agreed = "" if row["agreed_points"] is None else f"<br>agreed: {row['agreed_points']}"
    each = f" each, at most {words.count(row['most'])} of them" if row["part"] == "touch" else ""
    points = f"{row['points']}".replace("-", words.MINUS)
    handoffs = words.counted(row["with_count"], "handoff")
    return f"{label(_name(row), 40)}<br><b>{points} points</b>{each}{agreed}<br>{handoffs} with it"
