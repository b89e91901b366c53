"""What one period's leads came to, as a product of seven things, each of which can be taken from another period."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from overlap.stats.shapley_parts import shapley_parts

BLOCKS = ("episodes", "mix", "handed over", "follow-up", "accepted", "won", "amount")


@dataclass(frozen=True)
class Counts:
    """Leads and cents of groups (the last axis); of those handed over by follow-up too (then that is the last).

    Axes before these are draws.
    """

    leads: np.ndarray
    handed: np.ndarray
    accepted: np.ndarray
    won: np.ndarray
    cents: np.ndarray

    def exact(self) -> "Counts":
        """Whole numbers as Python's own, of which fractions can be made."""
        return Counts(*(np.rint(each).astype(np.int64).astype(object) for each in self._all()))

    def resampled(self, times: np.ndarray) -> "Counts":
        """Of buckets (the first axis), each as often as in a draw: draws become the first axis."""
        return Counts(*(np.tensordot(times, each, axes=1) for each in self._all()))

    def total(self) -> "Counts":
        """Of all buckets together."""
        return Counts(*(each.sum(axis=0) for each in self._all()))

    def _all(self) -> tuple[np.ndarray, ...]:
        return self.leads, self.handed, self.accepted, self.won, self.cents


Ratio = Callable[[np.ndarray, np.ndarray], np.ndarray]


def exact_parts(then: Counts, now: Counts) -> list[Fraction]:
    """The part of each block in the change of cents, in rationals."""
    return [Fraction(each) for each in _parts(then.exact(), now.exact(), _fractions)]


def resampled_parts(then: Counts, now: Counts) -> list[np.ndarray]:
    """The same of each draw, as floats."""
    return _parts(then, now, _floats)


def _parts(then: Counts, now: Counts, ratio: Ratio) -> list[Any]:
    both = _factors(then, now, ratio), _factors(now, then, ratio)

    def value(subset: int) -> Any:
        number, mix, handed, how, accepted, won, amount = (
            both[subset >> block & 1][block] for block in range(len(BLOCKS))
        )
        return number * (mix * handed * amount * (how * accepted * won).sum(axis=-1)).sum(axis=-1)

    return shapley_parts(value, len(BLOCKS))


def _factors(own: Counts, other: Counts, ratio: Ratio) -> tuple[Any, ...]:
    """The seven of one period; where nothing says what a share was, the other period's, else 0."""

    def share(part: Callable[[Counts], np.ndarray], whole: Callable[[Counts], np.ndarray]) -> np.ndarray:
        mine, theirs = ratio(part(own), whole(own)), ratio(part(other), whole(other))
        return np.where(whole(own) > 0, mine, theirs)

    return (
        own.leads.sum(axis=-1),
        share(lambda of: of.leads, lambda of: _spread(of.leads.sum(axis=-1), of.leads)),
        share(lambda of: of.handed.sum(axis=-1), lambda of: of.leads),
        share(lambda of: of.handed, lambda of: _spread(of.handed.sum(axis=-1), of.handed)),
        share(lambda of: of.accepted, lambda of: of.handed),
        share(lambda of: of.won, lambda of: of.accepted),
        share(lambda of: of.cents, lambda of: of.won.sum(axis=-1)),
    )


def _spread(sums: Any, over: np.ndarray) -> np.ndarray:
    """Sums along the last axis, once for each place of it."""
    return np.broadcast_to(np.asarray(sums, dtype=over.dtype)[..., None], over.shape)


def _floats(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)


_fractions: Ratio = np.frompyfunc(lambda part, whole: Fraction(part, whole) if whole else Fraction(0), 2, 1)
