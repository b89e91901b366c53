"""What winning goes with: a bar for each block, and a pale one for what chance alone would show."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.figures.palette import Palette
from overlap.figures.sheet import TEXT, axis, label, sheet

UNEXPLAINED, CHANCE = "unexplained", "no more than chance"
_ROW = 48


def explained(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """The blocks of revenue/what_explains without the unexplained rest, in their order; marketing, sales, both.

    Grey where the verdict is chance, wherever the bar ends: one rule for the words and the picture.
    """
    lines = rows.filter(pl.col("block") != UNEXPLAINED).to_dicts()
    colours = (palette.marketing, palette.sales, palette.shared)
    figure = sheet(palette, _ROW * len(lines) + 30)
    for place, line in enumerate(lines):
        figure.add_scatter(
            x=[line["low"], line["high"]],
            y=[place, place],
            mode="lines",
            line={"width": 20, "color": palette.faded(palette.grey, 0.35)},
            hoverinfo="skip",
        )
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
    most = max([0.01, *(max(line["share"], line["high"]) for line in lines)])
    least = min([0.0, *(min(line["share"], line["low"]) for line in lines)])
    for place, line in enumerate(lines):
        figure.add_annotation(
            x=max(line["share"], line["high"], 0), y=place, text=words.share(line["share"]), showarrow=False,
            xanchor="left", xshift=8, font={"size": TEXT},
        )  # fmt: skip
    figure.add_vline(x=0, line={"width": 1, "color": palette.grey})
    figure.update_layout(
        xaxis=axis(palette, range=[least * 1.1, most * 1.35], tickformat=".1%", nticks=4, tickangle=0),
        yaxis=axis(
            palette,
            range=[len(lines) - 0.4, -0.6],
            tickvals=list(range(len(lines))),
            ticktext=[label(line["block"]) for line in lines],
        ),
    )
    return figure


def _hover(line: dict[str, Any]) -> str:
    chance = words.interval(line["low"], line["high"])
    return f"{line['block']}<br><b>{words.share(line['share'])}</b><br>chance alone {chance}<br>{line['verdict']}"
