"""The regions' clocks together: each row of an array is read on the clock of its own region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from overlap.demo.company.basics.calendars import NEVER, REGIONS, Calendar, calendar
from overlap.demo.company.basics.draws import Flags, Ints

# Hours of a working person's local day in which leads and touches happen, as weights from 05:00 on. Nothing before
# 05:00: a clock change can then never make a local time ambiguous.
_HOURLY = np.array([1, 2, 4, 8, 11, 12, 11, 8, 9, 11, 11, 9, 6, 4, 3, 3, 2, 2, 1])
_FROM_HOUR = 5


@dataclass(frozen=True)
class Clocks:
    """One calendar for each of `REGIONS`; `regions` arguments are indexes into it."""

    calendars: tuple[Calendar, ...]

    def local_day(self, regions: Ints, instants: Ints) -> Ints:
        """Days since 1970 on the region's own calendar."""
        return self._by_region(regions, lambda clock, row: clock.local(instants[row])[0])

    def second(self, regions: Ints, instants: Ints) -> Ints:
        """Second of the region's own day."""
        return self._by_region(regions, lambda clock, row: clock.local(instants[row])[1])

    def utc(self, regions: Ints, days: Ints, seconds: Ints) -> Ints:
        """The instant of a local day and second of day."""
        return self._by_region(regions, lambda clock, row: clock.utc(days[row], seconds[row]))

    def after(self, regions: Ints, instants: Ints, business_seconds: Ints) -> Ints:
        """The instants at which that much business time has passed; `NEVER` stays `NEVER`."""
        moved = self._by_region(regions, lambda clock, row: clock.after(instants[row], business_seconds[row]))
        return np.where(instants >= NEVER, NEVER, moved)

    def worked(self, regions: Ints, earlier: Ints, later: Ints) -> Ints:
        """Business seconds from the one instant to the other."""
        return self._by_region(regions, lambda clock, row: clock.worked(later[row]) - clock.worked(earlier[row]))

    def clock_changed(self, regions: Ints, earlier: Ints, later: Ints) -> Flags:
        """Did the clocks change between the two instants?"""
        offsets = self._by_region(regions, lambda clock, row: clock.offset(later[row]) - clock.offset(earlier[row]))
        return offsets != 0

    def _by_region(self, regions: Ints, ask: Callable[[Calendar, Flags], Ints]) -> Ints:
        answer = np.empty(len(regions), dtype=np.int64)
        for index, clock in enumerate(self.calendars):
            rows = regions == index
            answer[rows] = ask(clock, rows)
        return answer


def clocks(first: date, last: date) -> Clocks:
    """The clocks of all regions between two days."""
    return Clocks(tuple(calendar(region, first, last) for region in REGIONS))


def second_of_day(uniform: np.ndarray) -> Ints:
    """A believable local second of day for each number in [0, 1)."""
    edges = np.concatenate([[0], np.cumsum(_HOURLY)]) / _HOURLY.sum()
    hour = np.minimum(np.searchsorted(edges, uniform, side="right") - 1, len(_HOURLY) - 1)
    within = (uniform - edges[hour]) / (edges[hour + 1] - edges[hour])
    return ((_FROM_HOUR + hour) * 3600 + np.minimum(within * 3600, 3599)).astype(np.int64)


def weekday(days: Ints) -> Ints:
    """0 is Monday; 1970-01-01 was a Thursday."""
    return (days + 3) % 7
