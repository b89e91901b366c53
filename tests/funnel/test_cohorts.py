"""A heat map never blames a young cell or a chance difference."""

from datetime import date
from typing import Any

import polars as pl

from overlap.charts.palette import DARK, LIGHT
from overlap.subjects.funnel.charts.cohorts import cohorts

GREEN, RED, PLAIN, YOUNG = "rgba(42,140,90", "rgba(201,70,48", "rgba(138,148,163,0.08)", "rgba(138,148,163,0.22)"


def month(number: int, made: int, old: int, low: float, high: float, began: int | None = None) -> dict[str, object]:
    """A cell of 2026 for the step from qualified to accepted, ripe in June."""
    return {
        "month": date(2026, number, 1),
        "next_month": date(2026, number + 1, 1),
        "position": 1,
        "stage": "mql",
        "next_stage": "sal",
        "within_days": 14,
        "began_count": began or old,
        "old_enough_count": old,
        "made_count": made,
        "step_rate": made / old if old else None,
        "step_rate_low": low,
        "step_rate_high": high,
        "is_young": bool(began and began > old),
        "ripe_on": date(2026, 6, 14),
    }


CELLS = pl.DataFrame(
    [
        month(1, 50, 100, 0.40, 0.60),
        month(2, 80, 100, 0.71, 0.87),
        month(3, 20, 100, 0.13, 0.29),
        month(4, 0, 10, 0.00, 0.28, began=90),
    ]
)


def test_a_young_cell_says_when_it_is_ripe_and_the_others_their_rate() -> None:
    figure: Any = cohorts(CELLS, LIGHT)
    assert list(figure.data[0].text) == ["50.0%", "80.0% ▲", "20.0% ▼", "on 14 Jun"]


def test_only_cells_surely_off_their_average_are_coloured_and_young_ones_do_not_move_it() -> None:
    figure: Any = cohorts(CELLS, LIGHT)
    fills = [shape.fillcolor for shape in figure.layout.shapes]
    assert [fill[:14] for fill in (fills[1], fills[2])] == [GREEN, RED]
    assert (fills[0], fills[3]) == (PLAIN, YOUNG)


def test_a_selected_cell_tells_its_month_and_step() -> None:
    figure: Any = cohorts(CELLS.head(1), DARK)
    assert list(figure.data[0].customdata[0]) == ["2026-01-01", "mql"]


def test_two_agreed_limits_within_the_period_are_both_named() -> None:
    two = CELLS.with_columns(within_days=pl.when(pl.col("month") < date(2026, 3, 1)).then(14).otherwise(21))
    figure: Any = cohorts(two, LIGHT)
    assert list(figure.layout.xaxis.ticktext) == ["→ SAL<br>in 14–21 days"]


def test_of_a_long_period_the_last_thirteen_months_are_drawn() -> None:
    years = pl.concat([CELLS.head(1).with_columns(month=pl.date(2020 + number, 1, 1)) for number in range(20)])
    figure: Any = cohorts(years, LIGHT)
    labels = list(figure.layout.yaxis.ticktext)
    assert (labels[0], labels[-1], len(labels)) == ("Jan 2027 ", "Jan 2039 ", 13)
