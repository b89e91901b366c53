"""A group is ranked on what is old enough of it; one that is too small is grey and says so."""

from typing import Any

import polars as pl

from overlap.charts.palette import LIGHT
from overlap.subjects.funnel.charts.conversion import conversion


def group(name: str, made: int, old: int, began: int) -> dict[str, object]:
    rate = made / old if old else None
    return {
        "group_id": name,
        "group_name": name,
        "stage": "mql",
        "next_stage": "sal",
        "began_count": began,
        "old_enough_count": old,
        "made_count": made,
        "lost_count": old - made,
        "step_rate": rate,
        "step_rate_low": rate and rate - 0.1,
        "step_rate_high": rate and rate + 0.1,
        "house_rate": 0.4,
        "is_young": old < began,
    }


GROUPS = pl.DataFrame([group("a", 40, 100, 100), group("b", 20, 50, 60), group("c", 2, 10, 10), group("d", 0, 0, 5)])


def test_only_groups_with_enough_old_enough_steps_have_a_colour() -> None:
    figure: Any = conversion(GROUPS, LIGHT)
    marks = figure.data[-1].marker
    assert list(marks.color) == [LIGHT.shared, LIGHT.shared, LIGHT.grey, LIGHT.grey]
    assert list(marks.symbol) == ["circle", "circle", "circle-open", "circle-open"]
    assert list(marks.opacity) == [1, 1, 1, 0]


def test_every_group_says_what_it_rests_on() -> None:
    figure: Any = conversion(GROUPS, LIGHT)
    labels = [text.split(">")[-2].removesuffix("</span") for text in figure.layout.yaxis.ticktext]
    assert labels == ["60 lost of 100", "30 lost of 50; 60 began", "too few to rank (10)", "too few to rank (0)"]


def test_the_dotted_line_is_the_companys_rate() -> None:
    figure: Any = conversion(GROUPS, LIGHT)
    assert figure.layout.shapes[0].x0 == 0.4
