"""When people used the demo company: days counted back from its as-of, at an hour of the company's clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_NOON = 12
_WORKING_DAYS = 5


@dataclass(frozen=True)
class Calendar:
    """The company's own days up to its as-of, which is the wall clock of everything typed."""

    as_of: datetime
    zone: str

    @property
    def today(self) -> date:
        """The last whole day: at midnight the one that has just ended."""
        return (self.as_of.astimezone(ZoneInfo(self.zone)) - timedelta(seconds=1)).date()

    def first_of_month(self, months_back: int) -> date:
        """The first day of the month so many months before the running one; 0 is the running one's."""
        months = self.today.year * 12 + self.today.month - 1 - months_back
        return date(months // 12, months % 12 + 1, 1)

    def at(self, day: date, hour: int = _NOON) -> datetime:
        """That hour of a day."""
        return datetime.combine(day, time(hour), ZoneInfo(self.zone))

    def working_day(self, day: date) -> date:
        """The day, or the Friday before a weekend."""
        return day - timedelta(days=max(day.weekday() - _WORKING_DAYS + 1, 0))
