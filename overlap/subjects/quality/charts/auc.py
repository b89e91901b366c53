"""How well scores sort leads: a dot and 95% for each, against the dotted line of chance."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, sheet
from overlap.charts.error_bars import ErrorBar, Span, across, reach, upright
from overlap.charts.notes_on_time import over_months
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dotted, noted, row_sheet

_ROW = 58
_HEIGHT = 250
_CHANCE = 0.5


def auc(rows: Sequence[tuple[str, Mapping[str, Any]]], palette: Palette) -> go.Figure:
    """The AUC of each named row of quality/score that has one; grey where it is no better than chance."""
    lines = [(name, row) for name, row in rows if row["auc"] is not None]
    figure = row_sheet(palette, [noted(name, area(row), palette) for name, row in lines], _ROW, 30)
    colours = [
        palette.grey if row["auc_low"] is None or row["auc_low"] <= 1 / 2 else palette.shared for _, row in lines
    ]
    bars = [
        ErrorBar(place, row["auc_low"], row["auc_high"], palette.faded(colour, 0.5))
        for place, ((_, row), colour) in enumerate(zip(lines, colours, strict=True))
        if row["auc_low"] is not None
    ]
    span = _span([row["auc"] for _, row in lines], bars)
    across(figure, bars, span)
    figure.add_scatter(
        x=[row["auc"] for _, row in lines], y=list(range(len(lines))), mode="markers",
        marker={"size": 11, "color": colours, "line": {"width": 1.5, "color": palette.background}},
        hovertext=[f"{name}<br><b>{area(row)}</b><br>{row['verdict']}" for name, row in lines], hoverinfo="text",
    )  # fmt: skip
    dotted(figure, _CHANCE, palette)
    figure.update_layout(
        xaxis=axis(
            palette, range=[min(0.48, span[0]) - 0.01, max(0.75, span[1]) + 0.01], tickformat=".2f", nticks=6,
            tickangle=0, showgrid=True, gridcolor=palette.border,
        ),
    )  # fmt: skip
    return figure


def months(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """The AUC of each month of quality/score_months. The data of a dot is its place in `rows`."""
    lines = rows.to_dicts()
    known = [place for place, line in enumerate(lines) if line["auc_low"] is not None]
    figure = sheet(palette, _HEIGHT)
    faded = palette.faded(palette.shared, 0.45)
    bars = [ErrorBar(place, lines[place]["auc_low"], lines[place]["auc_high"], faded) for place in known]
    span = _span([lines[place]["auc"] for place in known], bars)
    upright(figure, bars, span)
    figure.add_scatter(
        x=known, y=[lines[place]["auc"] for place in known], mode="lines+markers",
        line={"width": 1.5, "color": palette.faded(palette.shared, 0.5)}, marker={"size": 9, "color": palette.shared},
        customdata=known, hovertext=[_month(lines[place]) for place in known], hoverinfo="text",
    )  # fmt: skip
    figure.add_hline(y=0.5, line={"dash": "dot", "width": 1.5, "color": palette.grey})
    every = max(1, -(-len(lines) // 6))
    figure.update_layout(
        meta=over_months([line["month"] for line in lines]),
        xaxis=axis(
            palette, range=[-0.6, len(lines) - 0.4], tickvals=list(range(0, len(lines), every)),
            ticktext=[words.month(line["month"]).replace(" ", "<br>") for line in lines[::every]], tickangle=0,
        ),
        yaxis=axis(
            palette, range=[min(0.47, span[0]) - 0.01, max(0.75, span[1]) + 0.01], tickformat=".2f", nticks=5,
            showgrid=True, gridcolor=palette.border,
        ),
    )  # fmt: skip
    return figure


def _span(areas: Sequence[float], bars: Sequence[ErrorBar]) -> Span:
    """About chance: a score that sorts well may be as far from it as its intervals want."""
    return reach(areas, [end for bar in bars for end in (bar.low, bar.high)], _CHANCE, _CHANCE / 2)


def area(row: Mapping[str, Any]) -> str:
    """An AUC with its 95%: `0.64 (0.62-0.67)`."""
    return f"{row['auc']:.2f} {interval(row)}".strip()


def interval(row: Mapping[str, Any]) -> str:
    """Its 95% in brackets; `` where there is none."""
    return "" if row["auc_low"] is None else f"({row['auc_low']:.2f}{words.DASH}{row['auc_high']:.2f})"


def _month(line: Mapping[str, Any]) -> str:
    promised = "" if line["promised_rate"] is None else f", promised {words.share(line['promised_rate'])}"
    came = f"{words.share(line['good_rate'])} turned out good{promised}"
    return (
        f"{words.month(line['month'])}<br><b>{area(line)}</b><br>{came}"
        f"<br>{words.counted(line['old_enough_count'], 'handoff')} mature"
    )
