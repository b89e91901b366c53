"""Two circles whose areas, and the area they share, are true to the amounts."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.subjects.revenue.charts.circle_areas import area, circles, lens

AMOUNT = st.floats(min_value=0.01, max_value=1.0)


@given(AMOUNT, AMOUNT, AMOUNT)
def test_areas_are_in_proportion_to_the_amounts(only_left: float, shared: float, only_right: float) -> None:
    drawn, total = circles(only_left, shared, only_right), only_left + shared + only_right
    assert pi * drawn.left**2 == pytest.approx((only_left + shared) / total)
    assert pi * drawn.right**2 == pytest.approx((only_right + shared) / total)
    assert area(lens(drawn)) == pytest.approx(shared / total, rel=0.01)


def test_circles_that_share_nothing_stand_apart() -> None:
    drawn = circles(1.0, 0.0, 1.0)
    assert drawn.distance > drawn.left + drawn.right
    assert lens(drawn) == []


def test_a_circle_that_is_wholly_shared_lies_inside_the_other() -> None:
    drawn = circles(3.0, 1.0, 0.0)
    assert drawn.distance + drawn.right == pytest.approx(drawn.left, abs=1e-6)
    assert area(lens(drawn)) == pytest.approx(0.25, rel=0.01)


def test_one_circle_of_all_there_is() -> None:
    drawn = circles(0.0, 5.0, 0.0)
    assert (drawn.left, drawn.distance) == (drawn.right, pytest.approx(0.0, abs=1e-6))


def test_nothing_at_all_draws_nothing() -> None:
    drawn = circles(0.0, 0.0, 0.0)
    assert (drawn.left, drawn.right, lens(drawn)) == (0.0, 0.0, [])
