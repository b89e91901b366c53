"""The three regions' clocks: local time, daylight saving, holidays, and the instant at which business time has passed.

Instants are whole seconds since 1970 in UTC, local days are days since 1970 on the region's own calendar.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import numpy as np

from overlap.demo.company.basics.draws import Ints

DAY = 86_400
HOUR = 3_600
OPENS = 9 * HOUR
CLOSES = 17 * HOUR + HOUR // 2
BUSINESS_DAY = 8 * HOUR  # what a day's work is reckoned at, whatever the region's break
NEVER = 1 << 40  # later than any as-of: what does not happen


@dataclass(frozen=True)
class Region:
    """A part of the world the company sells in; `share` is its share of accounts."""

    name: str
    zone: str
    country: str
    currency: str
    share: float
    rests: tuple[int, int]  # seconds of the local day between which nobody works


REGIONS = (
    Region("EMEA", "Europe/Berlin", "DE", "EUR", 0.45, (12 * HOUR + HOUR // 2, 13 * HOUR)),
    Region("AMER", "America/New_York", "US", "USD", 0.35, (12 * HOUR, 12 * HOUR + HOUR // 2)),
    Region("APAC", "Asia/Singapore", "SG", "USD", 0.20, (12 * HOUR + HOUR // 2, 13 * HOUR + HOUR // 4)),
)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


@dataclass(frozen=True)
class Calendar:
    """One region's clock over its days; instants before or after them are treated as on the nearest."""

    first_day: int
    hour_offsets: Ints  # seconds east of UTC, for each UTC hour from the first day on
    day_offsets: Ints  # seconds east of UTC at noon of each local day
    open_before: Ints  # business seconds before each local day, and before the day after the last
    rests: tuple[int, int]

    def offset(self, instants: Ints) -> Ints:
        """Seconds the local clock is ahead of UTC."""
        hours = np.clip(instants // HOUR - self.first_day * 24, 0, len(self.hour_offsets) - 1)
        return self.hour_offsets[hours]

    def local(self, instants: Ints) -> tuple[Ints, Ints]:
        """(local day, second of that day)."""
        local = instants + self.offset(instants)
        return local // DAY, local % DAY

    def utc(self, days: Ints, seconds: Ints) -> Ints:
        """The instant of a local day and second; exact from 05:00 on, as clocks change at night."""
        index = np.clip(days - self.first_day, 0, len(self.day_offsets) - 1)
        return days * DAY + seconds - self.day_offsets[index]

    def worked(self, instants: Ints) -> Ints:
        """Business seconds from the first day's midnight on."""
        days, seconds = self.local(instants)
        index = np.clip(days - self.first_day, 0, len(self.day_offsets) - 1)
        rested = np.clip(seconds - self.rests[0], 0, self.rests[1] - self.rests[0])
        today = np.clip(seconds - OPENS - rested, 0, self.open_before[index + 1] - self.open_before[index])
        return self.open_before[index] + today

    def after(self, instants: Ints, business_seconds: Ints) -> Ints:
        """The first instant at which that many business seconds (1 or more) have passed since `instants`."""
        target = self.worked(instants) + np.maximum(business_seconds, 1)
        target = np.minimum(target, self.open_before[-1])
        # `left`: work that ends with the working day ends in the evening, not the next morning.
        ends_on = np.searchsorted(self.open_before, target, side="left") - 1
        second = OPENS + target - self.open_before[ends_on]
        # Likewise: work that ends with the morning ends before the break.
        second = np.where(second > self.rests[0], second + self.rests[1] - self.rests[0], second)
        return self.utc(ends_on + self.first_day, second)

    def is_open(self) -> np.ndarray:
        """For each day from the first on: is it a working day?"""
        return np.diff(self.open_before) > 0


@cache
def calendar(region: Region, first: date, last: date) -> Calendar:
    """The clock of a region from its zone's rules and its country's public holidays."""
    zone = ZoneInfo(region.zone)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    closed = holidays.country_holidays(region.country, years=range(first.year, last.year + 1))
    working = [day.weekday() < 5 and day not in closed for day in days]
    a_day = CLOSES - OPENS - (region.rests[1] - region.rests[0])
    open_before = np.concatenate([[0], np.cumsum(np.where(working, a_day, 0))])
    noons = [datetime(day.year, day.month, day.day, 12, tzinfo=zone) for day in days]
    offsets = np.array([_seconds(noon) for noon in noons], dtype=np.int64)
    return Calendar(day_number(first), _hour_offsets(zone, days), offsets, open_before.astype(np.int64), region.rests)


def _hour_offsets(zone: ZoneInfo, days: list[date]) -> Ints:
    midnights = [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days]
    by_day = [_seconds(midnight.astimezone(zone)) for midnight in midnights]
    by_hour = np.repeat(np.array(by_day, dtype=np.int64), 24)
    for index in np.flatnonzero(np.diff(by_day)):  # only the days on which the clock changes need their hours
        for hour in range(24):
            moment = midnights[index] + timedelta(hours=hour)
            by_hour[index * 24 + hour] = _seconds(moment.astimezone(zone))
    return by_hour


def _seconds(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
