"""Business time the naive way: a look at the clock once a minute, counting those in which the office is open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Office:
    """Agreed hours; `open` are local clock times from when until when."""

    zone: str
    country: str | None
    days: tuple[str, ...]
    open: tuple[tuple[str, str], ...]

    @property
    def agreed(self) -> dict[str, object]:
        """The same as the values of an agreement on hours."""
        breaks = [f"{one[1]}-{two[0]}" for one, two in zip(self.open, self.open[1:], strict=False)]
        edges = {"opens": self.open[0][0], "closes": self.open[-1][1], "breaks": breaks}
        return {"zone": self.zone, "country": self.country or "none", "days": list(self.days), **edges}

    def is_open(self, at: datetime, closed: holidays.HolidayBase | dict[date, str]) -> bool:
        """Whether anybody is there in the minute that begins at an instant."""
        local = at.astimezone(ZoneInfo(self.zone))
        clock = local.hour, local.minute
        return (
            any(_clock(since) <= clock < _clock(until) for since, until in self.open)
            and WEEKDAYS[local.weekday()] in self.days
            and local.date() not in closed
        )


@cache
def _clock(text: str) -> tuple[int, int]:
    return int(text[:2]), int(text[3:])


class MinuteLoop:
    """Each minute from an instant on: 1 where the office is open."""

    def __init__(self, office: Office, first: datetime, minutes: int) -> None:
        closed = holidays.country_holidays(office.country, years=range(2024, 2029)) if office.country else {}
        self._first = first
        self._open = bytes(office.is_open(first + timedelta(minutes=n), closed) for n in range(minutes))

    def minutes(self, start: datetime, end: datetime) -> int:
        """Open minutes between two whole minutes."""
        return sum(self._open[self._index(start) : self._index(end)])

    def after(self, start: datetime, minutes: int) -> datetime:
        """The first instant at which so many open minutes have passed."""
        at = self._index(start)
        while minutes:
            minutes -= self._open[at]
            at += 1
        return (self._first + timedelta(minutes=at)).astimezone(UTC)

    def _index(self, at: datetime) -> int:
        return int((at - self._first).total_seconds()) // 60
