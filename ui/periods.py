"""Which days a period of the shared filters means: counted back from the day the data reach, never from the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from overlap import words
from overlap.sentences.period_covered import Covered, Days

MONTHS_A_YEAR = 12
CUSTOM = "custom"


def month_start(day: date, months: int = 0) -> date:
    """The first of the month that lies `months` after the day's."""
    number = day.year * MONTHS_A_YEAR + day.month - 1 + months
    return date(number // MONTHS_A_YEAR, number % MONTHS_A_YEAR + 1, 1)


def year_start(day: date, first_month: int) -> date:
    """The first day of the day's fiscal year, which begins in `first_month`."""
    return month_start(day, -((day.month - first_month) % MONTHS_A_YEAR))


def quarter_start(day: date, first_month: int) -> date:
    """The first day of the day's quarter, of a fiscal year that begins in `first_month`."""
    return month_start(day, -((day.month - first_month) % 3))


@dataclass(frozen=True)
class Preset:
    """A period one can choose by name, as a rule of how far the data reach."""

    label: str
    days: Callable[[Covered], Days]


def _last_quarter(covered: Covered) -> Days:
    ends_on = quarter_start(covered.whole_until, covered.first_month)
    return month_start(ends_on, -3), ends_on


def _to_date(starts: Callable[[date, int], date]) -> Callable[[Covered], Days]:
    """Whole days only; on the first day of a period there is none yet, so that day stands as far as it goes."""

    def days(covered: Covered) -> Days:
        starts_on = starts(covered.reaches_on, covered.first_month)
        return starts_on, max(covered.whole_until, starts_on + timedelta(days=1))

    return days


PRESETS = {
    "year": Preset(
        "Last 12 full months",
        lambda covered: (month_start(covered.whole_until, -MONTHS_A_YEAR), month_start(covered.whole_until)),
    ),
    "quarter": Preset("Last full quarter", _last_quarter),
    "qtd": Preset("This quarter to date", _to_date(quarter_start)),
    "ytd": Preset("This year to date", _to_date(year_start)),
    "days": Preset("Last 30 days", lambda covered: (covered.whole_until - timedelta(days=30), covered.whole_until)),
    "all": Preset("All time", lambda covered: (None, None)),
}
PERIODS = {**{key: preset.label for key, preset in PRESETS.items()}, CUSTOM: "Custom dates"}
IN_ADDRESS = {  # links people have kept: these stay when the labels change
    "year": "Last 12 full months",
    "quarter": "Last full quarter",
    "qtd": "This quarter to date",
    "ytd": "This year to date",
    "days": "Last 30 days",
    "all": "All time",
    CUSTOM: "Custom dates",
}
AGAINST_LAST_YEAR = "This quarter against a year before"
COMPARISONS = {"previous": "Previous period", "year": "A year before", "none": "Nothing"}


def shifted(day: date, months: int) -> date:
    """The same day of the month, `months` later; a day the month does not have is its last."""
    first = month_start(day, months)
    return min(first + timedelta(days=day.day - 1), month_start(first, 1) - timedelta(days=1))


def compared(starts_on: date, ends_on: date, comparison: str) -> Days | None:
    """The days to compare with: as many months for whole months, as many days otherwise, or a year earlier."""
    if comparison == "year":
        return shifted(starts_on, -MONTHS_A_YEAR), shifted(ends_on, -MONTHS_A_YEAR)
    if comparison == "previous":
        if starts_on.day == 1 and ends_on.day == 1:
            months = (ends_on.year - starts_on.year) * MONTHS_A_YEAR + ends_on.month - starts_on.month
            return shifted(starts_on, -months), starts_on
        return starts_on - (ends_on - starts_on), starts_on
    return None


def spoken(days: Days) -> str:
    """`Nov 2025 to Oct 2026`, `all time`."""
    starts_on, ends_on = days
    return words.span(starts_on, ends_on) if starts_on and ends_on else "all time"
