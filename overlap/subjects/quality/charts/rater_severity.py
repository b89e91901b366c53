"""How strictly each person rates: a dot for the stars above or below the others at equal campaigns, a line of 95%."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, safe
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dot_marker, dotted, noted, one_line, row_sheet
from overlap.limits import RATING_DAYS
from overlap.stats.partial_pooling import TOO_FEW
from overlap.subjects.quality.steps.rating_extremes import EXTREMES

MOST_PEOPLE = 30
_ROW = 44


def raters(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """A line a person of quality/feedback_by_rep, in its order; the data of a dot is its place.

    Orange: mostly one star or five. Hollow grey: too few ratings. Dotted: what the others give.
    """
    lines = rows.head(MOST_PEOPLE).to_dicts()
    places = list(range(len(lines)))
    colours = [_colour(line, palette) for line in lines]
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, 26)
    dotted(figure, 0, palette)
    bars = [
        ErrorBar(place, line["severity_low"], line["severity_high"], palette.faded(colours[place], 0.5))
        for place, line in enumerate(lines)
        if line["severity_low"] is not None
    ]
    ends = [end for bar in bars for end in (bar.low, bar.high)]
    span = reach([line["severity"] or 0.0 for line in lines], ends, at_least=0.25)
    across(figure, bars, span)
    figure.add_scatter(
        x=[line["severity"] or 0 for line in lines],
        y=places,
        mode="markers",
        marker=dot_marker(
            colours,
            hollow=[line["verdict"] == TOO_FEW for line in lines],
            seen=[line["severity"] is not None for line in lines],
        ),
        customdata=places,
        hovertext=[_hover(line) for line in lines],
        hoverinfo="text",
    )
    widest = max(0.25, -span[0], span[1]) * 1.1
    figure.update_layout(
        xaxis=axis(palette, range=[-widest, widest], nticks=5, tickangle=0, tickformat="+.1f", ticksuffix=" ★"),
    )
    return figure


def _colour(line: dict[str, Any], palette: Palette) -> str:
    if line["verdict"] == TOO_FEW:
        return palette.grey
    return palette.sales if line["verdict"] == EXTREMES else palette.shared


def _name(line: dict[str, Any], palette: Palette) -> str:
    said = f"{words.share(line['coverage'])} rated"
    if line["verdict"] == EXTREMES:
        said += f", {words.share(line['extreme_rate'])} one star or five"
    return noted(one_line(line["rep_name"]), said, palette)


def _hover(line: dict[str, Any]) -> str:
    said = [safe(line["rep_name"])]
    if line["severity"] is not None:
        said.append(
            f"<b>{words.signed(line['severity'], 2)} stars</b> "
            f"({words.signed(line['severity_low'], 2)} to {words.signed(line['severity_high'], 2)})"
        )
        said.append(str(line["severity_verdict"]))
    rated = (
        f"{words.count(line['rated_count'])} of {words.count(line['old_enough_count'])} rated within {RATING_DAYS} days"
    )
    said.append(rated)
    said.append(f"{words.share(line['extreme_rate'])} one star or five; the others {words.share(line['others_rate'])}")
    if line["usefulness"] is not None:
        said.append(f"usefulness {line['usefulness']:.2f}: {line['usefulness_verdict']}")
    return "<br>".join([*said, line["verdict"]])
