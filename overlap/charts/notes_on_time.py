"""What happened, marked in any chart over time: an upright line on its day, what it was where it is pointed at."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import safe
from overlap.charts.palette import Palette

_HEIGHT = "yaxis9"  # an axis of its own from 0 to 1, so that marks stand at the top whatever is drawn
_MOST_LINES = 6  # of what happened on one day


def is_over_time(figure: go.Figure) -> bool:
    """Whether days run along the figure."""
    return figure.layout.xaxis.type == "date"  # pyright: ignore[reportAttributeAccessIssue]


def with_notes(figure: go.Figure, events: Sequence[Mapping[str, Any]], palette: Palette) -> go.Figure:
    """The figure with a mark for each day of `events`, rows of data/events_on_time, that lies within its own days."""
    first, last = _span(figure)
    within = [each for each in events if first and last and first <= each["happened_on"] <= last]
    by_day = [(day, [each["what"] for each in rows]) for day, rows in groupby(within, lambda each: each["happened_on"])]
    if not by_day:
        return figure
    for day, _ in by_day:
        figure.add_shape(
            type="line", x0=day, x1=day, y0=0, y1=1, yref="paper",
            line={"width": 1, "dash": "dot", "color": palette.muted}, layer="below",
        )  # fmt: skip
    figure.add_scatter(
        x=[day for day, _ in by_day],
        y=[1.0] * len(by_day),
        yaxis="y9",
        mode="markers",
        marker={"symbol": "triangle-down", "size": 9, "color": palette.muted},
        hovertext=[_said(day, texts) for day, texts in by_day],
        hoverinfo="text",
        cliponaxis=False,
    )
    figure.update_layout({_HEIGHT: {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}})
    return figure


def _said(day: date, texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_LINES
    shown = [*texts[:_MOST_LINES], *([f"{words.count(more)} more"] if more > 0 else [])]
    return "<br>".join([words.day(day), *map(safe, shown)])


def _span(figure: go.Figure) -> tuple[date | None, date | None]:
    """The first and last day that anything is drawn at."""
    days = [_day(each) for trace in figure.data for each in (trace.x if trace.x is not None else ())]
    return min(days, default=None), max(days, default=None)


def _day(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])
