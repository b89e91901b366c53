"""How winning goes with a fast first attempt: the odds as they look, and at equal score, channel and quarter."""

from math import log10
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis
from overlap.charts.error_bars import ErrorBar, across
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dotted, noted, row_sheet

NAMES = {
    "raw": "unadjusted",
    "adjusted": "at equal score,<br>channel, quarter",
    "model": "a model of all<br>by the same three",
}
_ROW = 62
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


def speed(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """Odds of followup/speed_and_wins, raw hollow, the others full, on an axis of powers around no difference.

    An interval that ends beyond a tenth or ten times is cut with an arrowhead.
    """
    lines = [line for line in rows.to_dicts() if line["odds_ratio"] and line["odds_low"]]
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, 34)
    faded = palette.faded(palette.shared, 0.45)
    bars = [ErrorBar(place, line["odds_low"], line["odds_high"], faded) for place, line in enumerate(lines)]
    odds = [line["odds_ratio"] for line in lines]
    ends = [min(max(end, _TICKS[0]), _TICKS[-1]) for bar in bars for end in (bar.low, bar.high)]
    low, high = min([1.0, *odds, *ends]), max([1.0, *odds, *ends])
    across(figure, bars, (low, high))
    figure.add_scatter(
        x=[line["odds_ratio"] for line in lines],
        y=list(range(len(lines))),
        mode="markers",
        marker={
            "size": 12,
            "symbol": ["circle-open" if line["comparison"] == "raw" else "circle" for line in lines],
            "color": palette.shared,
            "line": {"width": 2, "color": palette.shared},
        },
        hovertext=[_hover(line) for line in lines],
        hoverinfo="text",
    )
    dotted(figure, 1, palette)
    figure.update_layout(
        xaxis=axis(
            palette, type="log", range=[log10(min(0.45, low)) - 0.05, log10(max(2.2, high)) + 0.05],
            tickvals=list(_TICKS), ticktext=[f"×{tick:g}" for tick in _TICKS], tickangle=0,
            showgrid=True, gridcolor=palette.border,
        ),
    )  # fmt: skip
    return figure


def _name(line: dict[str, Any], palette: Palette) -> str:
    handoffs = words.count(line["tried_count"] + line["not_tried_count"])
    return noted(NAMES[line["comparison"]], f"n {handoffs}", palette)


def _hover(line: dict[str, Any]) -> str:
    return (
        f"odds <b>×{line['odds_ratio']:.2f}</b> ({line['odds_low']:.2f}{words.DASH}{line['odds_high']:.2f})"
        f"<br>contacted by then: {words.count(line['tried_won_count'])} won of {words.count(line['tried_count'])}"
        f"<br>not: {words.count(line['not_tried_won_count'])} won of {words.count(line['not_tried_count'])}"
    )
