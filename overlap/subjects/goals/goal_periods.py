"""The periods a goal can be written for: this month, quarter and year, and those that follow."""

from collections.abc import Mapping
from datetime import date

from overlap import words

_MONTHS, _QUARTERS, _YEARS = 3, 5, 2


def goal_periods(today: date) -> Mapping[str, tuple[date, date]]:
    """Label -> first day and the day after the last; the running quarter first, then the others, months, years."""
    month = today.year * 12 + today.month - 1
    quarter, year = month // 3 * 3, month // 12 * 12
    quarters = [(_quarter(start), start, start + 3) for start in range(quarter, quarter + 3 * _QUARTERS, 3)]
    months = [(words.month(_first(start)), start, start + 1) for start in range(month, month + _MONTHS)]
    years = [(str(start // 12), start, start + 12) for start in range(year, year + 12 * _YEARS, 12)]
    return {label: (_first(start), _first(end)) for label, start, end in (*quarters, *years, *months)}


def _quarter(month: int) -> str:
    return f"Q{month % 12 // 3 + 1} {month // 12}"


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
