"""Means of many groups pooled in part: how far each is the group's own, how far everybody's with some luck.

Records vary by s2 within groups, true means by s2 / M about a common one that may be anything; M has the density
(1 + M)^-1.5 of the rates' strength. The posterior is summed over 25 strengths from 1 to 100,000; the interval is 1.96
standard deviations of a group's mixture each side, so that it is never a point. One group stands on its own.
"""

from dataclasses import dataclass

import numpy as np

from overlap.stats.pooling import PRIOR, STRENGTHS, weighed

Z = 1.96


@dataclass(frozen=True)
class Pooled:
    """Pooled means with their 95% limits, one a group, in the unit of the records; NaN where nothing is known."""

    house: float
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def pooled_means(
    means: np.ndarray, counts: np.ndarray, within: float, among: tuple[np.ndarray, np.ndarray] | None = None
) -> Pooled:
    """Groups' means drawn towards the common one, by as much as chance may explain how they differ.

    `within` is the variance of records inside groups. A group without records has no mean; where records do not vary at
    all inside groups, or by how much is not known, there is nothing to draw by and no mean. `among` are the means and
    counts of all groups of the company, where these are only some of them, or parts of them.
    """
    y, n = _with_records(means, counts)
    all_y, all_n = _with_records(*(among or (means, counts)))
    filled = counts > 0
    mean, low, high = (np.full(len(counts), np.nan) for _ in range(3))
    if not len(all_n):
        return Pooled(float("nan"), mean, low, high)
    if np.isfinite(within) and within > 0:
        mean[filled], variance = (y, within / n) if len(all_n) == 1 else _pooled(y, n, within, all_y, all_n)
        error = Z * np.sqrt(variance)
        low[filled], high[filled] = mean[filled] - error, mean[filled] + error
    return Pooled(float((all_n * all_y).sum() / all_n.sum()), mean, low, high)


def _with_records(means: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    filled = counts > 0
    return means[filled].astype(float), counts[filled].astype(float)


def _pooled(
    y: np.ndarray, n: np.ndarray, within: float, all_y: np.ndarray, all_n: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of each group's posterior; all groups say what the common mean and the strength may be."""
    strength = STRENGTHS[:, None]
    weights = 1 / (within * (1 / all_n + 1 / strength))
    whole = weights.sum(axis=1, keepdims=True)
    centre = (weights * all_y).sum(axis=1, keepdims=True) / whole
    far = (weights * (all_y - centre) ** 2).sum(axis=1)
    likely = weighed((np.log(weights).sum(axis=1) - np.log(whole[:, 0]) - far) / 2 + PRIOR)[:, None]
    at = (n * y + strength * centre) / (n + strength)
    mean = (likely * at).sum(axis=0)
    own = within / (n + strength) + (strength / (n + strength)) ** 2 / whole
    return mean, (likely * (own + (at - mean) ** 2)).sum(axis=0)
