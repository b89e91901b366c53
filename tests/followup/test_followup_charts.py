"""The charts of Follow-up: every handoff in one bar, curves named apart, nobody ranked who must not be."""

from typing import Any

import polars as pl
import pytest

from overlap.charts.palette import LIGHT
from overlap.subjects.followup.charts.arrivals_heatmap import week
from overlap.subjects.followup.charts.first_attempts import attempts, largest
from overlap.subjects.followup.charts.handoff_states import STATES, outcomes
from overlap.subjects.followup.charts.service_level import levels
from overlap.subjects.followup.charts.speed import speed

NAME = "<a href='javascript:x'>Keller</a>"
COUNTS = [3, 40, 1, 5, 30, 2, 10, 14]
OUTCOMES = pl.DataFrame(
    {
        "state": list(STATES), "handoff_count": COUNTS, "share": [count / 100 for count in COUNTS],
        "is_due": [False, True, False, True, True, False, True, True],
    }
)  # fmt: skip


def group(name: str, verdict: str = "about average", **changes: Any) -> dict[str, Any]:
    return {
        "rep_name": name, "verdict": verdict, "in_time_count": 40, "due_count": 100, "service_level": 0.4,
        "service_level_low": 0.31, "service_level_high": 0.5, "lowest_level": 0.4, "highest_level": 0.4,
        "level_if_excused_missed": 0.38, "median_minutes": None, "p90_minutes": None, "mean_of_answered": 12.0,
        "progressed_count": 20, "unlogged_count": 1, "unlogged_share": 0.05, "is_log_incomplete": False,
        "level_if_logged": 0.42,
    } | changes  # fmt: skip


def curve(name: str, shares: list[float], at_risk: int = 100) -> list[dict[str, Any]]:
    return [
        {
            "group_id": name, "group_name": name, "minutes": minutes, "at_risk_count": at_risk,
            "attempted_share": share, "attempted_low": share, "attempted_high": share, "closed_share": 0.0,
        }
        for minutes, share in zip((0, 60, 600), shares, strict=True)
    ]  # fmt: skip


PEOPLE = pl.DataFrame(
    [
        group("Anna", "above company average"),
        group("Ben", "activity logging incomplete", is_log_incomplete=True, unlogged_share=0.6, level_if_logged=0.7),
        group("Cleo", "too few to tell"),
    ]
)
HOUR = {
    "hour_of_week": 9, "weekday": 1, "hour": 9, "handoff_count": 12, "due_count": 12, "in_time_count": 6,
    "service_level": 0.5, "service_level_low": 0.2, "service_level_high": 0.8,
    "lowest_level": 0.5, "highest_level": 0.5, "hour_name": "Tue 09:00 to 10:00",
}  # fmt: skip


def test_each_state_begins_where_the_last_ended_and_the_last_ends_at_all_handoffs() -> None:
    bars: Any = outcomes(OUTCOMES, LIGHT).data[1]
    assert list(bars.base) == [0, 3, 43, 44, 49, 79, 81, 91]
    assert bars.base[-1] + bars.x[-1] == sum(COUNTS)
    assert list(bars.customdata) == list(STATES)


def test_whoever_does_not_log_is_hollow_and_has_the_second_figure_beside() -> None:
    figure: Any = levels(PEOPLE, "rep_name", 0.4, LIGHT)
    dots, second = figure.data[-2], figure.data[-1]
    assert list(dots.marker.symbol) == ["circle", "circle-open", "circle-open"]
    assert list(dots.marker.color) == [LIGHT.sales, LIGHT.grey, LIGHT.grey]
    assert (list(second.x), list(second.y)) == ([0.7], [1])


def test_every_person_stands_with_how_much_is_unlogged() -> None:
    figure: Any = levels(PEOPLE, "rep_name", None, LIGHT)
    notes = [text.split(">", 3)[3].split(">", 1)[1].removesuffix("</span>") for text in figure.layout.yaxis.ticktext]
    assert notes == [
        "40 of 100, 5.0% unlogged<br>above company average",
        "40 of 100, 60.0% unlogged<br>activity logging incomplete",
        "40 of 100, 5.0% unlogged<br>too few to tell",
    ]


def test_a_level_of_days_without_a_clock_is_a_bar_and_no_dot() -> None:
    by_day = group("Dana", "known by date only", service_level=None, lowest_level=0.2, highest_level=0.6)
    figure: Any = levels(pl.DataFrame([by_day]), "rep_name", None, LIGHT)
    assert list(figure.data[0].x) == [0.2, 0.6]
    assert list(figure.data[1].marker.opacity) == [0]


def test_curves_that_end_together_are_named_apart_and_within_the_chart() -> None:
    rows = pl.DataFrame([point for name in "abcdef" for point in curve(name, [0.0, 0.5, 0.95])])
    figure: Any = attempts(rows, 60, 0.85, "business", LIGHT)
    at = sorted(note.y for note in figure.layout.annotations)
    assert max(at) <= 1
    assert min(above - below for below, above in zip(at, at[1:], strict=False)) > 0.1
    assert all("50.0% in 1 h" in note.text for note in figure.layout.annotations)


def test_the_largest_groups_are_drawn() -> None:
    rows = pl.DataFrame([p for size, name in enumerate("abcdefgh") for p in curve(name, [0, 0.1, 0.2], 100 + size)])
    assert list(largest(rows)) == list("hgfedc")


def test_an_hour_with_few_due_has_no_shade_and_no_figure() -> None:
    few = HOUR | {"hour_of_week": 10, "hour": 10, "due_count": 2, "in_time_count": 2, "service_level": 1.0}
    figure: Any = week(pl.DataFrame([HOUR, few]), LIGHT)
    assert list(figure.data[0].text) == ["50%", "–"]
    assert figure.layout.shapes[1].fillcolor == LIGHT.faded(LIGHT.grey, 0.10)


def test_without_levels_the_hours_show_how_many_arrive() -> None:
    nothing = dict.fromkeys(("due_count", "in_time_count", "service_level", "service_level_low", "service_level_high"))
    figure: Any = week(pl.DataFrame([HOUR | nothing]), LIGHT)
    assert list(figure.data[0].text) == ["12"]


def test_as_it_looks_is_hollow_and_adjusted_is_full() -> None:
    compared = pl.DataFrame(
        {
            "comparison": ["raw", "adjusted", "model"], "odds_ratio": [3.0, 1.5, 1.4], "odds_low": [2.0, 0.01, 1.1],
            "odds_high": [4.0, 200.0, 2.0],
            **dict.fromkeys(("tried_count", "tried_won_count", "not_tried_count", "not_tried_won_count"), [9, 9, 9]),
        }
    )  # fmt: skip
    figure: Any = speed(compared, LIGHT)
    assert list(figure.data[-1].marker.symbol) == ["circle-open", "circle", "circle"]
    assert list(figure.data[-1].x) == [3.0, 1.5, 1.4]
    low, high = figure.layout.xaxis.range  # a wild interval does not scale the axis
    assert -1.1 < low < high < 1.1


@pytest.mark.parametrize(
    "figure",
    [
        levels(pl.DataFrame([group(NAME)]), "rep_name", 0.4, LIGHT),
        attempts(pl.DataFrame(curve(NAME, [0, 0.5, 0.9])), 60, 0.85, "business", LIGHT),
    ],
    ids=["levels", "attempts"],
)
def test_a_person_named_with_markup_is_shown_as_it_stands(figure: Any) -> None:
    drawn = str(figure.to_plotly_json())
    assert "<a" not in drawn
    assert "&lt;a" in drawn
