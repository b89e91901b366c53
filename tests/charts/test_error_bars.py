"""In every chart with intervals a wild one does not scale the axis, and an arrowhead says where it is cut."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from drawn_intervals import CHARTS, coverage, frame

from overlap.charts.base import sheet
from overlap.charts.error_bars import FURTHEST, ErrorBar, across, reach, upright
from overlap.charts.palette import LIGHT
from overlap.settings import PROJECT
from overlap.subjects.quality.charts import (
    second_rounds,
)

ROOM = 1.5  # times what an axis reaches, for labels behind it
HEADS = {"triangle-left", "triangle-right", "triangle-up", "triangle-down"}


MIDDLE = {"auc": 0.5, "months": 0.5}
FIRM, WILD = (0.02, 0.018, 0.023), (0.03, -40.0, 40.0)


def _value_axis(name: str, figure: Any) -> tuple[float, float]:
    along = "yaxis" if name in ("calibration", "readiness", "months", "threshold", "lag_curve") else "xaxis"
    low, high = figure.layout[along].range
    return low - MIDDLE.get(name, 0.0), high - MIDDLE.get(name, 0.0)


def _heads(figure: Any) -> set[str]:
    symbols = [trace.marker.symbol for trace in figure.data if trace.type == "scatter" and trace.mode == "markers"]
    return HEADS & {str(each) for symbol in symbols for each in ([symbol] if isinstance(symbol, str) else symbol or [])}


@pytest.mark.parametrize("name", CHARTS)
def test_a_wild_interval_does_not_scale_the_axis_and_is_marked_where_it_is_cut(name: str) -> None:
    draw, furthest = CHARTS[name]
    figure = draw([FIRM, WILD])
    low, high = _value_axis(name, figure)
    assert -furthest * ROOM <= low <= 0.02 and 0.03 <= high <= furthest * ROOM
    assert _heads(figure) & {"triangle-right", "triangle-up"}


@pytest.mark.parametrize("name", CHARTS)
def test_intervals_that_are_not_wild_are_drawn_whole(name: str) -> None:
    figure = CHARTS[name][0]([FIRM, (0.03, 0.022, 0.05)])
    assert not _heads(figure)
    assert _value_axis(name, figure)[1] >= 0.05


def test_a_share_of_ratings_is_drawn_on_an_axis_of_all_of_them() -> None:
    figure: Any = coverage([FIRM, (0.03, 0.0, 1.0)])
    assert (list(figure.layout.xaxis.range), _heads(figure)) == ([0, 1.12], set())


def test_no_chart_draws_intervals_in_another_way() -> None:
    """A line from one end to the other, or Plotly's own error bars, would scale the axis."""
    by_hand = re.compile(r"\berror_[xy]=|[xy]=\[[^\]]*_?low\"\][^\]]*_?high\"\]", re.DOTALL)
    drawn = {path.stem: path.read_text(encoding="utf-8") for path in PROJECT.glob("overlap/subjects/*/charts/*.py")}
    assert [name for name, text in drawn.items() if by_hand.search(text)] == []
    users = {name for name, text in drawn.items() if "error_bars import" in text}
    assert users == {*CHARTS, "feedback_coverage"} - {"months"}


def test_an_axis_reaches_three_times_the_largest_estimate_and_no_farther() -> None:
    assert reach([1.0, 2.0], [0.5, 3.0]) == (0.0, 3.0)
    assert reach([1.0, -2.0], [-90.0, 90.0]) == (-2 * FURTHEST, 2 * FURTHEST)
    assert reach([0.51], [0.1, 0.9], 0.5, 0.25) == (0.25, 0.75)
    assert reach([], []) == (0.0, 0.0)


@pytest.mark.parametrize(("draw", "heads"), [(across, "x"), (upright, "y")])
def test_a_line_ends_where_it_is_cut(draw: Callable[..., None], heads: str) -> None:
    figure: Any = sheet(LIGHT, 100)
    draw(figure, [ErrorBar(4, -9.0, 2.0, "#111111"), ErrorBar(5, 1.0, 9.0, "#222222")], (0.0, 6.0))
    first, second, ends = figure.data
    assert [list(trace[heads]) for trace in (first, second, ends)] == [[0.0, 2.0], [1.0, 6.0], [0.0, 6.0]]
    assert list(ends["y" if heads == "x" else "x"]) == [4, 5]


def test_a_step_that_nobody_records_has_no_bar() -> None:
    row = {
        "ended_as": "given_back",
        "ended_count": 9,
        "back_count": 4,
        "qualified_again_count": None,
        "won_again_count": 1,
    }
    figure: Any = second_rounds.path(frame([row]), LIGHT)
    assert list(figure.data[0].customdata) == [0, 1, 3]
    assert [text.split("<br>")[0] for text in figure.layout.yaxis.ticktext[1:]] == ["came back", "won"]
