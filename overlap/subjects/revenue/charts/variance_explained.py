"""What winning goes with: a bar for each block, and a pale one for what chance alone would show."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis, label
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import row_sheet

UNEXPLAINED, CHANCE = "unexplained", "no more than chance"
_ROW = 48


def variance_explained(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """The blocks of revenue/what_explains without the unexplained rest, in their order; marketing, sales, both.

    Grey where the verdict is chance, wherever the bar ends: one rule for the words and the picture.
    """
    lines = rows.filter(pl.col("block") != UNEXPLAINED).to_dicts()
    colours = (palette.marketing, palette.sales, palette.shared)
    figure = row_sheet(palette, [label(line["block"]) for line in lines], _ROW, 30)
    pale = palette.faded(palette.grey, 0.35)
    bands = [ErrorBar(place, line["low"], line["high"], pale, 20) for place, line in enumerate(lines)]
    span = reach([line["share"] for line in lines], [end for band in bands for end in (band.low, band.high)],
                 at_least=0.01)  # fmt: skip
    across(figure, bands, span)
    figure.add_bar(
        x=[line["share"] for line in lines],
        y=list(range(len(lines))),
        width=0.26,
        orientation="h",
        marker_color=[
            palette.grey if line["verdict"] == CHANCE else colour for line, colour in zip(lines, colours, strict=False)
        ],
        hovertext=[_hover(line) for line in lines],
        hoverinfo="text",
    )
    for place, line in enumerate(lines):
        end = max(line["share"], min(line["high"], span[1]), 0)
        figure.add_annotation(
            x=end, y=place, text=words.share(line["share"]), showarrow=False, xanchor="left", xshift=8,
            font={"size": TEXT},
        )  # fmt: skip
    figure.add_vline(x=0, line={"width": 1, "color": palette.grey})
    figure.update_layout(
        xaxis=axis(palette, range=[span[0] * 1.1, max(0.01, span[1]) * 1.35], tickformat=".1%", nticks=4, tickangle=0),
    )
    return figure


def _hover(line: dict[str, Any]) -> str:
    chance = words.interval(line["low"], line["high"])
    return f"{line['block']}<br><b>{words.share(line['share'])}</b><br>chance alone {chance}<br>{line['verdict']}"
