"""Means of many groups drawn together: how far each is the group's own, how far the house's with some luck.

With a pooled variance s2 within groups, K groups of n records and means y, m the mean of all N records, by moments:
tau2 = max(0, (sum n (y - m)^2 - (K - 1) s2) / (N - sum n^2 / N)). The shrunk mean is (n y + k m) / (n + k),
k = s2 / tau2, with the standard error sqrt(s2 / (n + k)) (Efron & Morris 1975; DerSimonian & Laird 1986 for tau2).
"""

from dataclasses import dataclass

import numpy as np

Z = 1.96


@dataclass(frozen=True)
class Drawn:
    """Shrunk means with their 95% limits, one a group, in the unit of the records; NaN where nothing is known."""

    house: float
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def drawn_together(means: np.ndarray, counts: np.ndarray, within: float) -> Drawn:
    """Groups' means drawn towards the mean of all records; where they differ by no more than chance, all show it.

    `within` is the variance of records inside groups. A group without records stands at the house, with the spread of
    groups as its interval.
    """
    n, y = counts.astype(float), np.where(counts > 0, means, 0.0)
    whole = n.sum()
    if not whole or not np.isfinite(within):
        unknown = np.full(len(n), np.nan)
        return Drawn(float("nan"), unknown, unknown, unknown)
    house = float((n * y).sum() / whole)
    spread = between(y, n, within)
    if not spread:
        same = np.full(len(n), house)
        return Drawn(house, same, same, same)
    weight = within / spread
    mean = (n * y + weight * house) / (n + weight)
    error = Z * np.sqrt(within / (n + weight)) if within else np.zeros(len(n))
    return Drawn(house, mean, mean - error, mean + error)


def between(means: np.ndarray, counts: np.ndarray, within: float) -> float:
    """Variance of the groups' true means, what chance explains taken out."""
    filled = counts > 0
    y, n = means[filled], counts[filled].astype(float)
    whole = n.sum()
    spare = whole - (n**2).sum() / whole if whole else 0.0
    if spare <= 0:
        return 0.0
    house = (n * y).sum() / whole
    return max(0.0, float(((n * (y - house) ** 2).sum() - (len(n) - 1) * within) / spare))
