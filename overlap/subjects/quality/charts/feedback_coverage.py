"""How many handoffs are rated, by what became of them: bars with their 95% interval."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis
from overlap.charts.error_bars import ErrorBar, across
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import noted, row_sheet
from overlap.limits import RATING_DAYS, STARS

OUTCOMES = {"won": "Won", "lost": "Lost", "rejected": "Rejected or returned", "open": "Still open"}
_BAR = 40


def coverage(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """A bar a row of quality/feedback_by_outcome; its data is its place. Those still open, the standard, are grey."""
    lines = rows.to_dicts()
    places = list(range(len(lines)))
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _BAR, 8)
    shares = [line["coverage"] or 0 for line in lines]
    figure.add_bar(
        x=shares,
        y=places,
        orientation="h",
        marker_color=[palette.grey if line["outcome"] == "open" else palette.sales for line in lines],
        customdata=places,
        hovertext=[_hover(line) for line in lines],
        hoverinfo="text",
    )
    bars = [
        ErrorBar(place, line["coverage_low"], line["coverage_high"], palette.muted, 2)
        for place, line in enumerate(lines)
        if line["coverage_low"] is not None
    ]
    across(figure, bars, (0.0, 1.0))
    for place, line in enumerate(lines):
        figure.add_annotation(
            x=(line["coverage_high"] or 0) + 0.02, y=place, text=words.share(line["coverage"]), showarrow=False,
            xanchor="left", font={"size": TEXT, "color": palette.ink},
        )  # fmt: skip
    figure.update_layout(
        bargap=0.5,
        uniformtext=None,
        xaxis=axis(palette, range=[0, 1.12], visible=False),
    )
    return figure


def _name(line: dict[str, Any], palette: Palette) -> str:
    mean = "not rated" if line["rating_mean"] is None else f"mean {line['rating_mean']:.1f} of {STARS[1]}"
    return noted(OUTCOMES[line["outcome"]], mean, palette) + "  "


def _hover(line: dict[str, Any]) -> str:
    share = words.rate(line["coverage"], line["coverage_low"], line["coverage_high"])
    rated = f"{words.count(line['rated_count'])} of {words.count(line['old_enough_count'])} mature"
    so_far = f"{words.count(line['rated_so_far_count'])} of {words.count(line['handoff_count'])} so far"
    rated += f", within {RATING_DAYS} days"
    return f"{OUTCOMES[line['outcome']]}<br><b>{share} rated</b><br>{rated}<br>{so_far}<br>{line['verdict']}"
