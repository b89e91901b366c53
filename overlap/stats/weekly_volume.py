"""By how much a weekly count falls short of a standard: quasi-Poisson, for weeks that vary more than chance lets them.

The dispersion is Pearson's X2 over its degrees, at least 1 (McCullagh & Nelder 1989); a mean of W weeks has the
variance dispersion x mean / W, and t with those degrees the interval, of 98.75% as for the other complaints. Where none
came that is no certainty either: the variance is then that of one in all those weeks.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from overlap.stats.shortfall import CONFIDENCE


@dataclass(frozen=True)
class Volume:
    """How many a week are missing, with the interval, and the dispersion of the weeks."""

    size: float
    low: float
    high: float
    dispersion: float


def of_figure(now: np.ndarray, figure: float) -> Volume | None:
    """Against a figure that nobody had to measure; None with less than two weeks."""
    return _missing(figure - float(now.mean()), (now,)) if len(now) > 1 else None


def of_reference(now: np.ndarray, then: np.ndarray) -> Volume | None:
    """Against the weeks of another period, with one dispersion for both; None with less than two weeks in either.

    None too where none came in the other: that is nothing to fall short of.
    """
    if min(len(now), len(then)) < 2 or not then.any():
        return None
    return _missing(float(then.mean() - now.mean()), (now, then))


def _missing(size: float, periods: tuple[np.ndarray, ...]) -> Volume:
    degrees = sum(len(weeks) - 1 for weeks in periods)
    squares = sum(float(((weeks - weeks.mean()) ** 2).sum() / weeks.mean()) for weeks in periods if weeks.any())
    dispersion = max(1.0, squares / degrees)
    variance = dispersion * sum(max(float(weeks.sum()), 1.0) / len(weeks) ** 2 for weeks in periods)
    width = float(stdtrit(degrees, (1 + CONFIDENCE) / 2) * np.sqrt(variance))
    return Volume(size, size - width, size + width, dispersion)
