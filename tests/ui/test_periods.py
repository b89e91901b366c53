"""Periods are counted back from the day the data reaches."""

from datetime import date

import pytest

from overlap.sentences.period_covered import Covered
from ui import periods


def covered(reaches_on: date, whole_until: date, first_month: int = 1) -> Covered:
    return Covered(date(2024, 1, 1), reaches_on, whole_until, first_month)


BEGUN = covered(date(2026, 11, 20), date(2026, 11, 20))
OVER = covered(date(2026, 10, 31), date(2026, 11, 1))
FROM_FEBRUARY = covered(date(2026, 11, 20), date(2026, 11, 20), 2)
JANUARY = covered(date(2027, 1, 15), date(2027, 1, 15), 2)
NEW_YEAR = covered(date(2027, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("preset", "reach", "days"),
    [
        ("year", BEGUN, (date(2025, 11, 1), date(2026, 11, 1))),
        ("year", OVER, (date(2025, 11, 1), date(2026, 11, 1))),
        ("quarter", BEGUN, (date(2026, 7, 1), date(2026, 10, 1))),
        ("quarter", NEW_YEAR, (date(2026, 10, 1), date(2027, 1, 1))),
        ("qtd", BEGUN, (date(2026, 10, 1), date(2026, 11, 20))),
        ("qtd", OVER, (date(2026, 10, 1), date(2026, 11, 1))),
        ("qtd", NEW_YEAR, (date(2027, 1, 1), date(2027, 1, 2))),
        ("ytd", BEGUN, (date(2026, 1, 1), date(2026, 11, 20))),
        ("ytd", OVER, (date(2026, 1, 1), date(2026, 11, 1))),
        ("days", BEGUN, (date(2026, 10, 21), date(2026, 11, 20))),
        ("days", OVER, (date(2026, 10, 2), date(2026, 11, 1))),
        ("all", BEGUN, (None, None)),
        ("quarter", FROM_FEBRUARY, (date(2026, 8, 1), date(2026, 11, 1))),
        ("qtd", FROM_FEBRUARY, (date(2026, 11, 1), date(2026, 11, 20))),
        ("ytd", FROM_FEBRUARY, (date(2026, 2, 1), date(2026, 11, 20))),
        ("ytd", JANUARY, (date(2026, 2, 1), date(2027, 1, 15))),
        ("qtd", JANUARY, (date(2026, 11, 1), date(2027, 1, 15))),
    ],
)
def test_a_preset_is_half_open_and_ends_with_the_last_whole_day(preset, reach, days):
    assert periods.PRESETS[preset].days(reach) == days


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "before"),
    [
        (date(2025, 11, 1), date(2026, 11, 1), (date(2024, 11, 1), date(2025, 11, 1))),
        (date(2026, 1, 1), date(2026, 4, 1), (date(2025, 10, 1), date(2026, 1, 1))),
        (date(2026, 3, 1), date(2026, 4, 1), (date(2026, 2, 1), date(2026, 3, 1))),
        (date(2026, 10, 22), date(2026, 11, 21), (date(2026, 9, 22), date(2026, 10, 22))),
    ],
)
def test_the_period_before_is_as_many_months_or_else_as_many_days_long(starts_on, ends_on, before):
    assert periods.compared(starts_on, ends_on, "previous") == before


def test_a_year_before_keeps_the_days_and_a_leap_day_becomes_the_last_of_its_month():
    assert periods.compared(date(2026, 1, 1), date(2026, 11, 21), "year") == (date(2025, 1, 1), date(2025, 11, 21))
    assert periods.compared(date(2024, 2, 29), date(2024, 3, 1), "year") == (date(2023, 2, 28), date(2023, 3, 1))


def test_nothing_to_compare_with_is_nothing():
    assert periods.compared(date(2026, 1, 1), date(2026, 2, 1), "none") is None
