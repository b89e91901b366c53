"""Shares and totals with their 95% intervals: Wilson for a share, gamma limits for a total from a random sample."""

import numpy as np
from scipy.special import gammaincinv

Z = 1.96
RULE_OF_THREE = 3.0  # none seen among n: the upper 95% limit of the share is 3 / n


def wilson(events: float, total: float) -> tuple[float | None, float | None, float | None]:
    """(share, low, high), each 0 to 1; None for a share of nothing. Wilson 1927."""
    if not total:
        return None, None, None
    low, high = wilson_limits(np.array([events]), np.array([total]))
    return events / total, float(low[0]), float(high[0])


def wilson_limits(events: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two limits of each share; not-a-number for a share of nothing."""
    x, n = events.astype(float), totals.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, spread = n + Z**2, Z * np.sqrt(x * (n - x) / n + Z**2 / 4)
        low, high = (x + Z**2 / 2 - spread) / centre, (x + Z**2 / 2 + spread) / centre
    low, high = np.where(x == 0, 0.0, np.maximum(low, 0)), np.where(x == n, 1.0, np.minimum(high, 1))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def weighted_total(weights: float, squares: float, largest: float) -> tuple[float, float, float]:
    """(total, low, high) of a count in the whole, from the events of a sample of it.

    `weights` is the sum of 1 / share over the events, `squares` that of its squares, `largest` the largest weight of
    any record of the sample. Gamma limits (Fay & Feuer 1997), which for one share are the exact Poisson ones divided
    by it; where no event was seen the upper limit is three times the largest weight.
    """
    if not weights:
        return 0.0, 0.0, RULE_OF_THREE * largest
    low = gammaincinv(weights**2 / squares, 0.025) * squares / weights
    one_more, its_squares = weights + largest, squares + largest**2
    high = gammaincinv(one_more**2 / its_squares, 0.975) * its_squares / one_more
    return float(weights), float(low), float(high)
