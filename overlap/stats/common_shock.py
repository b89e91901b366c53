"""How far whole periods went another way than their deals alone would: the shock they share, from past forecasts."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import gamma, norm

from overlap.stats.pooling import weighed

SPREADS = np.arange(0.0, 1.51, 0.1)  # of the shock, on the logit of a week's chance of winning
_NONE = 0.5  # how likely it is, before anything was seen, that a company's periods share no shock at all
_EXPECTED = 0.5  # where they do, spreads beyond it are thought less and less likely
_LEAST = 0.01  # of the mean: a period without any win stands for so little
_ODDS = 25


@dataclass(frozen=True)
class Past:
    """Forecasts made earlier and what came: mean, variance of independent deals, what a unit of shock adds."""

    mean: np.ndarray
    variance: np.ndarray
    per_shock: np.ndarray
    came: np.ndarray

    def __getitem__(self, rows: np.ndarray) -> "Past":
        """Only these."""
        return Past(self.mean[rows], self.variance[rows], self.per_shock[rows], self.came[rows])


def spread_weights(past: Past, apart: float) -> np.ndarray:
    """How likely each of `SPREADS` is: none or half-normal before, gamma likelihood of what came.

    A half-normal alone never lets go of a shock: a year of forecasts without one tells a spread of 0.2 from none by a
    hair, and companies whose periods share nothing were given 0.3.

    `apart` is how much of a forecast's period is its own, 1 where periods do not overlap: each counts for so much.
    """
    return weighed(np.log(_before()) + apart * _logged(past).sum(axis=0))


def places_as_known(past: Past, is_known: np.ndarray, apart: float) -> np.ndarray:
    """The probability integral transform: the share of each forecast, its shock weighed, that lies below what came.

    The shock as it was known when the forecast was made: `is_known` forecasts x those over by then.
    """
    logged = np.log(_before()) + apart * is_known.astype(float) @ _logged(past)
    weights = np.array([weighed(each) for each in logged]).reshape(-1, len(SPREADS))
    shape, scale = _gamma(past)
    return np.sum(np.asarray(gamma.cdf(past.came[:, None], shape, scale=scale)) * weights, axis=1)


def shocks(weights: np.ndarray) -> np.ndarray:
    """Equally likely shocks: the middles of equal parts of the normals with these spreads, mixed by their weights."""
    parts = (np.arange(400) + 0.5) / 400
    each = (SPREADS[:, None] * norm.ppf(parts)[None, :]).ravel()
    order = np.argsort(each, kind="stable")
    total = np.cumsum(np.repeat(weights / len(parts), len(parts))[order])
    return each[order][np.searchsorted(total, (np.arange(_ODDS) + 0.5) / _ODDS)]


def _before() -> np.ndarray:
    some = np.where(SPREADS > 0, np.exp(-0.5 * (SPREADS / _EXPECTED) ** 2), 0.0)
    return np.where(SPREADS > 0, (1 - _NONE) * some / some.sum(), _NONE)


def _gamma(past: Past) -> tuple[np.ndarray, np.ndarray]:
    variance = past.variance[:, None] + (past.per_shock[:, None] * SPREADS[None, :]) ** 2
    return past.mean[:, None] ** 2 / variance, variance / past.mean[:, None]


def _logged(past: Past) -> np.ndarray:
    shape, scale = _gamma(past)
    return np.asarray(gamma.logpdf(np.maximum(past.came, _LEAST * past.mean)[:, None], shape, scale=scale))
