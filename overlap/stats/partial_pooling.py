"""Rates of many groups pooled in part: how far each is the group's own, how far the company's with some luck.

Hierarchical beta-binomial. The overall rate p is uniform, the strength M has the density (1 + M)^-1.5; given both, a
group's rate is Beta(x + M p, n - x + M (1 - p)). The posterior is summed over 25 strengths from 1 to 100,000 by 17
rates about the pooled one, and each group's mixture becomes the Beta of the same mean and variance, whose 2.5% and
97.5% quantiles are its interval. One group with records on its own: Beta(x + 1/2, n - x + 1/2). A group without records
has no rate.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, betaln, expit, logit

from overlap.stats.pooling import PRIOR, STRENGTHS, weighed

FEWEST, FEWEST_EVENTS = 30, 10  # of a group that is ranked
ABOVE, BELOW = "above company average", "below company average"
NOT_APART, TOO_FEW = "about average", "too few to tell"

Family = tuple[np.ndarray, np.ndarray]

_QUANTILES = (0.025, 0.975)
_STEPS = np.linspace(-3.5, 3.5, 17)  # standard deviations about the pooled rate
_WIDEST = 4.0  # of them, on the logit scale: wider steps would miss where the rate of rare events lies


@dataclass(frozen=True)
class Shrunk:
    """Rates between 0 and 1, one a group; NaN where the group has no record. `house` is that of all records."""

    house: float
    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray


def shrunk(events: np.ndarray, totals: np.ndarray, among: Family | None = None) -> Shrunk:
    """The groups' rates drawn towards the overall one, by as much as chance may explain how they differ.

    `among` are the events and totals of all groups of the company, where these are only some of them, or parts of them.
    """
    filled = totals > 0
    x, n = _with_records(events, totals)
    all_x, all_n = _with_records(*(among or (events, totals)))
    order = np.lexsort((all_x, all_n))  # rows come in any order, and the last digits of a sum follow it
    all_x, all_n = all_x[order], all_n[order]
    rate, low, high = (np.full(len(totals), np.nan) for _ in range(3))
    if not len(all_n):
        return Shrunk(float("nan"), rate, low, high)
    a, b = (x + 0.5, n - x + 0.5) if len(all_n) == 1 else _pooled(x, n, all_x, all_n)
    rate[filled] = a / (a + b)
    low[filled], high[filled] = (betaincinv(a, b, share) for share in _QUANTILES)
    return Shrunk(float(all_x.sum() / all_n.sum()), rate, low, high)


def verdicts(events: np.ndarray, totals: np.ndarray, found: Shrunk) -> list[str]:
    """What may be said of each group: above or below company average, about average, or too few records."""
    enough = (totals >= FEWEST) & (events >= FEWEST_EVENTS)
    above, below = found.low > found.house, found.high < found.house
    return np.select([~enough, above, below], [TOO_FEW, ABOVE, BELOW], NOT_APART).tolist()


def _with_records(events: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    filled = totals > 0
    return events[filled].astype(float), totals[filled].astype(float)


def _pooled(x: np.ndarray, n: np.ndarray, all_x: np.ndarray, all_n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The Beta of each group with the mean and the variance of its posterior; all groups weigh what may be true."""
    strength, a, b, density = _grid(all_x.sum(), all_n.sum(), len(all_n))
    seen_a, seen_b = all_x[:, None, None] + a, (all_n - all_x)[:, None, None] + b
    weights = weighed((betaln(seen_a, seen_b) - betaln(a, b)).sum(axis=0) + density)
    own_a, own_b, own = x[:, None, None] + a, (n - x)[:, None, None] + b, n[:, None, None] + strength
    rates, others = own_a / own, own_b / own
    mean, other = (weights * rates).sum(axis=(1, 2)), (weights * others).sum(axis=(1, 2))
    # By the smaller side: the difference of two numbers next to one has no digits left.
    distance = np.where((mean < other)[:, None, None], rates - mean[:, None, None], others - other[:, None, None])
    variance = (weights * (rates * others / (own + 1) + distance**2)).sum(axis=(1, 2))
    worth = mean * other / variance - 1
    return mean * worth, other * worth


def _grid(events: float, records: float, groups: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Strengths, M p and M (1 - p), and the log density, each strengths x rates.

    The density is on a grid even in log M and, within a strength, in the logit of p, hence M, p (1 - p) and the step.
    """
    about = (events + 0.5) / (records + 1)
    one, strength = about * (1 - about), STRENGTHS[:, None]
    step = np.minimum(np.sqrt(1 / (one * records) + 1 / (groups * one * (1 + strength))), _WIDEST)
    place = logit(about) + _STEPS * step
    rate, other = expit(place), expit(-place)
    return strength, strength * rate, strength * other, PRIOR[:, None] + np.log(rate) + np.log(other) + np.log(step)
