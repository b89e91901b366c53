"""Business time the naive way: a look at the clock once a minute, counting those in which the office is open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import holidays

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Office:
    """Agreed hours; `open` are clock times from when until when, of the shift that opens on each of `days`.

    A time that is not later than the one before it is on the next day. `others` are the whole shifts of weekdays that
    differ, `country` is written DE or DE-BY, `closed` are the first and the last day of each closure.
    """

    zone: str
    country: str | None
    days: tuple[str, ...]
    open: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    closed: tuple[tuple[date, date], ...] = ()

    @property
    def agreed(self) -> dict[str, object]:
        """The same as the values of an agreement on hours."""
        breaks = [f"{one[1]}-{two[0]}" for one, two in zip(self.open, self.open[1:], strict=False)]
        edges = {"opens": self.open[0][0], "closes": self.open[-1][1], "breaks": breaks}
        others = [f"{day} {since}-{until}" for day, shift in self.others for since, until in shift]
        closed = [f"{first}" if first == last else f"{first}..{last}" for first, last in self.closed]
        where = {"zone": self.zone, "country": self.country or "none", "days": list(self.days)}
        return {**where, **edges, "by_weekday": others, "closed": closed}

    def is_open(self, at: datetime, public: holidays.HolidayBase | dict[date, str]) -> bool:
        """Whether anybody is there in the minute that begins at an instant."""
        local = at.astimezone(ZoneInfo(self.zone))
        clock = local.hour * 60 + local.minute
        today = local.date()
        return self._has(today, clock, public) or self._has(today - timedelta(days=1), clock + 24 * 60, public)

    def _has(self, day: date, minute: int, public: holidays.HolidayBase | dict[date, str]) -> bool:
        """Whether the shift that opens on a day is at work so many minutes of the clock after its midnight."""
        if WEEKDAYS[day.weekday()] not in self.days or day in public:
            return False
        if any(first <= day <= last for first, last in self.closed):
            return False
        shift = _forwards(dict(self.others).get(WEEKDAYS[day.weekday()], self.open))
        return any(since <= minute < until for since, until in shift)


@cache
def _forwards(shift: tuple[tuple[str, str], ...]) -> list[tuple[int, int]]:
    """Clock times as minutes that only grow."""
    grown: list[int] = []
    for text in (text for span in shift for text in span):
        minute = _minute(text)
        while grown and minute < grown[-1] + (len(grown) % 2):
            minute += 24 * 60
        grown.append(minute)
    return list(zip(grown[::2], grown[1::2], strict=True))


def _minute(text: str) -> int:
    return 24 * 60 if text == "23:59" else int(text[:2]) * 60 + int(text[3:])


def public_holidays(country: str | None, years: range) -> holidays.HolidayBase | dict[date, str]:
    """The days on which nobody works in a country, or in a region of it."""
    if country is None:
        return {}
    where = country.split("-")
    return holidays.country_holidays(where[0], subdiv=where[1] if len(where) > 1 else None, years=years)


class MinuteLoop:
    """Each minute from an instant on: 1 where the office is open."""

    def __init__(self, office: Office, first: datetime, minutes: int) -> None:
        public = public_holidays(office.country, range(2024, 2029))
        self._first = first
        self._open = bytes(office.is_open(first + timedelta(minutes=n), public) for n in range(minutes))

    def minutes(self, start: datetime, end: datetime) -> int:
        """Open minutes between two whole minutes."""
        return sum(self._open[self._index(start) : self._index(end)])

    def from_the_start(self) -> list[int]:
        """Open minutes before each minute."""
        return list(accumulate(self._open, initial=0))

    def after(self, start: datetime, minutes: int) -> datetime:
        """The first instant at which so many open minutes have passed."""
        at = self._index(start)
        while minutes:
            minutes -= self._open[at]
            at += 1
        return (self._first + timedelta(minutes=at)).astimezone(UTC)

    def _index(self, at: datetime) -> int:
        return int((at - self._first).total_seconds()) // 60
