"""The periods a goal can be written for: this month, quarter and year, and those that follow."""

from collections.abc import Mapping
from datetime import date

from overlap import words

_MONTHS, _QUARTERS, _YEARS = 3, 5, 2


def goal_periods(today: date, first_month: int = 1) -> Mapping[str, tuple[date, date]]:
    """Label -> first day and the day after the last; the running quarter first, then the next, years and months.

    Quarters and years are those of a fiscal year that begins in `first_month`, named for the year in which it ends.
    """
    month, shift = today.year * 12 + today.month - 1, first_month - 1
    quarter, year = month - (month - shift) % 3, month - (month - shift) % 12
    quarters = [(_quarter(start, shift), start, start + 3) for start in range(quarter, quarter + 3 * _QUARTERS, 3)]
    years = [(_year(start, shift), start, start + 12) for start in range(year, year + 12 * _YEARS, 12)]
    months = [(words.month(_first(start)), start, start + 1) for start in range(month, month + _MONTHS)]
    return {label: (_first(start), _first(end)) for label, start, end in (*quarters, *years, *months)}


def _quarter(month: int, shift: int) -> str:
    return f"Q{(month - shift) % 12 // 3 + 1} {_year(month, shift)}"


def _year(month: int, shift: int) -> str:
    """`2026`; `FY2027` for a year that ends in 2027 and began in 2026."""
    begun = (month - shift) // 12
    return f"FY{begun + 1}" if shift else str(begun)


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
