"""What is found of one complaint: as it looks, and with the other team's part taken out."""

from dataclasses import dataclass

from overlap.stats.shortfall import Shortfall
from overlap.subjects.sides import rule
from overlap.subjects.sides.rule import Interval

PERCENT, A_WEEK = "percent", "a week"
AGREED, REFERENCE = "agreed", "reference"


@dataclass(frozen=True)
class Side:
    """A figure against a standard; `is_enough`: it rests on enough records in every arm."""

    standard: float
    value: float
    shortfall: Interval
    is_enough: bool

    def verdict(self, smallest: float) -> str:
        """By the rule of both teams."""
        return rule.verdict(self.shortfall, smallest, self.is_enough)


@dataclass(frozen=True)
class Found:
    """One complaint; a side is None where nothing can be compared. Counts are None where nothing is recorded."""

    unit: str
    standard_kind: str | None
    smallest: float
    raw: Side | None
    adjusted: Side | None
    verdict: str
    record_count: int | None = None
    mature_count: int | None = None
    reference_count: int | None = None
    person_count: int | None = None
    weeks_needed: int | None = None


def percent(found: Shortfall) -> Interval:
    """In points of a hundred."""
    return Interval(100 * found.size, 100 * found.low, 100 * found.high)


def not_recorded(unit: str, smallest: float) -> Found:
    """Of what nobody records."""
    return Found(unit, None, smallest, None, None, rule.NOT_RECORDED)
