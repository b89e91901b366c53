"""What of a period the data cover: where all of it lies outside them, and where it has nothing it compares with."""

from dataclasses import dataclass
from datetime import date

from overlap import words

QUIET_DAYS = 7  # a company's first days may be quiet ones

Days = tuple[date | None, date | None]  # half-open; None is unbounded


@dataclass(frozen=True)
class Covered:
    """The first day of the data (None: there is none), the last, and the first that is not over.

    `first_month` is the month in which the company's year begins.
    """

    first_on: date | None
    reaches_on: date
    whole_until: date
    first_month: int = 1


def outside(days: Days, covered: Covered) -> str:
    """Where the data begin or end, if all of the period lies before or after them."""
    starts_on, ends_on = days
    if covered.first_on and ends_on and ends_on <= covered.first_on:
        return f"The data begin on {words.day(covered.first_on)}, after this period."
    if starts_on and starts_on > covered.reaches_on:
        return f"The data end on {words.day(covered.reaches_on)}, before this period."
    return ""


def not_compared(days: Days, before: Days, covered: Covered) -> str:
    """Why the period is not compared: it is not over, or the data do not reach back to the one before."""
    ends_on, began_on = days[1], before[0]
    if ends_on and ends_on > covered.whole_until:
        return f"The data end on {words.day(covered.reaches_on)}, so this period is not over and no change is shown."
    if covered.first_on and began_on and (covered.first_on - began_on).days > QUIET_DAYS:
        return (
            f"The data begin on {words.day(covered.first_on)}, so the period before is not whole "
            "and no change is shown."
        )
    return ""
