"""The rule by which a complaint is supported, is not, or cannot be judged yet: one for both teams."""

from dataclasses import dataclass
from math import ceil

BAD_LEADS, NOT_ENOUGH, TOO_SLOW, CANT_CLOSE = (
    "leads are bad",
    "not enough leads",
    "follow-up is too slow",
    "can't close",
)
COMPLAINTS = (BAD_LEADS, NOT_ENOUGH, TOO_SLOW, CANT_CLOSE)
SUPPORTED, NOT_SUPPORTED, UNKNOWN = "supported", "not supported", "cannot tell yet"
OVERLOADED = "supported in overloaded weeks"
NOT_RECORDED = "not recorded"
FEWEST_RECORDS, FEWEST_EVENTS = 100, 20
NEEDED = 11.2  # times the variance of one record, over the square of what matters: 80% power at 98.75%
MANY = 10_000  # weeks: beyond it the answer is that it cannot be told


@dataclass(frozen=True)
class Interval:
    """A shortfall with its ends, in the unit in which it is shown."""

    size: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half of the interval."""
        return (self.high - self.low) / 2


def verdict(found: Interval | None, smallest: float, is_enough: bool) -> str:
    """What the data say of a shortfall, where it rests on enough records."""
    if found is None or not is_enough:
        return UNKNOWN
    if found.low > 0 and found.size >= smallest:
        return SUPPORTED
    return NOT_SUPPORTED if found.high < smallest else UNKNOWN


def supported_below(standard: float, found: Interval, smallest: float) -> float:
    """Under which figure the complaint would be supported, with an interval as wide as now."""
    return standard - max(smallest, found.half_width)


def unsupported_above(standard: float, found: Interval, smallest: float) -> float:
    """Over which figure it would not be supported, with an interval as wide as now."""
    return standard - smallest + found.half_width


def weeks_needed(variance: float, smallest: float, arms: int, have: float, a_week: float, least: float) -> int | None:
    """Weeks until enough records are there, at today's volume; None where they never will be, or would settle nothing.

    `variance` is that of one record, in the square of the unit of `smallest`.
    """
    missing = max(NEEDED * variance / smallest**2 * arms, least) - have if smallest else 0.0
    weeks = missing / a_week if missing > 0 and a_week > 0 else None
    return ceil(weeks) if weeks is not None and weeks < MANY else None
