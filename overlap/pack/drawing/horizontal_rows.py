"""Rows with bars or dots, their intervals and their marks."""

from collections.abc import Callable

from overlap import words
from overlap.pack.drawing import svg
from overlap.pack.drawing.shown import Line, RowsChart

_ROW, _LABEL, _SAYS, _GAP = 30, 210, 128, 10
_LETTERS = 32
_REACH = 3.0  # an interval's end beyond so many times the largest value scales no axis
At = Callable[[float], float]
_SURELY = 0.85  # of the room, by the mean of letters: some types are wider
_WORDS = 20  # px for the words under the rows


def rows(chart: RowsChart, ink: svg.Ink, font: str) -> str:
    """The drawing of a chart of rows."""
    low, high = _axis(chart)
    left, right = _LABEL, svg.WIDTH - _SAYS
    height = _ROW * len(chart.lines) + _WORDS

    def at(value: float) -> float:
        share = (min(max(value, low), high) - low) / ((high - low) or 1)
        return left + share * (right - left)

    upright = [place for place in (0.0, chart.reaches) if place is not None and low <= place <= high]
    shapes = [svg.line((at(each), 0), (at(each), height - _WORDS), ink["border"]) for each in upright]
    for place, each in enumerate(chart.lines):
        shapes += _row(each, place * _ROW + _ROW / 2, at, ink, chart.is_dots)
    fits = svg.wide(chart.key, svg.NOTE) <= (svg.WIDTH - left) * _SURELY
    place, anchor = (left, None) if fits else (svg.WIDTH, "end")
    shapes.append(svg.text((place, height - 4), chart.key, ink["muted"], svg.NOTE, text_anchor=anchor))
    return svg.sheet(height, shapes, font, chart.alt)


def _row(each: Line, middle: float, at: At, ink: svg.Ink, is_dot: bool) -> list[str]:
    base = middle + svg.TEXT * 0.35
    label = words.shortened(each.label, _LETTERS)
    shapes = [svg.text((_LABEL - _GAP, base), label, ink["ink"], text_anchor="end")]
    if each.value is not None:
        shapes.append(_mark_of(each.value, each.colour, middle, at, ink, is_dot))
        if each.low is not None and each.high is not None:
            ends = (at(each.low), middle), (at(each.high), middle)
            shapes.append(svg.line(*ends, ink["ink"], 1.5, stroke_opacity=0.7))
    if each.mark is not None:
        x = at(each.mark)
        shapes.append(svg.line((x, middle - 11), (x, middle + 11), ink["ink"], 2))
    shapes.append(svg.text((svg.WIDTH, base), each.says, ink["ink"], text_anchor="end"))
    return shapes


def _mark_of(value: float, colour: str, middle: float, at: At, ink: svg.Ink, is_dot: bool) -> str:
    if is_dot:
        return svg.tag("circle", cx=at(value), cy=middle, r=4.5, fill=ink[colour])
    start, end = sorted((at(0), at(value)))
    return svg.tag("rect", x=start, y=middle - 8, width=max(end - start, 1.0), height=16, rx=2, fill=ink[colour])


def _axis(chart: RowsChart) -> tuple[float, float]:
    """From where to where: all values and marks, and intervals as far as they do not dwarf them."""
    values = [number for each in chart.lines for number in (each.value, each.mark) if number is not None] or [0.0]
    values += [chart.reaches] if chart.reaches is not None else []
    most = _REACH * max(map(abs, values))
    ends = [min(max(end, -most), most) for each in chart.lines for end in (each.low, each.high) if end is not None]
    low, high = min(values + ends), max(values + ends)
    if not chart.is_dots:
        return min(low, 0.0), max(high, 0.0) or 1.0
    room = (high - low or 1.0) * 0.05
    return low - room, high + room
