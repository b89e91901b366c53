"""Lines of 95% beside marks: how far an axis follows them, and an arrowhead where one goes on beyond it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FURTHEST = 3.0  # times the largest value: an end of an interval beyond it would press everything else together
_HEAD = 6  # px, beyond the width of a line

Span = tuple[float, float]


@dataclass(frozen=True)
class ErrorBar:
    """A line from one end to the other, at its place on the other axis."""

    place: float
    low: float
    high: float
    colour: str
    width: int = 4


def reach(values: Sequence[float], ends: Sequence[float], about: float = 0.0, at_least: float = 0.0) -> Span:
    """From where to where an axis of `values` goes: with the ends of their intervals, up to three times the largest.

    Sizes are distances from `about`, which the axis holds; ends no farther from it than `at_least` are never cut.
    """
    most = max(FURTHEST * max([abs(value - about) for value in values], default=0.0), at_least)
    shown = [about, *values, *(min(max(end, about - most), about + most) for end in ends)]
    return min(shown), max(shown)


def across(figure: go.Figure, bars: Sequence[ErrorBar], span: Span) -> None:
    """Lines along x, cut at the ends of `span` with an arrowhead."""
    _draw(figure, bars, span, "x", ("triangle-left", "triangle-right"))


def upright(figure: go.Figure, bars: Sequence[ErrorBar], span: Span) -> None:
    """Lines along y, cut at the ends of `span` with an arrowhead."""
    _draw(figure, bars, span, "y", ("triangle-down", "triangle-up"))


def _draw(figure: go.Figure, bars: Sequence[ErrorBar], span: Span, along: str, heads: tuple[str, str]) -> None:
    other = "y" if along == "x" else "x"
    for bar in bars:
        drawn = [max(bar.low, span[0]), min(bar.high, span[1])]
        ends: dict[str, Any] = {along: drawn, other: [bar.place, bar.place]}
        line = {"width": bar.width, "color": bar.colour}
        figure.add_scatter(**ends, mode="lines", line=line, hoverinfo="skip")
    cut = [(bar, span[0], heads[0]) for bar in bars if bar.low < span[0]]
    cut += [(bar, span[1], heads[1]) for bar in bars if bar.high > span[1]]
    if cut:
        edges: dict[str, Any] = {along: [edge for _, edge, _ in cut], other: [bar.place for bar, _, _ in cut]}
        marker = {
            "size": [bar.width + _HEAD for bar, *_ in cut],
            "symbol": [head for *_, head in cut],
            "color": [bar.colour for bar, _, _ in cut],
        }
        figure.add_scatter(**edges, mode="markers", marker=marker, hoverinfo="skip")
