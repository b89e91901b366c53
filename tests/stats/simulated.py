"""Companies made up of nothing but deals, or of nothing but groups: what intervals are for is known in them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.stats.money_intervals import PART, limits, next_limits, sums_of
from overlap.stats.partial_pooling import shrunk


@dataclass(frozen=True)
class Held:
    """How many intervals were printed of how many, and how many of the printed ones hold what they are for."""

    asked: int
    printed: int
    average: int
    next: int


def sums_held(deals: float, log_sd: float, is_split: bool, times: int, seed: int) -> Held:
    """Periods with a Poisson number of log-normal deals, a share of each credited; all deals are of one kind."""
    chance = np.random.default_rng(seed)
    mean = deals * np.exp(log_sd**2 / 2) * (0.5 if is_split else 1.0)
    rows, nexts = [], []
    for _ in range(times):
        (cents, sizes), (later, _) = (_period(chance, deals, log_sd, is_split) for _ in range(2))
        rows.append(_sums(cents, sizes))
        nexts.append(later.sum())
    sums = sums_of(pl.Series(rows))
    (low, high), (next_low, next_high) = limits(sums), next_limits(sums)
    printed, later = ~np.isnan(low), np.array(nexts)
    return Held(
        times,
        int(printed.sum()),
        int(((low <= mean) & (mean <= high)).sum()),
        int(((next_low <= later) & (later <= next_high)).sum()),
    )


def rates_held(groups: int, spread: float, times: int, seed: int) -> tuple[float, float]:
    """The share of pooled intervals that hold their group's true rate, and of companies with any group told apart."""
    chance, held, flagged = np.random.default_rng(seed), [], 0
    for _ in range(times):
        totals = np.exp(chance.uniform(np.log(20), np.log(900), groups)).astype(int)
        truth = np.clip(0.3 + spread * chance.standard_normal(groups), 0.01, 0.99)
        events = chance.binomial(totals, truth)
        found = shrunk(events, totals)
        held.append(((found.low <= truth) & (truth <= found.high)).mean())
        enough = (totals >= 30) & (events >= 10)
        flagged += bool((enough & ((found.low > found.house) | (found.high < found.house))).any())
    return float(np.mean(held)), flagged / times


def _period(chance: np.random.Generator, deals: float, log_sd: float, is_split: bool) -> tuple[np.ndarray, np.ndarray]:
    """What each deal gives, and the size expected of its part: the group is one of ten of a company's period."""
    amounts = np.exp(chance.normal(0, log_sd, chance.poisson(deals)))
    others = np.exp(chance.normal(0, log_sd, chance.poisson(9 * deals)))
    every = np.concatenate([amounts, others])
    shares = chance.beta(1, 1, len(amounts)) if is_split else np.ones(len(amounts))
    size = np.sqrt((every**2).mean()) if len(every) else 0.0
    return amounts * shares, shares * size


def _sums(cents: np.ndarray, sizes: np.ndarray) -> dict[str, float]:
    given = (
        float(cents.sum()), float((cents**2).sum()), float((sizes**2).sum()), float(cents.max(initial=0)),
        float(len(cents)),
    )  # fmt: skip
    return {f"given_{name}": value for name, value in zip(PART, given, strict=True)} | {
        f"back_{name}": 0.0 for name in PART
    }
