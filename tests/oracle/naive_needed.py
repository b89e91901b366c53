"""What a revenue goal takes, unit by unit in plain loops, and how its intervals are made, as the handbook says."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import mean, stdev

Z = 1.96
WIN_DAYS = 180


@dataclass(frozen=True)
class Story:
    """A lead's days, counted from any day: None where it never came so far. `tries` are made after its handoff."""

    created: int
    mql: int | None = None
    handed: int | None = None
    sql: int | None = None
    opened: int | None = None
    won: int | None = None
    amount: float = 0.0
    tries: int = 0


@dataclass(frozen=True)
class Need:
    judged: int
    won: int
    needed: float
    low: float
    high: float


def wilson(won: int, of: int) -> tuple[float, float, float]:
    middle, half = won + Z**2 / 2, Z * sqrt(won * (of - won) / of + Z**2 / 4)
    return won / of, (middle - half) / (of + Z**2), (middle + half) / (of + Z**2)


def mean_of(values: Sequence[float]) -> tuple[float, float, float]:
    half = Z * stdev(values) / sqrt(len(values))
    return mean(values), mean(values) - half, mean(values) + half


def product(a: tuple[float, float, float], b: tuple[float, float, float]) -> tuple[float, float, float]:
    """Zou and Donner: the distance of each end from its estimate, times the other estimate, in quadrature."""
    low = a[0] * b[0] - hypot(b[0] * (a[0] - a[1]), a[0] * (b[0] - b[1]))
    high = a[0] * b[0] + hypot(b[0] * (a[2] - a[0]), a[0] * (b[2] - b[0]))
    return a[0] * b[0], low, high


def needs(stories: Sequence[Story], today: int, revenue: float) -> dict[str, Need]:
    """By line; every deal is new business. `today` has just begun: its events are younger by less than a day."""
    amounts = [each.amount for each in stories if each.won is not None]
    worth = mean_of(amounts)
    found = {"won deal": Need(len(amounts), len(amounts), *_units(revenue, worth))}
    starts = {"opened deal": "opened", "lead": "created", "MQL": "mql", "handoff": "handed"}
    for line, start in starts.items():
        begun = [(getattr(each, start), each.won) for each in stories if getattr(each, start) is not None]
        old = [(day, won) for day, won in begun if today - day > WIN_DAYS]
        wins = sum(won is not None and won - day < WIN_DAYS for day, won in old)
        found[line] = Need(len(old), wins, *_units(revenue, product(worth, wilson(wins, len(old)))))
    of_old = [each for each in stories if each.mql is not None and today - each.mql > WIN_DAYS]
    sqls = sum(each.sql is not None and each.sql - (each.mql or 0) < WIN_DAYS for each in of_old)
    wins = found["MQL"].won
    found["SQL"] = Need(sqls, wins, *_units(revenue, product(worth, wilson(wins, sqls))))
    tries = mean_of([each.tries for each in stories if each.handed is not None and today - each.handed > 14])
    handoffs = found["handoff"]
    calls = product((handoffs.needed, handoffs.low, handoffs.high), tries)
    found["attempt"] = Need(0, 0, *calls)
    return found


def _units(revenue: float, worth: tuple[float, float, float]) -> tuple[float, float, float]:
    return revenue / worth[0], revenue / worth[2], revenue / worth[1]
