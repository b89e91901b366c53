"""Rates that never fall as the score rises: what a score promises, read off what it brought before."""

import numpy as np


def rising(events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """The rate at each place, in order, that fits best among all that never fall; not-a-number where nothing is known.

    Maximum likelihood by pooling neighbours that fall (Ayer, Brunk, Ewing, Reid & Silverman 1955). Places without
    records have no rate of their own and stay unknown.
    """
    known = np.flatnonzero(totals > 0)
    pools: list[list[float]] = []  # events, totals, places
    for x, n in zip(events[known].astype(float), totals[known].astype(float), strict=True):
        pools.append([x, n, 1])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    rates = np.full(len(totals), np.nan)
    rates[known] = np.repeat([x / n for x, n, _ in pools], [int(places) for _, _, places in pools])
    return rates


def promised(scores: np.ndarray, learnt: np.ndarray, events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """What each of `scores` promises, given `events` of `totals` at the scores `learnt` (rising, no two alike).

    Between two learnt scores the promise lies on the line between theirs; beyond the outermost it stays.
    """
    known = totals > 0
    if not known.any():
        return np.full(len(scores), np.nan)
    return np.interp(scores, learnt[known], rising(events, totals)[known])
