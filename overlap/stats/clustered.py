"""Intervals where people decide: the handoffs of one person are alike, so people are the units and not handoffs.

Two people or more are needed for that; where fewer are known, handoffs are the units.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from overlap.stats.proportions import wilson
from overlap.stats.survival import Counts, Curve, Z, aalen_johansen, share_of, with_limits

FEWEST_PEOPLE = 2
_CELLS = 300_000  # of tables that are told at once: they stay in the processor's own memory
_SPARSE = 4  # whole numbers up to so many times as many as there are of them are counted, not sorted


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
    times, at = _distinct(minutes)
    every = _tables(at, end, np.zeros_like(at), len(times), 1)[0]
    curve, (people, whose) = aalen_johansen(Counts(times, *every)), _distinct(person)
    if len(people) < FEWEST_PEOPLE:
        return Counts(times, *every), curve
    total, squares = np.zeros(len(times)), np.zeros(len(times))
    for theirs in _by_person(at, end, whose, len(times), len(people)):
        left, events, competing, censored = every - theirs, 0, 1, 2
        shares = share_of(Counts(times, left[:, events], left[:, competing], left[:, censored])) - curve.share
        for apart in shares:  # one after the other: sums do not depend on how many people are told at once
            total, squares = total + apart, squares + apart**2
    count = len(people)
    deviation = np.sqrt((count - 1) / count * np.maximum(squares - total**2 / count, 0))
    return Counts(times, *every), with_limits(curve, deviation, width(count))


def width(units: int) -> float:
    """The 97.5% point of t with one degree fewer than units."""
    return float(stdtrit(units - 1, 0.975))


def _distinct(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct ones of whole numbers from 0 on, ascending, and which of them each is."""
    if not len(numbers) or numbers.max() > _SPARSE * len(numbers) + _SPARSE:
        return np.unique(numbers, return_inverse=True)
    there = np.bincount(numbers) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]


def _by_person(at: np.ndarray, end: np.ndarray, whose: np.ndarray, times: int, people: int) -> Iterator[np.ndarray]:
    """The tables of all people in their order, as many at once as memory allows."""
    order = np.argsort(whose, kind="stable")
    at, end, whose = at[order], end[order], whose[order]
    starts = np.searchsorted(whose, np.arange(people + 1))
    together = max(1, _CELLS // (3 * times))
    for first in range(0, people, together):
        last = min(first + together, people)
        rows = slice(starts[first], starts[last])
        yield _tables(at[rows], end[rows], whose[rows] - first, times, last - first)


def _tables(at: np.ndarray, end: np.ndarray, whose: np.ndarray, times: int, people: int) -> np.ndarray:
    """People x ends x times: how many records of whom end so then."""
    cells = people * 3 * times
    return np.bincount((3 * whose + end) * times + at, minlength=cells).reshape(people, 3, times)
