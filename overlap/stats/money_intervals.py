"""Intervals of sums of money over independent units: gamma limits, and those of a difference where money went back.

A unit is an account, or a deal without one. It gives c, where one would expect the square f of it; v is the larger of
sum c^2 and sum f, m the larger of the largest c and the root of the mean f. The 95% limits of y = sum c are those of a
weighted sum of Poisson counts (Fay & Feuer 1997): v/(2y) chi2(0.025; 2y^2/v) and (v + m^2)/(2(y + m)) chi2(0.975;
2(y + m)^2/(v + m^2)). That is where the average over many such periods lies; the next such period lies between the
limits with 2v and m sqrt(2). What was given and what went back have an interval each; those make the interval of the
difference (MOVER, Zou & Donner 2008). Where a sum rests on less than five equal units' worth there is none.

What rests on few units is shown only where it was lucky enough to have so many, and the next period knows nothing of
that luck: below ten units' worth its limits hold 0, too. Without that 93% of those shown held the next period where
five deals are to be expected, with it 99%.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import gammaincinv

FEWEST_WORTH = 5  # equal units, below which a sum has no interval
FEW_ACCOUNTS = 10  # below which it rests on few
_NEXT = 2.0  # the variance of the next period about what this one shows, in that of this one about the average
_LARGEST = 1e17  # cents
PART = ("sum", "squares", "expected", "largest", "count")


@dataclass(frozen=True)
class Part:
    """Of units of one sign, by size: their sum, the sums of squares seen and expected, the largest, how many."""

    sum: np.ndarray
    squares: np.ndarray
    expected: np.ndarray
    largest: np.ndarray
    count: np.ndarray


@dataclass(frozen=True)
class Sums:
    """What groups were given and what went back."""

    given: Part
    back: Part

    @property
    def total(self) -> np.ndarray:
        """Cents of each group."""
        return self.given.sum - self.back.sum

    @property
    def worth(self) -> np.ndarray:
        """On how many equal units each group's money rests as firmly; NaN of nothing."""
        squares = self.given.squares + self.back.squares
        size = self.given.sum + self.back.sum
        return np.divide(size**2, squares, out=np.full(len(size), np.nan), where=squares > 0)


def sums_of(column: pl.Series) -> Sums:
    """From a column of `filtered.sums(gives, expected)`; a row without it is of nothing."""
    rows = column.struct.unnest()
    parts = (
        Part(*(rows[f"{side}_{name}"].cast(pl.Float64).fill_null(0).to_numpy() for name in PART))
        for side in ("given", "back")
    )
    return Sums(*parts)


def limits(of: Sums) -> tuple[np.ndarray, np.ndarray]:
    """The 95% limits of each sum on average, over many such periods, in cents; both are not-a-number where none."""
    return _limits(of, 1.0)


def next_limits(of: Sums) -> tuple[np.ndarray, np.ndarray]:
    """The 95% limits of each sum in the next such period; of few units they hold 0."""
    low, high = _limits(of, _NEXT)
    few = of.worth < FEW_ACCOUNTS
    return np.where(few, np.minimum(low, 0), low), np.where(few, np.maximum(high, 0), high)


def _limits(of: Sums, spread: float) -> tuple[np.ndarray, np.ndarray]:
    (given_low, given_high), (back_low, back_high) = _gamma(of.given, spread), _gamma(of.back, spread)
    low = of.total - np.hypot(of.given.sum - given_low, back_high - of.back.sum)
    high = of.total + np.hypot(given_high - of.given.sum, of.back.sum - back_low)
    known = (of.total != 0) & (of.worth >= FEWEST_WORTH) & (np.abs(low) < _LARGEST) & (np.abs(high) < _LARGEST)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def _gamma(part: Part, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """The limits of sums of what is above nothing; of nothing both are nothing."""
    low, high = np.zeros(len(part.sum)), np.zeros(len(part.sum))
    some = part.count > 0
    y, v = part.sum[some], spread * np.maximum(part.squares, part.expected)[some]
    m = np.sqrt(spread) * np.maximum(part.largest[some], np.sqrt(part.expected[some] / part.count[some]))
    more, its_v = y + m, v + m**2
    low[some] = v / y * gammaincinv(y**2 / v, 0.025)
    high[some] = its_v / more * gammaincinv(more**2 / its_v, 0.975)
    return low, high
