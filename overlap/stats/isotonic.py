"""Rates that never fall as the score rises: what a score promises, read off what it brought before."""

import numpy as np
from scipy.optimize import isotonic_regression


def rising(events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """The rate at each place, in order, that fits best among all that never fall; not-a-number where nothing is known.

    Maximum likelihood by pooling neighbours that fall (Ayer, Brunk, Ewing, Reid & Silverman 1955). Places without
    records have no rate of their own and stay unknown.
    """
    known = totals > 0
    rates = np.full(len(totals), np.nan)
    if known.any():
        rates[known] = isotonic_regression(events[known] / totals[known], weights=totals[known]).x
    return rates


def promised(scores: np.ndarray, learnt: np.ndarray, events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """What each of `scores` promises, given `events` of `totals` at the scores `learnt` (rising, no two alike).

    Between two learnt scores the promise lies on the line between theirs; beyond the outermost it stays.
    """
    known = totals > 0
    if not known.any():
        return np.full(len(scores), np.nan)
    return np.interp(scores, learnt[known], rising(events, totals)[known])
