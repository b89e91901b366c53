"""Handoffs a week against what sales said it can take."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, sheet
from overlap.charts.palette import Palette

_HEIGHT = 230
_BAR = 6 * 24 * 3_600_000  # six days in milliseconds: a week cut by the period would narrow them all


def weeks(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """Bars of capacity/by_week with the capacity as a line; a week not over is pale. The data of a bar is its place."""
    lines: list[dict[str, Any]] = rows.to_dicts()
    days = [line["week"] for line in lines]
    figure = sheet(palette, _HEIGHT)
    figure.add_bar(
        x=days,
        y=[line["handoff_count"] for line in lines],
        width=_BAR,
        offset=0,
        marker_color=[palette.sales if line["is_whole"] else palette.faded(palette.sales, 0.45) for line in lines],
        customdata=list(range(len(lines))),
        hovertext=[_hover(line) for line in lines],
        hoverinfo="text",
    )
    figure.add_scatter(
        x=days, y=[line["capacity"] for line in lines], mode="lines", hoverinfo="skip",
        line={"width": 2, "shape": "hv", "color": palette.shared},
    )  # fmt: skip
    figure.update_layout(
        xaxis=axis(palette, type="date", tickformat="%-d %b\n%Y", nticks=6, tickangle=0),
        yaxis=axis(palette, rangemode="tozero", nticks=4, showgrid=True, gridcolor=palette.border),
    )
    return figure


def _hover(line: dict[str, Any]) -> str:
    level = words.rate(line["service_level"], line["service_level_low"], line["service_level_high"])
    of = "" if line["capacity"] is None else f" of {line['capacity']:,.0f} agreed, load {words.share(line['load'])}"
    handoffs = words.counted(line["handoff_count"], "handoff")
    return f"week from {words.day(line['week'])}<br><b>{handoffs}</b>{of}<br>{level} in time"
