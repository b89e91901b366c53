"""Whether one weekly series goes with another some weeks later: lags smoothed by ridge, tested by circular shifts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

LAGS = 8  # weeks a measure may take to show
WINDOWS = ((0, 2), (3, 5), (6, 8))  # lags that are told together
TO_COME = ((1, 4), (5, 8))  # weeks that had not come yet: the placebo
FEWEST_WEEKS = 52
YEAR = 365.25 / 7  # weeks
POWER = 0.80
LEVEL = 0.05  # of intervals and of the placebo
_SMOOTH = (
    0.1  # holds neighbouring lags together, in weeks times the variance of the measure; at 1, sizes at an edge were low
)
_NEARLY = 1e-9  # keeps a system solvable where two lags are the same
_NO_CHANGE = 1e-6


@dataclass(frozen=True)
class Sums:
    """What the lags of each window add up to, in logs (about elasticities), with the spread of the circular shifts."""

    values: np.ndarray
    spreads: np.ndarray

    def p_value(self) -> float:
        """That of the window farthest from 0, paid for by the number of windows (Sidak 1967).

        Each is held against a normal distribution with the spread of its shifts: neighbouring shifts are alike, so
        their ranks cannot tell a hundredth, and a family of tests needs it.
        """
        smallest = float(2 * ndtr(-np.abs(self.values / self.spreads).max()))
        return 1 - (1 - smallest) ** len(self.values)

    def clearest(self) -> int:
        """The window farthest from 0, counted in its spread."""
        return int(np.abs(self.values / self.spreads).argmax())

    def would_see(self, level: float) -> float:
        """What a window must add up to, whichever it is, to pass a test at `level` with the probability `POWER`."""
        each = 1 - (1 - level) ** (1 / len(self.values))
        return float((ndtri(POWER) - ndtri(each / 2)) * self.spreads.max())


@dataclass(frozen=True)
class Shifted:
    """A measure's windows, the placebo, and the single lags with the half-width of their 95% interval."""

    windows: Sums
    placebo: Sums
    lags: np.ndarray  # 0 to 8, then 1 to 8 weeks to come
    half_widths: np.ndarray


def controls(weeks: int, other_spend: np.ndarray | None = None) -> np.ndarray:
    """What is taken out of both: level, trend, two annual harmonics, the log of other channels' spend."""
    week = np.arange(weeks)
    turns = [2 * np.pi * harmonic * week / YEAR for harmonic in (1, 2)]
    columns = [np.ones(weeks), week / weeks, *(wave(turn) for turn in turns for wave in (np.sin, np.cos))]
    if other_spend is not None:
        columns.append(np.log1p(np.maximum(other_spend, 0)))
    return np.stack(columns, axis=1)


def shifted(measure: np.ndarray, outcome: np.ndarray, other_spend: np.ndarray | None = None) -> Shifted | None:
    """The fit of log(1 + outcome) on lags of log(1 + measure), and on those of every circular shift by 8 weeks or more.

    Series of one length, a value a week. The controls are taken out of the measure, which is then shifted, and out of
    every lag and the outcome in the weeks that have all of them. Neighbouring lags are held together by a penalty on
    the squares of their differences, so that their sum is not drawn to 0. The placebo is the part of 8 weeks to come in
    a fit with the lags. None with under `FEWEST_WEEKS`, or where one does not vary beyond the controls.
    """
    weeks = len(measure)
    if weeks < FEWEST_WEEKS:
        return None
    held = controls(weeks, other_spend)
    own, after = _without(held)(np.log1p(np.maximum(measure, 0))), np.log1p(np.maximum(outcome, 0))
    if own.std() < _NO_CHANGE or _without(held)(after).std() < _NO_CHANGE:
        return None
    before = tuple(range(LAGS + 1))
    lags = _fits(own, after, held, (before,))
    both = _fits(own, after, held, (before, tuple(range(-1, -LAGS - 1, -1))))
    single = np.concatenate([lags, both[:, LAGS + 1 :]], axis=1)
    return Shifted(
        windows=_sums(lags, WINDOWS),
        placebo=_sums(both, tuple((LAGS + first, LAGS + last) for first, last in TO_COME)),
        lags=single[0],
        half_widths=-float(ndtri(LEVEL / 2)) * _spread(single),
    )


def _fits(own: np.ndarray, after: np.ndarray, held: np.ndarray, blocks: tuple[tuple[int, ...], ...]) -> np.ndarray:
    """Coefficients of every shift, shifts x lags, none first; lags below 0 are weeks to come."""
    weeks, offsets = len(own), np.array([lag for block in blocks for lag in block])
    rows = np.arange(LAGS, weeks + min(int(offsets.min()), 0))
    clear = _without(held[rows])
    shifts = np.array([0, *range(LAGS, weeks - LAGS + 1)])
    moved = own[(np.arange(weeks) - shifts[:, None]) % weeks]  # np.roll by every shift
    lagged = clear(moved[:, rows[:, None] - offsets[None, :]])
    across = np.swapaxes(lagged, 1, 2)
    penalty = len(rows) * float(own.var()) * (_SMOOTH * _roughness(blocks) + _NEARLY * np.eye(len(offsets)))
    return np.linalg.solve(across @ lagged + penalty, (across @ clear(after[rows]))[:, :, None])[:, :, 0]


def _roughness(blocks: tuple[tuple[int, ...], ...]) -> np.ndarray:
    """The squares of differences between neighbours of one block."""
    steps = np.diff(np.eye(sum(map(len, blocks))), axis=0)
    steps = np.delete(steps, np.cumsum([len(block) for block in blocks])[:-1] - 1, axis=0)
    return steps.T @ steps


def _sums(fits: np.ndarray, windows: tuple[tuple[int, int], ...]) -> Sums:
    added = np.stack([fits[:, first : last + 1].sum(axis=1) for first, last in windows], axis=1)
    return Sums(added[0], _spread(added))


def _spread(fits: np.ndarray) -> np.ndarray:
    """Of the shifts about 0, where a measure that goes with nothing lies."""
    return np.sqrt((fits[1:] ** 2).mean(axis=0))


def _without(held: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Takes the controls out of an array whose last axis but one (or only one) is weeks."""
    basis, strength, _ = np.linalg.svd(held, full_matrices=False)
    basis = basis[:, strength > strength[0] * 1e-10]
    return lambda series: series - basis @ (basis.T @ series)
