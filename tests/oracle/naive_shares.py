"""Shares of groups by the handbook: drawn towards the house by beta-binomial moments, and what may be said of them."""

from collections.abc import Sequence

from scipy.stats import beta

Drawn = tuple[float | None, float | None, float | None, float | None]


def shrunk(groups: Sequence[tuple[int, int]]) -> list[Drawn]:
    """For each group of (events, records): the house's share, its own shrunk one, and the two limits."""
    filled = [(x, n) for x, n in groups if n]
    total = sum(n for _, n in filled)
    if not total:
        return [(None, None, None, None)] * len(groups)
    p = sum(x for x, _ in filled) / total
    spread = sum(n * (x / n - p) ** 2 for x, n in filled)
    spare = total - sum(n * n for _, n in filled) / total
    tau2 = max(0.0, (spread - (len(filled) - 1) * p * (1 - p)) / spare) if len(filled) > 1 else 0.0
    if tau2 < 1e-12:
        return [(p, p, p, p)] * len(groups)
    m = max(1.0, p * (1 - p) / tau2 - 1)
    return [(p, (x + m * p) / (n + m), *_limits(x + m * p, n - x + m * (1 - p))) for x, n in groups]


def _limits(a: float, b: float) -> tuple[float, float]:
    return float(beta.ppf(0.025, a, b)), float(beta.ppf(0.975, a, b))


def verdict(events: int, total: int, house: float | None, low: float | None, high: float | None) -> str:
    """A group has a place from 30 records and 10 events on, if its interval leaves the house out."""
    if total < 30 or events < 10 or house is None or low is None or high is None:
        return "too few to tell"
    if low > house:
        return "above the house"
    return "below the house" if high < house else "not told apart from the house"
