"""Weeks of companies made up of nothing but a measure and an outcome, both with a memory, a season and growth."""

import numpy as np

from overlap.stats.circular_shift import YEAR


def memory(chance: np.random.Generator, weeks: int, keeps: float) -> np.ndarray:
    """Noise of standard deviation 1 of which `keeps` is left after a week."""
    noise = chance.standard_normal(weeks + 50)
    for week in range(1, len(noise)):
        noise[week] = keeps * noise[week - 1] + np.sqrt(1 - keeps**2) * noise[week]
    return noise[50:]


def measured(chance: np.random.Generator, weeks: int, keeps: float) -> np.ndarray:
    """About 450 units a week."""
    week = np.arange(weeks)
    season = 0.2 * np.sin(2 * np.pi * week / YEAR + 1)
    return np.floor(np.exp(6 + 0.3 * week / weeks + season + 0.3 * memory(chance, weeks, keeps)))


def outcomes(chance: np.random.Generator, weeks: int, keeps: float, extra: np.ndarray | None = None) -> np.ndarray:
    """About 38 a week, and as many more as `extra` says."""
    week = np.arange(weeks)
    season = 0.15 * np.sin(2 * np.pi * week / YEAR)
    mean = 35 * np.exp(0.2 * week / weeks + season + 0.2 * memory(chance, weeks, keeps))
    return chance.poisson(mean + (0 if extra is None else extra)).astype(float)


def later(measure: np.ndarray, lag: int, each: float) -> np.ndarray:
    """What a unit brings, `lag` weeks later."""
    return each * np.concatenate([np.zeros(lag), measure[: len(measure) - lag]])
