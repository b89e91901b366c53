"""Intervals where people decide: the handoffs of one person are alike, so people are the units and not handoffs.

Two people or more are needed for that; where fewer are known, handoffs are the units.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from overlap.stats.proportions import wilson
from overlap.stats.survival import Counts, Curve, Z, aalen_johansen, share_of, with_limits

FEWEST_PEOPLE = 2


@dataclass(frozen=True)
class Effective:
    """A share of so many events among so many independent records: fewer than were counted, where people are alike."""

    events: float
    total: float


def effective(events: np.ndarray, totals: np.ndarray) -> Effective:
    """What the counts of each person, added up, are worth (Korn & Graubard 1998).

    The variance of the share with people as units, K / (K - 1) sum (x_k - p n_k)^2 / N^2, over p (1 - p) / N is how
    many handoffs count as one, at least one; and t with K - 1 degrees takes the place of z.
    """
    x, n, people = float(events.sum()), float(totals.sum()), int((totals > 0).sum())
    if people < FEWEST_PEOPLE:
        return Effective(x, n)
    share = x / n
    between = people / (people - 1) * float(((events - share * totals) ** 2).sum()) / n**2
    alone = share * (1 - share) / n
    alike = max(1.0, between / alone if alone else 1.0) * (width(people) / Z) ** 2
    return Effective(x / alike, n / alike)


def share_of_people(events: np.ndarray, totals: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """(share, low, high) of the counts of each person: Wilson's interval of what they are worth."""
    worth = effective(events, totals)
    _, low, high = wilson(worth.events, worth.total)
    return wilson(float(events.sum()), float(totals.sum()))[0], low, high


def curve_of_people(minutes: np.ndarray, end: np.ndarray, person: np.ndarray) -> tuple[Counts, Curve]:
    """The share attempted by each minute (Aalen-Johansen), with limits that take people as units.

    `end` is 0 of an attempt, 1 of a closing, 2 of one still open; `person` a number from 0 on. The variance is the
    larger of that of independent handoffs and that of leaving out one person at a time, (K - 1) / K sum (F_k - mean)^2;
    its limits are on the log(-log) scale as ever, with t of K - 1 degrees in the place of z.
    """
    times, at = np.unique(minutes, return_inverse=True)
    every = _table(at, end, len(times))
    curve, people = aalen_johansen(Counts(times, *every)), np.unique(person)
    if len(people) < FEWEST_PEOPLE:
        return Counts(times, *every), curve
    total, squares = np.zeros(len(times)), np.zeros(len(times))
    for one in people:
        mine = person == one
        share = share_of(Counts(times, *(every - _table(at[mine], end[mine], len(times)))))
        total, squares = total + (share - curve.share), squares + (share - curve.share) ** 2
    count = len(people)
    deviation = np.sqrt((count - 1) / count * np.maximum(squares - total**2 / count, 0))
    return Counts(times, *every), with_limits(curve, deviation, width(count))


def width(units: int) -> float:
    """The 97.5% point of t with one degree fewer than units."""
    return float(stdtrit(units - 1, 0.975))


def _table(at: np.ndarray, end: np.ndarray, times: int) -> np.ndarray:
    """Ends x times: how many records end so then."""
    return np.bincount(end * times + at, minlength=3 * times).reshape(3, times)
