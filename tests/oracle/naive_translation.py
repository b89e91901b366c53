"""Whether a weekly measure goes with a weekly outcome, read from the handbook once more: one regression a shift."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

LAGS = list(range(9))
TO_COME = [-1, -2, -3, -4, -5, -6, -7, -8]
WINDOWS = ([0, 1, 2], [3, 4, 5], [6, 7, 8])
PLACEBO = ([-1, -2, -3, -4], [-5, -6, -7, -8])


@dataclass(frozen=True)
class Found:
    """What each window of lags adds up to, how far the shifts of it lie about 0, and its p-value; likewise to come."""

    sums: list[float]
    spreads: list[float]
    p_value: float
    placebo_p_value: float
    lags: dict[int, float]


def link(measure: Sequence[float], outcome: Sequence[float], other_spend: Sequence[float] | None = None) -> Found:
    """Logs; trend, two annual harmonics and other spend out of both; shifted round by 8 weeks or more."""
    weeks = len(measure)
    known = [_known(week, weeks, other_spend) for week in range(weeks)]
    x = _left_over([math.log(1 + value) for value in measure], known)
    y = [math.log(1 + value) for value in outcome]
    spread = sum(value * value for value in x) / weeks - (sum(x) / weeks) ** 2
    shifts = [[x[(week - by) % weeks] for week in range(weeks)] for by in (0, *range(8, weeks - 7))]
    lags = [_fit(one, y, known, spread, [LAGS]) for one in shifts]
    with_future = [_fit(one, y, known, spread, [LAGS, TO_COME]) for one in shifts]
    sums, spreads, p_value = _told(lags, WINDOWS)
    return Found(sums, spreads, p_value, _told(with_future, PLACEBO)[2], lags[0])


def _told(fits: list[dict[int, float]], windows: Sequence[list[int]]) -> tuple[list[float], list[float], float]:
    sums = [[sum(fit[lag] for lag in window) for fit in fits] for window in windows]
    spreads = [math.sqrt(sum(one * one for one in each[1:]) / len(each[1:])) for each in sums]
    alone = [math.erfc(abs(each[0]) / spread / math.sqrt(2)) for each, spread in zip(sums, spreads, strict=True)]
    return [each[0] for each in sums], spreads, 1 - (1 - min(alone)) ** len(windows)


def _known(week: int, weeks: int, other_spend: Sequence[float] | None) -> list[float]:
    year = 365.25 / 7
    waves = [wave(2 * math.pi * times * week / year) for times in (1, 2) for wave in (math.sin, math.cos)]
    return [1.0, week / weeks, *waves, *([math.log(1 + other_spend[week])] if other_spend is not None else [])]


def _left_over(values: list[float], known: list[list[float]]) -> list[float]:
    fitted = np.linalg.lstsq(np.array(known), np.array(values), rcond=1e-10)[0]
    return [value - float(np.dot(row, fitted)) for value, row in zip(values, known, strict=True)]


def _fit(
    x: list[float], y: list[float], known: list[list[float]], spread: float, blocks: list[list[int]]
) -> dict[int, float]:
    """Lags and controls in one regression; rows of nothing but the penalty hold neighbouring lags together."""
    places = [lag for block in blocks for lag in block]
    weeks = range(8, len(x) + min(0, *places))
    rows = [[x[week - lag] for lag in places] + known[week] for week in weeks]
    answers = [y[week] for week in weeks]
    weight = math.sqrt(0.1 * len(weeks) * spread)
    for block in blocks:
        for left, right in zip(block, block[1:], strict=False):
            step = [0.0] * len(rows[0])
            step[places.index(left)], step[places.index(right)] = -weight, weight
            rows.append(step)
            answers.append(0.0)
    found = np.linalg.lstsq(np.array(rows), np.array(answers), rcond=1e-10)[0]
    return {lag: float(value) for lag, value in zip(places, found, strict=False)}


def per_thousand(total: float, measure: Sequence[float], outcome: Sequence[float]) -> float:
    """By how much the outcome is larger for a thousand units above a quiet week, that of the lowest tenth."""
    quiet = float(np.quantile(np.array(measure, dtype=float), 0.1))
    above = [max(value - quiet, 0) for value in measure]
    times = [((1 + max(value, quiet)) / (1 + quiet)) ** total for value in measure]
    mean = sum(times) / len(times)
    gained = (1 + sum(outcome) / len(outcome)) * (mean - 1) / mean
    return 1000 * gained / (sum(above) / len(above))


def family(links: dict[str, Found]) -> dict[str, float]:
    """The share of false ones among those that look as clear or clearer, for the measures of one outcome."""
    ordered = sorted(links, key=lambda name: links[name].p_value, reverse=True)
    shares, least = {}, 1.0
    for place, name in enumerate(ordered):
        least = min(least, links[name].p_value * len(ordered) / (len(ordered) - place))
        shares[name] = least
    return shares


def clearest(found: Found) -> int:
    """The window farthest from nothing, in what shifts of it lie about."""
    far = [abs(value / spread) for value, spread in zip(found.sums, found.spreads, strict=True)]
    return far.index(max(far))


def would_see(found: Found, tested: int) -> float:
    """What would pass alone among so many, four times in five, whichever window it fell into."""
    normal = NormalDist()
    each = 1 - (1 - 0.10 / tested) ** (1 / 3)
    return (normal.inv_cdf(1 - each / 2) + normal.inv_cdf(0.8)) * max(found.spreads)
