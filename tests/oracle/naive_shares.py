"""Shares of groups by the handbook: partial pooling over a grid of what may be true, and what may be said of them."""

from collections.abc import Sequence
from math import exp, lgamma, log, sqrt

from scipy.stats import beta

Drawn = tuple[float | None, float | None, float | None, float | None]
STRENGTHS = [10 ** (5 * step / 24) for step in range(25)]  # 1 to 100,000
WIDEST = 4.0  # wider steps on the logit scale would miss where the rate of rare events lies
STEPS = [-3.5 + 7 * step / 16 for step in range(17)]  # standard deviations about the pooled rate


def shrunk(groups: Sequence[tuple[int, int]], company: Sequence[tuple[int, int]] | None = None) -> list[Drawn]:
    """For each group of (events, records): the overall share, its own pooled one, and the two limits.

    `company` are all its groups before filters, which say what the overall share is and how far groups differ.
    """
    filled = [(x, n) for x, n in (groups if company is None else company) if n]
    if not filled:
        return [(None, None, None, None)] * len(groups)
    overall = sum(x for x, _ in filled) / sum(n for _, n in filled)
    if len(filled) == 1:
        return [_of_beta(overall, x + 0.5, n - x + 0.5) if n else (overall, None, None, None) for x, n in groups]
    worlds = _worlds(filled)
    return [_pooled(overall, x, n, worlds) if n else (overall, None, None, None) for x, n in groups]


def _worlds(filled: Sequence[tuple[int, int]]) -> list[tuple[float, float, float]]:
    """What may be true, as (weight, strength, rate): the weights add up to one."""
    records = sum(n for _, n in filled)
    about = (sum(x for x, _ in filled) + 0.5) / (records + 1)
    found = []
    for strength in STRENGTHS:
        one = about * (1 - about)
        sd = min(WIDEST, sqrt(1 / (one * records) + 1 / (len(filled) * one * (1 + strength))))
        for step in STEPS:
            logit = log(about / (1 - about)) + step * sd
            rate = 1 / (1 + exp(-logit))
            other = 1 / (1 + exp(logit))
            a, b = strength * rate, strength * other
            said = sum(_log_beta(x + a, n - x + b) - _log_beta(a, b) for x, n in filled)
            found.append((said - 1.5 * log(1 + strength) + log(strength * rate * other * sd), strength, rate))
    most = max(logged for logged, _, _ in found)
    whole = sum(exp(logged - most) for logged, _, _ in found)
    return [(exp(logged - most) / whole, strength, rate) for logged, strength, rate in found]


def _pooled(overall: float, x: int, n: int, worlds: Sequence[tuple[float, float, float]]) -> Drawn:
    at = [(weight, (x + strength * rate) / (n + strength), n + strength) for weight, strength, rate in worlds]
    mean = sum(weight * rate for weight, rate, _ in at)
    variance = sum(weight * (rate * (1 - rate) / (size + 1) + (rate - mean) ** 2) for weight, rate, size in at)
    worth = mean * (1 - mean) / variance - 1
    return _of_beta(overall, mean * worth, (1 - mean) * worth)


def _of_beta(overall: float, a: float, b: float) -> Drawn:
    return overall, a / (a + b), float(beta.ppf(0.025, a, b)), float(beta.ppf(0.975, a, b))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def verdict(events: int, total: int, house: float | None, low: float | None, high: float | None) -> str:
    """A group has a place from 30 records and 10 events on, if its interval leaves the house out."""
    if total < 30 or events < 10 or house is None or low is None or high is None:
        return "too few to tell"
    if low > house:
        return "above company average"
    return "below company average" if high < house else "about average"
