"""By how much a rate falls short of a standard, with an interval in which the records of one person are alike.

Positive is a shortfall. Each size is a function of how much every person counts; u_k, its derivative in person k, makes
the variance K / (K - 1) sum u_k^2 (infinitesimal jackknife: Jaeckel 1972), with t of K - 1 degrees for the interval;
one of independent records, with z, is taken where it is wider. It is one of 98.75%: four complaints are looked at
together (Bonferroni).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array
from scipy.special import expit, ndtri, stdtrit

from overlap.stats.logistic_regression import fitted

CONFIDENCE = 0.9875
FEWEST_PEOPLE = 2


@dataclass(frozen=True)
class Counts:
    """Events among records, a place a person; two of them to be compared name the same people in the same order."""

    events: np.ndarray
    records: np.ndarray

    @property
    def rate(self) -> float:
        """Of all people together."""
        return float(self.events.sum() / self.records.sum())

    @property
    def variance(self) -> float:
        """Of the rate, were all records independent; none and all are no certainty (Agresti & Caffo 2000)."""
        return _variance(float(self.events.sum()), float(self.records.sum()))

    def of(self, people: np.ndarray) -> "Counts":
        """Those of some people."""
        return Counts(self.events[people], self.records[people])


@dataclass(frozen=True)
class Shortfall:
    """How much is missing, its interval, and what moves it: the derivative in each person, and the variance alone."""

    size: float
    influence: np.ndarray
    alone: float

    @property
    def half_width(self) -> float:
        """Half of the interval: with one person known, records can only be taken to be independent."""
        people = int((self.influence != 0).sum())
        alone = float(ndtri((1 + CONFIDENCE) / 2) * np.sqrt(self.alone))
        if people < FEWEST_PEOPLE:
            return alone
        spread = people / (people - 1) * float((self.influence**2).sum())
        return max(alone, float(stdtrit(people - 1, (1 + CONFIDENCE) / 2) * np.sqrt(spread)))

    @property
    def low(self) -> float:
        """Lower end."""
        return self.size - self.half_width

    @property
    def high(self) -> float:
        """Upper end."""
        return self.size + self.half_width

    def less(self, other: "Shortfall") -> "Shortfall":
        """This one less another of the same people."""
        return Shortfall(self.size - other.size, self.influence - other.influence, self.alone + other.alone)


def of_figure(now: Counts, figure: float) -> Shortfall:
    """Against a figure that nobody had to measure."""
    return Shortfall(figure - now.rate, -_moves(now), now.variance)


def of_reference(now: Counts, then: Counts) -> Shortfall:
    """Against the same people's rate in another period."""
    return Shortfall(then.rate - now.rate, _moves(then) - _moves(now), now.variance + then.variance)


def at_equal_people(now: Counts, then: Counts) -> Shortfall | None:
    """The same with each person counting in both as in the reference; those of one period alone are left out."""
    both = (now.records > 0) & (then.records > 0)
    if not both.any():
        return None
    kept_now, kept_then = now.of(both), then.of(both)
    weights = kept_then.records / kept_then.records.sum()
    falls = kept_then.events / kept_then.records - kept_now.events / kept_now.records
    size, influence = float((weights * falls).sum()), np.zeros(len(both))
    influence[both] = weights * (falls - size)
    alone = sum(
        weight**2 * (_variance(x0, n0) + _variance(x1, n1))
        for weight, x0, n0, x1, n1 in zip(
            weights, kept_then.events, kept_then.records, kept_now.events, kept_now.records, strict=True
        )
    )
    return Shortfall(size, influence, float(alone))


@dataclass(frozen=True)
class Cells:
    """Records alike in everything: what they are, as rows of a design, whose (a place among the people), how many."""

    columns: csr_array
    person: np.ndarray
    events: np.ndarray
    records: np.ndarray


@dataclass(frozen=True)
class Expected:
    """What the reference lets expect of now and of then, what now is short of it, and how far it fell since then.

    The fall is of what was known before anybody worked the records; the model is held fixed.
    """

    now: float
    then: float
    shortfall: Shortfall
    fall: Shortfall


def at_equal_mix(now: Cells, then: Cells, people: int) -> Expected:
    """Against what records like these came to in the reference, by a logit with a ridge of 1 fitted there alone.

    Raises ValueError where the reference has no events, or nothing else.
    """
    fit = fitted(then.columns, then.events, records=then.records)
    after, of_now = _mean(now, expit(now.columns @ fit.coefficients), people)
    before, of_then = _mean(then, fit.chances, people)
    number, chances = now.records.sum(), expit(now.columns @ fit.coefficients)
    slope = now.columns.T @ (now.records * chances * (1 - chances)) / number
    turned = cho_solve(cho_factor(fit.curvature), slope)
    surprise = (then.events - then.records * fit.chances) * (then.columns @ turned)
    seen = Counts(*(np.bincount(now.person, weights=each, minlength=people) for each in (now.events, now.records)))
    learnt = np.bincount(then.person, weights=surprise, minlength=people)
    alone = float((now.records * chances * (1 - chances)).sum() / number**2 + slope @ turned)
    short = Shortfall(after - seen.rate, of_now - _moves(seen) + learnt, alone)
    return Expected(after, before, short, Shortfall(before - after, of_then - of_now, 0.0))


def _mean(cells: Cells, chances: np.ndarray, people: int) -> tuple[float, np.ndarray]:
    """The mean chance, and its derivative in how much each person counts."""
    mean = float((cells.records * chances).sum() / cells.records.sum())
    moved = np.bincount(cells.person, weights=cells.records * (chances - mean), minlength=people)
    return mean, moved / cells.records.sum()


def _moves(counts: Counts) -> np.ndarray:
    return (counts.events - counts.rate * counts.records) / counts.records.sum()


def _variance(events: float, records: float) -> float:
    share = (events + 1) / (records + 2) if events in (0, records) else events / records
    return share * (1 - share) / records
