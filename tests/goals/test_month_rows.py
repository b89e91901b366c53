"""Months without gaps: nothing happened is a zero, outside the data is nothing at all."""

from datetime import date
from decimal import Decimal

import polars as pl

from overlap.sentences.period_covered import Covered
from overlap.subjects.goals.month_rows import filled, months_of, whole

SCHEMA = {
    "month": pl.Date,
    "next_month": pl.Date,
    "is_whole": pl.Boolean,
    "revenue": pl.Decimal(18, 2),
    "old_count": pl.Int64,
    "opened_count": pl.Int64,
    "win_rate": pl.Float64,
}


def answer(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_a_period_touches_every_month_it_has_a_day_in() -> None:
    assert months_of(date(2025, 11, 30), date(2026, 2, 1)) == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]


def test_a_month_without_anything_is_a_zero_and_one_outside_the_data_is_unknown() -> None:
    known = answer((date(2026, 2, 10), date(2026, 3, 1), False, Decimal("7.50"), 2, 3, 0.5))
    months = months_of(date(2025, 12, 1), date(2026, 5, 10))
    covered = Covered(date(2026, 1, 20), date(2026, 4, 9), date(2026, 4, 9))
    assert filled(known, months, covered).rows() == [
        (date(2025, 12, 1), date(2026, 1, 1), True, None, None, None, None),
        (date(2026, 1, 1), date(2026, 2, 1), True, Decimal("0.00"), 0, 0, None),
        (date(2026, 2, 10), date(2026, 3, 1), False, Decimal("7.50"), 2, 3, 0.5),
        (date(2026, 3, 1), date(2026, 4, 1), True, Decimal("0.00"), 0, 0, None),
        (date(2026, 4, 1), date(2026, 5, 1), False, Decimal("0.00"), 0, 0, None),
        (date(2026, 5, 1), date(2026, 6, 1), False, None, None, None, None),
    ]


def test_a_number_nobody_knows_under_these_filters_stays_unknown_in_every_month() -> None:
    known = answer((date(2026, 2, 1), date(2026, 3, 1), True, Decimal(1), None, None, None))
    months = [date(2026, 2, 1), date(2026, 3, 1)]
    assert filled(known, months, Covered(date(2026, 1, 1), date(2026, 4, 1), date(2026, 4, 1))).rows() == [
        (date(2026, 2, 1), date(2026, 3, 1), True, Decimal("1.00"), None, None, None),
        (date(2026, 3, 1), date(2026, 4, 1), True, Decimal("0.00"), None, None, None),
    ]


def test_a_trend_leaves_out_months_that_are_not_over_or_too_young() -> None:
    months = answer(
        (date(2026, 1, 1), date(2026, 2, 1), True, Decimal(1), 4, 4, 0.25),
        (date(2026, 2, 1), date(2026, 3, 1), True, Decimal(2), 3, 4, 0.5),
        (date(2026, 3, 1), date(2026, 4, 1), True, Decimal(3), 0, 0, None),
        (date(2026, 4, 1), date(2026, 5, 1), False, Decimal(4), 1, 1, 1.0),
    )
    assert whole(months, "revenue") == [1.0, 2.0, 3.0]
    assert whole(months, "win_rate", ("old_count", "opened_count")) == [0.25]
