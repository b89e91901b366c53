"""A change taken apart: what each of several things is worth, averaged over every order in which they could change.

Shapley 1953: the part of i is the sum over subsets S of the others of |S|! (n - |S| - 1)! / n! (f(S and i) - f(S)),
with f(S) the value where those of S are as now and the rest as then. The parts add up to f(all) - f(none) whatever f
is. In rationals they are exact; arrays are taken apart element by element.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import factorial
from typing import Any


def shapley_parts(value: Callable[[int], Any], players: int) -> list[Any]:
    """The part of each player, first to last; `value` is asked once of each subset, a bit a player."""
    values = [value(subset) for subset in range(2**players)]
    parts = []
    for player in range(players):
        bit, part = 1 << player, 0
        for subset in range(2**players):
            if not subset & bit:
                size = subset.bit_count()
                weight = Fraction(factorial(size) * factorial(players - size - 1), factorial(players))
                step = values[subset | bit] - values[subset]
                part = part + (step * weight if isinstance(step, Fraction | int) else step * float(weight))
        parts.append(part)
    return parts


def in_cents(parts: Sequence[Fraction]) -> list[int]:
    """Whole cents that add up to the rounded sum: each the difference of the sums up to it, rounded half to even."""
    sums = [sum(parts[: place + 1], Fraction(0)) for place in range(len(parts))]
    ends = [round(each) for each in sums]
    return [end - before for end, before in zip(ends, [0, *ends], strict=False)]
