"""Rows stand in the order of their labels, the first on top, and a chart of rows takes its room from one place."""

import ast
from pathlib import Path
from typing import Any

import pytest
from of_each import of_each

from overlap.charts.base import NOTE, share_axis
from overlap.charts.palette import DARK, LIGHT
from overlap.charts.row_sheet import dot_marker, noted, one_line, row_sheet, stroke
from overlap.settings import PROJECT

CHARTS = sorted(PROJECT.glob("overlap/subjects/*/charts/*.py"))


def test_each_label_stands_at_its_place_and_the_first_is_on_top() -> None:
    figure: Any = row_sheet(LIGHT, ["Fair", "Mail", "Calls"], 30, 8)
    axis = figure.layout.yaxis
    assert (axis.tickvals, axis.ticktext) == ((0, 1, 2), ("Fair", "Mail", "Calls"))
    bottom, top = axis.range
    assert top < 0 < 2 < bottom
    assert figure.layout.height == 3 * 30 + 8


def test_no_rows_are_a_figure_all_the_same() -> None:
    figure: Any = row_sheet(LIGHT, [], 30, 8)
    assert figure.layout.yaxis.ticktext == () and figure.layout.height >= 10


def test_a_dot_that_is_not_seen_still_answers_and_one_not_ranked_is_hollow() -> None:
    marker = dot_marker(["#111111", "#222222"], hollow=[True, False], seen=[True, False])
    assert marker["symbol"] == ["circle-open", "circle"] and marker["opacity"] == [1, 0]
    assert marker["color"] == marker["line"]["color"] == ["#111111", "#222222"]


def test_a_stroke_lies_along_its_row_and_does_not_answer() -> None:
    figure: Any = row_sheet(LIGHT, ["a", "b"], 30, 0)
    stroke(figure, 1, [0.2, 0.4], 9, LIGHT.grey)
    (line,) = figure.data
    assert (line.x, line.y, line.hoverinfo) == ((0.2, 0.4), (1, 1), "skip")


def test_a_long_name_is_one_line_and_never_markup() -> None:
    name = one_line("<b>" + "Autumn fair in Northern Europe " * 4)
    assert "<" not in name and "&lt;b&gt;" in name


def test_a_note_is_muted_in_each_theme() -> None:
    assert DARK.muted in noted("Fair", "n 9", DARK) and LIGHT.muted not in noted("Fair", "n 9", DARK)


@of_each(CHARTS)
def test_no_chart_of_rows_brings_its_own_axis_of_labels(path: Path) -> None:
    """An axis from `n - 0.4` up to -0.6 with a label for each place is what `row_sheet` gives."""
    own = [
        call.lineno
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "axis"
        for given in call.keywords
        if given.arg == "range" and ast.unparse(given.value).endswith("- 0.4, -0.6]")
    ]
    assert not own, f"{path}, lines {own}: take `row_sheet` of overlap/charts"


def test_the_labels_below_a_single_row_have_room() -> None:
    """Plotly leaves labels out where the plot would become lower than its least height."""
    layout: Any = row_sheet(LIGHT, ["the only one"], 34, 8).layout
    assert layout.height - layout.minreducedheight >= 2 * NOTE


@pytest.mark.parametrize(("furthest", "written"), [(0.004, ".1%"), (0.31, ".0%"), (1.0, ".0%")])
def test_an_axis_of_shares_has_room_for_its_last_label(furthest: float, written: str) -> None:
    axis = share_axis(LIGHT, furthest)
    assert axis["range"][1] > furthest and axis["tickformat"] == written
