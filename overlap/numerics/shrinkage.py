"""Rates of many groups drawn together: how far each is the group's own, how far the house's with some luck.

Beta-binomial by moments: with p the rate of all groups together and K groups, Q = sum n (x/n - p)^2,
tau^2 = max(0, (Q - (K - 1) p (1 - p)) / (N - sum n^2 / N)), M = max(1, p (1 - p) / tau^2 - 1). The shrunk rate is
(x + M p) / (n + M), its interval the 2.5% and 97.5% quantiles of Beta(x + M p, n - x + M (1 - p)).
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import betaincinv

from overlap.numerics.given import Given

FEWEST, FEWEST_EVENTS = 30, 10  # of a group that is ranked
ABOVE, BELOW = "above the house", "below the house"
NOT_APART, TOO_FEW = "not told apart from the house", "too few to tell"
FEWEST_RATINGS, EXTREME_MARGIN = 20, 0.15
EXTREMES, NOT_EXTREME = "mostly one star or five", "not told apart from the others"

_QUANTILES = (0.025, 0.975)


@dataclass(frozen=True)
class Shrunk:
    """Rates between 0 and 1, one a group; NaN where there is no record in any group."""

    house: float
    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray


def shrunk(events: np.ndarray, totals: np.ndarray) -> Shrunk:
    """The groups' rates drawn towards the house; where groups differ by no more than chance, all show the house."""
    x, n = events.astype(float), totals.astype(float)
    whole = n.sum()
    if not whole:
        unknown = np.full(len(n), np.nan)
        return Shrunk(float("nan"), unknown, unknown, unknown)
    house = float(x.sum() / whole)
    spread = _between(x, n, house)
    if not spread:
        same = np.full(len(n), house)
        return Shrunk(house, same, same, same)
    weight = max(1.0, house * (1 - house) / spread - 1)
    a, b = x + weight * house, n - x + weight * (1 - house)
    low, high = (betaincinv(a, b, share) for share in _QUANTILES)
    return Shrunk(house, (x + weight * house) / (n + weight), low, high)


def verdicts(events: np.ndarray, totals: np.ndarray, found: Shrunk) -> list[str]:
    """What may be said of each group: it is above or below the house, not told apart, or there are too few records."""
    enough = (totals >= FEWEST) & (events >= FEWEST_EVENTS)
    above, below = found.low > found.house, found.high < found.house
    return np.select([~enough, above, below], [TOO_FEW, ABOVE, BELOW], NOT_APART).tolist()


def acceptance(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The frame of quality/by_campaign with shrunk_rate, shrunk_low, shrunk_high, house_rate and verdict."""
    events, totals = frame["accepted_count"].to_numpy(), frame["old_enough_count"].to_numpy()
    found = shrunk(events, totals)
    return frame.select(
        pl.exclude("is_young"),
        pl.Series("shrunk_rate", found.rate, nan_to_null=True),
        pl.Series("shrunk_low", found.low, nan_to_null=True),
        pl.Series("shrunk_high", found.high, nan_to_null=True),
        pl.Series("house_rate", np.full(frame.height, found.house), nan_to_null=True),
        pl.Series("verdict", verdicts(events, totals, found), dtype=pl.String),
        "is_young",
    )


def rejects(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/reason_by_campaign with shrunk_share, shrunk_low, shrunk_high, house_share and verdict.

    The share of a reason among the handoffs of each campaign, drawn towards the house's (beta-binomial, by moments).
    """
    events, totals = frame["rejected_count"].to_numpy(), frame["old_enough_count"].to_numpy()
    found = shrunk(events, totals)
    return frame.with_columns(
        pl.Series("shrunk_share", found.rate, nan_to_null=True),
        pl.Series("shrunk_low", found.low, nan_to_null=True),
        pl.Series("shrunk_high", found.high, nan_to_null=True),
        pl.Series("house_share", np.full(frame.height, found.house), nan_to_null=True),
        pl.Series("verdict", verdicts(events, totals, found), dtype=pl.String),
    )


def polarity(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The frame of feedback/by_rep with others_rate, shrunk_rate, shrunk_low, shrunk_high and verdict.

    A person is flagged where the lower limit of their shrunk share of extremes lies 15 points above everybody else's.
    """
    events, totals = frame["extreme_count"].to_numpy(), frame["rating_count"].to_numpy()
    found = shrunk(events, totals)
    left = totals.sum() - totals
    others = np.divide(events.sum() - events, left, out=np.full(len(left), np.nan), where=left > 0)
    is_extreme = found.low > others + EXTREME_MARGIN
    said = np.select([totals < FEWEST_RATINGS, is_extreme], [TOO_FEW, EXTREMES], NOT_EXTREME)
    return frame.with_columns(
        pl.Series("others_rate", others, nan_to_null=True),
        pl.Series("shrunk_rate", found.rate, nan_to_null=True),
        pl.Series("shrunk_low", found.low, nan_to_null=True),
        pl.Series("shrunk_high", found.high, nan_to_null=True),
        pl.Series("verdict", said.tolist(), dtype=pl.String),
    )


def _between(x: np.ndarray, n: np.ndarray, house: float) -> float:
    """Variance of the groups' true rates, what chance explains taken out."""
    filled = n > 0
    x, n = x[filled], n[filled]
    whole = n.sum()
    spare = whole - (n**2).sum() / whole
    if spare <= 0:
        return 0.0
    spread = (n * (x / n - house) ** 2).sum()
    return max(0.0, float((spread - (len(n) - 1) * house * (1 - house)) / spare))
