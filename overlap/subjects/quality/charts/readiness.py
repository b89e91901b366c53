"""Readiness by pages: dots with 95%, the curve that never falls, and the step where there is one."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, sheet
from overlap.charts.error_bars import ErrorBar, reach, upright
from overlap.charts.palette import Palette
from overlap.limits import FIRST_DAYS

FEWEST = 30  # leads with so many pages: fewer are left to the curve
JUMPS = ("jumps", "drops")
_HEIGHT = 280


def readiness(rows: pl.DataFrame, found: Mapping[str, Any], palette: Palette) -> go.Figure:
    """quality/pages with the step of `found`, the row of quality/behaviour. The data of a dot is its place in `rows`.

    Hollow grey: the misleading count of all pages ever.
    """
    lines = rows.to_dicts()
    shown = [place for place, line in enumerate(lines) if line["lead_count"] >= FEWEST]
    judged = [lines[place] for place in shown]
    naive = [line for line in lines if line["naive_lead_count"] >= FEWEST]
    known = [line for line in lines if line["rising_rate"] is not None]
    farthest = max([10, *(line["pages"] for line in judged), *(line["pages"] for line in naive)])
    figure = sheet(palette, _HEIGHT)
    if found["verdict"] in JUMPS:
        _step(figure, found, palette)
    figure.add_scatter(
        x=[line["pages"] for line in naive], y=[line["naive_rate"] for line in naive], mode="markers",
        marker={"size": 7, "symbol": "circle-open", "color": palette.grey},
        hovertext=[f"{_pages(line)} ever: {words.share(line['naive_rate'])}<br>misleading" for line in naive],
        hoverinfo="text",
    )  # fmt: skip
    figure.add_scatter(
        x=[line["pages"] for line in known], y=[line["rising_rate"] for line in known], mode="lines", hoverinfo="skip",
        line={"width": 2, "shape": "hv", "color": palette.faded(palette.marketing, 0.6)},
    )  # fmt: skip
    faded = palette.faded(palette.marketing, 0.35)
    bars = [ErrorBar(line["pages"], line["good_rate_low"], line["good_rate_high"], faded, 3) for line in judged]
    rates = [*(line["good_rate"] for line in judged), *(line["naive_rate"] for line in naive)]
    span = reach(rates, [bar.high for bar in bars], at_least=0.1)
    upright(figure, bars, span)
    figure.add_scatter(
        x=[line["pages"] for line in judged], y=[line["good_rate"] for line in judged], mode="markers",
        marker={"size": 9, "color": palette.marketing, "line": {"width": 1, "color": palette.background}},
        customdata=shown, hovertext=[_hover(line) for line in judged], hoverinfo="text",
    )  # fmt: skip
    figure.update_layout(
        xaxis=axis(palette, range=[-0.5, farthest + 1], nticks=8, tickangle=0),
        yaxis=axis(
            palette,
            range=[0, 1.12 * max(0.1, span[1])],
            tickformat=".0%",
            nticks=5,
            showgrid=True,
            gridcolor=palette.border,
        ),
    )
    return figure


def _step(figure: go.Figure, found: Mapping[str, Any], palette: Palette) -> None:
    """The step with its 95%: a line before the first number of pages above it, on a band."""
    if found["cut_low"] is not None:
        figure.add_vrect(
            x0=found["cut_low"] - 0.5, x1=found["cut_high"] + 0.5, fillcolor=palette.faded(palette.shared, 0.12),
            line_width=0, layer="below",
        )  # fmt: skip
    figure.add_vline(x=found["cut"] - 0.5, line={"width": 1.5, "dash": "dash", "color": palette.shared})
    figure.add_annotation(
        x=found["cut"], y=1, yref="paper", text=f"{found['cut']} pages", xanchor="left", yanchor="top", showarrow=False,
        font={"size": NOTE, "color": palette.shared_text},
    )  # fmt: skip


def _pages(line: Mapping[str, Any]) -> str:
    return words.counted(line["pages"], "page")


def _hover(line: Mapping[str, Any]) -> str:
    rate = words.rate(line["good_rate"], line["good_rate_low"], line["good_rate_high"])
    return (
        f"{_pages(line)} in {FIRST_DAYS} days<br><b>{rate}</b> got ready"
        f"<br>{words.count(line['good_count'])} of {words.counted(line['lead_count'], 'lead')}"
    )
