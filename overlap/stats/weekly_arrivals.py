"""How many arrive in the weeks to come: a negative binomial about a recent level, with the season of the months."""

from dataclasses import dataclass

import numpy as np

RECENT = 26  # weeks of the level
YEAR = 52
FEWEST_YEARS = 2  # below it a season cannot be told from a trend
_AS_MANY = 20.0  # arrivals as often as expected, by which the season of a month is drawn towards none


@dataclass(frozen=True)
class Arrivals:
    """`rates` of each week to come; squares of coefficients of variation: of the level, and of each week about it."""

    rates: np.ndarray
    level_spread: float
    week_spread: float

    def thinned(self, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of those kept, a chance a week on the last axis: the number expected, and the square of its rate's variation.

        The number given the rate is Poisson.
        """
        weights = self.rates * kept
        expected = weights.sum(axis=-1)
        squares = np.sum(weights**2, axis=-1) / np.maximum(expected, 1e-12) ** 2
        return expected, self.level_spread + self.week_spread * squares


def arrivals(counts: np.ndarray, months: np.ndarray, months_ahead: np.ndarray) -> Arrivals:
    """From the counts of past weeks, oldest first, and the month (0 to 11) of each week, past and to come.

    The level is that of the last `RECENT` weeks, freed of the season; how much weeks differ beyond chance is a moment
    estimate over the last year. Without `FEWEST_YEARS` years there is no season.
    """
    season = _season(counts, months)
    recent, of_recent = counts[-RECENT:], season[months[-RECENT:]]
    level = float(recent.sum() / max(of_recent.sum(), 1e-12)) if len(recent) else 0.0
    if level <= 0:
        return Arrivals(np.zeros(len(months_ahead)), 0.0, 0.0)
    spread = _beyond_chance(counts[-YEAR:] / season[months[-YEAR:]])
    level_spread = (1 / level + spread) / len(recent)
    return Arrivals(level * season[months_ahead], level_spread, spread)


def _season(counts: np.ndarray, months: np.ndarray) -> np.ndarray:
    """By month: what its weeks saw over what a company growing evenly from its first year to its last would have seen.

    Over the plain mean, growth passes for season: the month after the last one is the first of each year counted, and
    a company that grows by a fifth a year was told an eighth fewer arrivals for it.
    """
    years = len(counts) // YEAR
    if years < FEWEST_YEARS:
        return np.ones(12)
    whole, of = counts[-years * YEAR :], months[-years * YEAR :]
    by_year = whole.reshape(years, YEAR).sum(axis=1) + _AS_MANY
    trend = (by_year[-1] / by_year[0]) ** (np.arange(len(whole)) / YEAR / (years - 1))
    seen = np.bincount(of, weights=whole, minlength=12)
    expected = np.bincount(of, weights=trend * whole.sum() / trend.sum(), minlength=12)
    return (seen + _AS_MANY) / (expected + _AS_MANY)


def _beyond_chance(counts: np.ndarray) -> float:
    """1/k of a negative binomial, by moments: (variance - mean) / mean^2, never below 0."""
    mean = counts.mean()
    return 0.0 if mean <= 0 or len(counts) < 2 else max(0.0, float((counts.var(ddof=1) - mean) / mean**2))  # noqa: PLR2004
