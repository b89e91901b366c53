"""A goal's actual, plan to date, pace and attainment in plain loops over what was recorded, as the handbook says."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Event:
    """Something a metric counts: `shares` are the cents of each person's team, `teams` whose record it is."""

    metric: str
    day: date
    teams: frozenset[str] = frozenset()
    region: str | None = None
    cents: int = 0
    shares: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Promised:
    metric: str
    start: date
    end: date
    target: float
    team: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Standing:
    actual: float
    planned: float

    @property
    def pace(self) -> float:
        return self.actual / self.planned


def standing(goal: Promised, events: Iterable[Event], until: date, weights: Mapping[int, float]) -> Standing:
    """Before `until`, the first day that is not whole; `weights` are those agreed when the period began."""
    end, actual = min(until, goal.end), 0.0
    for each in events:
        counts = each.metric == goal.metric and goal.start <= each.day < end
        of_team = goal.team is None or goal.team in each.teams
        if counts and of_team and (goal.region is None or goal.region == each.region):
            cents = each.cents if goal.team is None else each.shares.get(goal.team, each.cents)
            actual += cents / 100 if goal.metric == "booked_from" else 1
    gone = every = 0.0
    day = goal.start
    while day < goal.end:
        weight = weights.get(day.month, 1.0) / monthrange(day.year, day.month)[1]
        every, gone = every + weight, gone + (weight if day < end else 0.0)
        day += timedelta(days=1)
    return Standing(actual, goal.target * gone / every)
