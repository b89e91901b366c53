"""What each rule of sharing credit gives the same campaigns: marks on a line, far apart where the rule decides."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import label, money_axis, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import row_sheet, stroke
from overlap.subjects.revenue.sentences.credit_models import NAMES

_ROW = 34
_TOP = 30


def models(rows: pl.DataFrame, chosen: str, palette: Palette, currency: str) -> go.Figure:
    """Of each campaign a pale bar over what the rules give, a mark for each, and a full one for the chosen.

    `rows` is the answer of revenue/models_compared: a money column for each rule, lowest and highest.
    """
    lines = rows.to_dicts()
    figure = row_sheet(palette, [label(line["campaign_name"]) for line in lines], _ROW, _TOP + 26)
    for place, line in enumerate(lines):
        ends = [float(line["lowest"]), float(line["highest"])]
        stroke(figure, place, ends, 13, palette.faded(palette.grey, 0.28))
    others = [model for model in NAMES if model != chosen]
    _marks(figure, "the other rules", lines, others, palette, currency)
    _marks(figure, NAMES[chosen], lines, [chosen], palette, currency)
    highest = max([1.0, *(float(line[model]) for line in lines for model in NAMES)])
    figure.update_layout(
        showlegend=True,
        legend={
            **{"orientation": "h", "x": 0, "y": 1, "xref": "container", "yref": "container", "yanchor": "top"},
            "font": {"size": 12, "color": palette.ink},
            "bgcolor": "rgba(0,0,0,0)",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"t": _TOP},
        xaxis=money_axis(palette, highest, currency),
    )
    for trace in figure.data[: len(lines)]:
        trace.showlegend = False  # pyright: ignore[reportAttributeAccessIssue]
    return figure


def _marks(
    figure: go.Figure, name: str, lines: list[dict[str, Any]], shown: list[str], palette: Palette, currency: str
) -> None:
    is_chosen = len(shown) == 1
    marker: dict[str, Any] = {"symbol": "line-ns", "size": 13, "line": {"width": 2, "color": palette.marketing}}
    if is_chosen:
        marker = {"size": 11, "color": palette.marketing, "line": {"width": 1.5, "color": palette.background}}
    at = [(place, line, model) for place, line in enumerate(lines) for model in shown]
    figure.add_scatter(
        name=name,
        x=[float(line[model]) for _, line, model in at],
        y=[place for place, _, _ in at],
        mode="markers",
        marker=marker,
        opacity=1 if is_chosen else 0.75,
        hovertext=[
            f"{safe(line['campaign_name'])}, {NAMES[model]}<br><b>{words.money(line[model], currency)}</b>"
            for _, line, model in at
        ],
        hoverinfo="text",
    )
