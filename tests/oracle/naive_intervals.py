"""Intervals of sums of money by the handbook: Fay and Feuer's gamma limits, credit notes by MOVER, in plain Python."""

from collections.abc import Sequence
from math import sqrt

from scipy.stats import chi2

FEWEST_WORTH = 5
FEW_WORTH = 10
Unit = tuple[float, float]  # what it gives, and the mean square one would expect of it
Limits = tuple[float, float]


def interval(units: Sequence[Unit], *, of_next: bool = False) -> Limits | None:
    """The 95% limits of the sum of what independent units give; none of nothing and of what rests on too little.

    Of the average over many such periods, or of the next one. A sum that rests on little is shown where it was lucky
    to have as much: the next period may then bring nothing at all.
    """
    total = sum(gives for gives, _ in units)
    if total == 0 or worth(units) < FEWEST_WORTH:
        return None
    up, up_low, up_high = _part([(gives, expected) for gives, expected in units if gives > 0], of_next)
    down, down_low, down_high = _part([(-gives, expected) for gives, expected in units if gives < 0], of_next)
    low = total - sqrt((up - up_low) ** 2 + (down_high - down) ** 2)
    high = total + sqrt((up_high - up) ** 2 + (down - down_low) ** 2)
    return (min(low, 0), max(high, 0)) if of_next and worth(units) < FEW_WORTH else (low, high)


def worth(units: Sequence[Unit]) -> float:
    """On how many equal units the sum would rest as firmly; credit notes count by their size."""
    squares = sum(gives**2 for gives, _ in units)
    return sum(abs(gives) for gives, _ in units) ** 2 / squares if squares else 0.0


def expected_square(deals: Sequence[tuple[float, float]]) -> float:
    """Of a unit, from the share and the mean square amount of each of its deals."""
    return sum(share * sqrt(mean_square) for share, mean_square in deals) ** 2


def mean_square(
    amount_of: Sequence[tuple[str | None, str | None, float]], kind: str | None, segment: str | None
) -> float:
    """Of the won deals of that kind and segment; where they are under twenty of that kind; else of all."""
    alike = [a for k, s, a in amount_of if k == kind and s == segment]
    if len(alike) < 20:
        alike = [a for k, _, a in amount_of if k == kind]
    if len(alike) < 20:
        alike = [a for _, _, a in amount_of]
    return sum(a**2 for a in alike) / len(alike)


def _part(units: Sequence[Unit], of_next: bool) -> tuple[float, float, float]:
    """The sum of units that all give something, and its two limits; of no unit all are nothing."""
    if not units:
        return 0.0, 0.0, 0.0
    y = sum(gives for gives, _ in units)
    v = max(sum(gives**2 for gives, _ in units), sum(expected for _, expected in units))
    m = max(*(gives for gives, _ in units), sqrt(sum(expected for _, expected in units) / len(units)))
    if of_next:
        v, m = 2 * v, m * sqrt(2)
    low = v / (2 * y) * chi2.ppf(0.025, 2 * y**2 / v)
    more, its_v = y + m, v + m**2
    return y, float(low), float(its_v / (2 * more) * chi2.ppf(0.975, 2 * more**2 / its_v))
