"""Who earned what part of a deal by CREDIT 2: each model as its sentence says it, in fractions that add up to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from naive_touches import Path

Model = Literal[
    "first", "last", "linear", "position", "u_shaped", "w_shaped", "full_path", "custom",
    "time_decay", "shapley", "markov",
]  # fmt: skip
PARTS = ("first", "lead", "opportunity", "last", "rest")
BY_PARTS: Mapping[str, tuple[int, ...]] = {
    "first": (1, 0, 0, 0, 0),
    "last": (0, 0, 0, 1, 0),
    "linear": (0, 0, 0, 0, 1),
    "position": (40, 0, 0, 40, 20),
    "u_shaped": (40, 40, 0, 0, 20),
    "w_shaped": (30, 30, 30, 0, 10),
    "full_path": (225, 225, 225, 225, 100),
}


@dataclass(frozen=True)
class Rules:
    """What a model may need beside the path: the half-life in days, removal effects as integers, weights of our own."""

    half_life_days: Fraction
    removal: Mapping[str, int]
    custom: tuple[int, ...]


def parts(model: Model, path: Path, rules: Rules) -> list[Fraction]:
    """The part of the deal that each touch of a path earns, oldest first."""
    if model == "time_decay":
        weights = [decayed(age // 86400, rules.half_life_days) for age in path.ages]
    elif model == "shapley":
        weights = _once(path, dict.fromkeys(path.campaigns, 1))
    elif model == "markov":
        weights = _once(path, {name: rules.removal.get(name or "", 1) for name in path.campaigns})
    else:
        return by_parts(rules.custom if model == "custom" else BY_PARTS[model], path)
    return [Fraction(weight, sum(weights)) for weight in weights]


def by_parts(weights: tuple[int, ...], path: Path) -> list[Fraction]:
    """The parts that exist keep their weights, divided by their sum; all touches at no such place share the rest."""
    count, rest = len(path.touches), weights[-1]
    places = (0, path.lead, path.opportunity, count - 1)
    marked = [(place, weight) for place, weight in zip(places, weights, strict=False) if weight and place is not None]
    others = set(range(count)) - {place for place, _ in marked}
    total = sum(weight for _, weight in marked) + (rest if others else 0)
    earned = [Fraction(rest, total * len(others)) if place in others else Fraction(0) for place in range(count)]
    for place, weight in marked:
        earned[place] += Fraction(weight, total)
    return earned


def decayed(days: int, half_life_days: Fraction) -> int:
    """max(1, floor(65536 / 2^(days / H) + 1/2)), without a float.

    It is the largest w with w - 1/2 <= 2^(16 - d/H), that is (2w - 1)^p <= 2^(17p - dq) for H = p/q.
    """
    above, below = half_life_days.numerator, half_life_days.denominator
    exponent = 17 * above - days * below
    if exponent <= 0:
        return 1
    low, high = 1, 65536
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if (2 * middle - 1) ** above <= 1 << exponent else (low, middle - 1)
    return low


def _once(path: Path, weights: Mapping[str | None, int]) -> list[int]:
    """A campaign's weight on its newest touch, nothing on its others."""
    newest = {campaign_id: place for place, campaign_id in enumerate(path.campaigns)}
    return [
        weights[campaign_id] if newest[campaign_id] == place else 0 for place, campaign_id in enumerate(path.campaigns)
    ]
