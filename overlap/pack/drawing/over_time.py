"""Lines over time with bands, agreed figures, and marks for what happened."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import floor, log10

from overlap import words
from overlap.pack.drawing import svg
from overlap.pack.drawing.shown import Series, TimeChart

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 14, 26, 24
_TICKS = 6
_DAYS_NAMED = 100  # up to so many days along the axis its days are named, else their months
_MOST_MARKS = 8  # the latest
Point = Callable[[float, float], tuple[float, float]]


def over_time(chart: TimeChart, ink: svg.Ink, font: str) -> str:
    """The drawing of a chart over time."""
    highest = _highest(chart)
    width, last = svg.WIDTH - _LEFT - _RIGHT, max(len(chart.days) - 1, 1)

    def at(place: float, value: float) -> tuple[float, float]:
        return _LEFT + width * place / last, _TOP + chart.plot * (1 - value / highest)

    shapes = [*_grid(chart, highest, at, ink), *_days(chart, at, ink), *_legend(chart, ink)]
    for each in chart.series:
        shapes += _series(each, at, ink)
    shapes += _marks(chart, at, ink)
    height = _TOP + chart.plot + _BOTTOM + 14 * len(_numbered(chart))
    return svg.sheet(height, shapes, font, chart.alt)


def _series(each: Series, at: Point, ink: svg.Ink) -> list[str]:
    shapes = []
    known = [place for place, value in enumerate(each.values) if value is not None]
    if each.low and each.high:
        band = [place for place in known if each.low[place] is not None and each.high[place] is not None]
        there = [at(place, each.high[place] or 0.0) for place in band]
        back = [at(place, each.low[place] or 0.0) for place in reversed(band)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (*there, *back))
        shapes.append(svg.tag("polygon", points=points, fill=ink[each.colour], fill_opacity=0.16))
    points = " ".join("{:.1f},{:.1f}".format(*at(place, each.values[place] or 0.0)) for place in known)
    dash = {"stroke_dasharray": "5 4"} if each.is_agreed else {}
    width = 1.5 if each.is_agreed else 2.5
    return [
        *shapes,
        svg.tag("polyline", points=points, fill="none", stroke=ink[each.colour], stroke_width=width, **dash),
    ]


def _grid(chart: TimeChart, highest: float, at: Point, ink: svg.Ink) -> list[str]:
    shapes, step = [], _step(highest)
    for number in range(int(highest / step + 1e-9) + 1):
        _, y = at(0, number * step)
        said = f"{number * step:.0%}" if chart.is_share else _short(number * step, highest)
        shapes.append(svg.line((_LEFT, y), (svg.WIDTH - _RIGHT, y), ink["border"]))
        shapes.append(svg.text((_LEFT - 6, y + 4), said, ink["muted"], svg.NOTE, text_anchor="end"))
    return shapes


def _short(value: float, highest: float) -> str:
    """`125k` where the axis reaches 10,000: what is longer is cut at the drawing's edge by a wide type."""
    size, unit = next(((size, unit) for size, unit in ((1e6, "M"), (1e3, "k")) if highest >= 10 * size), (1.0, ""))
    return f"{value / size:,.6g}{unit}" if value else "0"


def _days(chart: TimeChart, at: Point, ink: svg.Ink) -> list[str]:
    every = max(1, -(-len(chart.days) // _TICKS))
    base = _TOP + chart.plot + 17
    called = words.month if (chart.days[-1] - chart.days[0]).days > _DAYS_NAMED else words.day
    return [
        svg.text((at(place, 0)[0], base), called(day), ink["muted"], svg.NOTE, text_anchor=_anchor(place, chart.days))
        for place, day in enumerate(chart.days)
        if place % every == 0
    ]


def _anchor(place: int, days: Sequence[date]) -> str:
    if place == 0:
        return "start"
    return "end" if place == len(days) - 1 else "middle"


def _legend(chart: TimeChart, ink: svg.Ink) -> list[str]:
    shapes, x = [], float(_LEFT)
    for each in chart.series:
        dash = {"stroke_dasharray": "5 4"} if each.is_agreed else {}
        shapes.append(svg.line((x, 8), (x + 18, 8), ink[each.colour], 2.5, **dash))
        shapes.append(svg.text((x + 24, 12), each.label, ink["muted"], svg.NOTE))
        x += 24 + svg.wide(each.label, svg.NOTE) + 24
    return shapes


def _marks(chart: TimeChart, at: Point, ink: svg.Ink) -> list[str]:
    """An upright line for each, numbered; what they are stands below."""
    shapes = []
    for number, (place, text, day) in enumerate(_numbered(chart), start=1):
        x, _ = at(place, 0)
        shapes.append(svg.line((x, _TOP), (x, _TOP + chart.plot), ink["muted"], 1, stroke_dasharray="2 3"))
        shapes.append(svg.text((x + 3, _TOP + 9), str(number), ink["muted"], svg.NOTE))
        said = words.shortened(f"({number}) {words.day(day)}: {text}", 105)
        shapes.append(svg.text((_LEFT, _TOP + chart.plot + _BOTTOM + 14 * number - 4), said, ink["muted"], svg.NOTE))
    return shapes


def _numbered(chart: TimeChart) -> list[tuple[float, str, date]]:
    """The marks within the chart: their place between its days, what they say, when."""
    found, until = [], _until(chart.days)
    for mark in sorted(chart.marks, key=lambda mark: mark.on):
        places = [place for place, day in enumerate(chart.days) if day <= mark.on]
        if places and chart.days[0] <= mark.on < until:
            found.append((_between(places[-1], mark.on, chart.days), mark.text, mark.on))
    return found[-_MOST_MARKS:]


def _until(days: Sequence[date]) -> date:
    """Where the last step ends: as long after its day as that is after the one before."""
    return days[-1] + (days[-1] - days[-2] if len(days) > 1 else timedelta(days=1))


def _between(place: int, on: date, days: Sequence[date]) -> float:
    """How far a day lies on the way from the day at this place to the next."""
    if place + 1 >= len(days):
        return float(place)
    return place + (on - days[place]).days / (days[place + 1] - days[place]).days


def _highest(chart: TimeChart) -> float:
    numbers = [value for each in chart.series for value in (*each.values, *each.high) if value is not None]
    highest = max(numbers, default=1.0) or 1.0
    return 1.0 if chart.is_share else highest * 1.08


def _step(highest: float) -> float:
    about = highest / 4
    power = 10.0 ** floor(log10(about))
    return min((factor * power for factor in (1, 2, 2.5, 5, 10)), key=lambda step: abs(log10(step / about)))
