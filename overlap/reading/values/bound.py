"""What a statement over values is written with: the values it binds, and the moment at which it judges."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any


@dataclass
class Bound:
    """The values a statement binds, gathered while it is written: DuckDB refuses a parameter too many."""

    values: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """The parameter that stands for `value`."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"


@dataclass(frozen=True)
class Moment:
    """When and where a value is judged: `zone` of naive times, the moment of import and its day there.

    A day without a clock is a day of the company, whatever zone the times of the file are in: `of_days` is its zone.
    """

    zone: str
    now: datetime
    today: date
    of_days: str | None = None

    @property
    def in_utc(self) -> "Moment":
        """The same moment where naive times are in UTC."""
        return replace(self, zone="UTC", of_days=self.zone_of_days)

    @property
    def zone_of_days(self) -> str:
        """The zone of a day without a clock."""
        return self.of_days or self.zone
