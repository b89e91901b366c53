"""What happened, marked in any chart over time: an upright line on its day, what it was where it is pointed at.

Of many days the marks at the top alone are drawn: their lines would be a fence before what the chart shows.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import safe
from overlap.charts.palette import Palette

_HEIGHT = "yaxis9"  # an axis of its own from 0 to 1, so that marks stand at the top whatever is drawn
_MONTHS = "months"
_MOST_LINES = 6  # of what happened on one day
_MOST_UPRIGHT = 24  # days that have a line through the chart


def over_months(months: Sequence[date]) -> dict[str, list[date]]:
    """For `meta` of a figure that draws months at the places 0, 1, 2: which months these are."""
    return {_MONTHS: list(months)}


def is_over_time(figure: go.Figure) -> bool:
    """Whether days or months run along the figure."""
    return _is_dated(figure) or bool(_months(figure))


def with_notes(figure: go.Figure, events: Sequence[Mapping[str, Any]], palette: Palette) -> go.Figure:
    """The figure with a mark for each day of `events`, rows of data/events_on_time, that lies within its own days."""
    by_day = [
        (day, _place(day, figure), [each["what"] for each in rows])
        for day, rows in groupby(events, lambda each: each["happened_on"])
        if _place(day, figure) is not None
    ]
    if not by_day:
        return figure
    if len(by_day) <= _MOST_UPRIGHT:
        _draw_lines(figure, [place for _, place, _ in by_day], palette)
    figure.add_scatter(
        x=[place for _, place, _ in by_day],
        y=[1.0] * len(by_day),
        yaxis="y9",
        mode="markers",
        marker={"symbol": "triangle-down", "size": 9, "color": palette.muted},
        hovertext=[_said(day, texts) for day, _, texts in by_day],
        hoverinfo="text",
        cliponaxis=False,
    )
    over = {"overlaying": _topmost(figure), "range": [0, 1], "visible": False, "fixedrange": True}
    figure.update_layout({_HEIGHT: over})
    return figure


def _draw_lines(figure: go.Figure, places: Sequence[date | float | None], palette: Palette) -> None:
    line = {"width": 1, "dash": "dot", "color": palette.muted}
    upright = {"type": "line", "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}
    # All at once: each that is added alone has Plotly copy those before it.
    figure.layout.shapes = [*figure.layout.shapes, *({**upright, "x0": each, "x1": each} for each in places)]  # pyright: ignore[reportAttributeAccessIssue]


def _topmost(figure: go.Figure) -> str:
    """The axis of the panel that reaches highest: an axis laid over another has the place of that one."""
    axes: dict[str, Any] = figure.layout.to_plotly_json()  # pyright: ignore[reportAttributeAccessIssue]
    tops = {
        name.replace("axis", ""): each.get("domain", (0, 1))[1]
        for name, each in axes.items()
        if name.startswith("yaxis") and "overlaying" not in each
    }
    return max(tops, key=lambda name: tops[name], default="y")


def _said(day: date, texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_LINES
    shown = [*texts[:_MOST_LINES], *([f"{words.count(more)} more"] if more > 0 else [])]
    return "<br>".join([words.day(day), *map(safe, shown)])


def _place(day: date, figure: go.Figure) -> date | float | None:
    """Where the day stands along the figure; None outside of what is drawn."""
    if not _is_dated(figure):
        months = _months(figure)
        starts = day.replace(day=1)
        if starts not in months:
            return None
        return months.index(starts) - 0.5 + (day.day - 1) / monthrange(day.year, day.month)[1]
    first, last = _span(figure)
    return day if first and last and first <= day <= last else None


def _is_dated(figure: go.Figure) -> bool:
    return figure.layout.xaxis.type == "date"  # pyright: ignore[reportAttributeAccessIssue]


def _months(figure: go.Figure) -> list[date]:
    meta = figure.layout.meta  # pyright: ignore[reportAttributeAccessIssue]
    return list(meta.get(_MONTHS, ())) if isinstance(meta, dict) else []


def _span(figure: go.Figure) -> tuple[date | None, date | None]:
    """The first and last day that anything is drawn at."""
    traces: Any = figure.data
    days = [_day(each) for trace in traces for each in (trace.x if trace.x is not None else ())]
    return min(days, default=None), max(days, default=None)


def _day(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])
