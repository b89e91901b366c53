"""Periods are counted back from the day the data reaches."""

from datetime import date

import pytest

from ui import periods

NOVEMBER = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("preset", "today", "days"),
    [
        ("year", NOVEMBER, (date(2025, 11, 1), date(2026, 11, 1))),
        ("year", date(2026, 11, 1), (date(2025, 11, 1), date(2026, 11, 1))),
        ("quarter", NOVEMBER, (date(2026, 7, 1), date(2026, 10, 1))),
        ("quarter", date(2026, 2, 3), (date(2025, 10, 1), date(2026, 1, 1))),
        ("qtd", NOVEMBER, (date(2026, 10, 1), date(2026, 11, 21))),
        ("ytd", NOVEMBER, (date(2026, 1, 1), date(2026, 11, 21))),
        ("days", NOVEMBER, (date(2026, 10, 22), date(2026, 11, 21))),
        ("all", NOVEMBER, (None, None)),
    ],
)
def test_a_preset_is_half_open_and_ends_with_the_data(preset, today, days):
    assert periods.PRESETS[preset].days(today) == days


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
