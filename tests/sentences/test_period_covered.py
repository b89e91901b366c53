"""A period outside the data says so, and one that is not like the period before is not compared with it."""

from datetime import date

import pytest

from overlap.sentences.period_covered import Covered, not_compared, outside

DATA = Covered(date(2024, 1, 3), date(2026, 11, 20), date(2026, 11, 20))
NO_DATA = Covered(None, date(2026, 11, 20), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((date(2020, 1, 1), date(2020, 2, 1)), "The data begin on 3 Jan 2024, after this period."),
        ((date(2024, 1, 1), date(2024, 1, 3)), "The data begin on 3 Jan 2024, after this period."),
        ((date(2024, 1, 1), date(2024, 1, 4)), ""),
        ((date(2026, 11, 20), date(2026, 12, 1)), ""),
        ((date(2026, 11, 21), date(2026, 12, 1)), "The data end on 20 Nov 2026, before this period."),
        ((None, None), ""),
    ],
)
def test_a_period_outside_the_data_says_where_they_begin_or_end(days, said) -> None:
    assert outside(days, DATA) == said


def test_without_any_data_nothing_begins() -> None:
    assert outside((date(2020, 1, 1), date(2020, 2, 1)), NO_DATA) == ""


@pytest.mark.parametrize(
    ("days", "before", "said"),
    [
        ((date(2026, 11, 1), date(2026, 11, 20)), (date(2026, 10, 13), date(2026, 11, 1)), ""),
        ((date(2026, 11, 1), date(2026, 11, 21)), (date(2026, 10, 12), date(2026, 11, 1)), "this period is not over"),
        ((date(2024, 2, 1), date(2024, 3, 1)), (date(2024, 1, 1), date(2024, 2, 1)), ""),
        ((date(2024, 2, 1), date(2025, 2, 1)), (date(2023, 2, 1), date(2024, 2, 1)), "the period before is not whole"),
    ],
)
def test_only_whole_days_are_compared(days, before, said) -> None:
    found = not_compared(days, before, DATA)
    assert said in found and bool(found) is bool(said)
