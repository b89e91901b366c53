"""Means of groups pooled in part by the same prior as shares, in plain Python: what stars are drawn by."""

from collections.abc import Sequence
from math import exp, log, log1p, sqrt

from naive_shares import STRENGTHS

Drawn = tuple[float, float, float]


def drawn(groups: Sequence[tuple[float, int]], within: float) -> list[Drawn | None]:
    """For each group of (mean, records) its pooled mean and two limits; `within` is the variance inside groups."""
    filled = [(y, n) for y, n in groups if n]
    if len(filled) == 1:
        return [_about(y, within / n) if n else None for y, n in groups]
    worlds = []
    for strength in STRENGTHS:
        weights = [1 / (within * (1 / n + 1 / strength)) for _, n in filled]
        whole = sum(weights)
        centre = sum(w * y for w, (y, _) in zip(weights, filled, strict=True)) / whole
        far = sum(w * (y - centre) ** 2 for w, (y, _) in zip(weights, filled, strict=True))
        said = (sum(log(w) for w in weights) - log(whole) - far) / 2
        worlds.append((said - 1.5 * log1p(strength) + log(strength), strength, centre, whole))
    most = max(world[0] for world in worlds)
    total = sum(exp(world[0] - most) for world in worlds)
    found: list[Drawn | None] = []
    for y, n in groups:
        if not n:
            found.append(None)
            continue
        at = [
            (exp(logged - most) / total, (n * y + m * centre) / (n + m), within / (n + m) + (m / (n + m)) ** 2 / whole)
            for logged, m, centre, whole in worlds
        ]
        mean = sum(weight * value for weight, value, _ in at)
        found.append(_about(mean, sum(weight * (own + (value - mean) ** 2) for weight, value, own in at)))
    return found


def _about(mean: float, variance: float) -> Drawn:
    return mean, mean - 1.96 * sqrt(variance), mean + 1.96 * sqrt(variance)
