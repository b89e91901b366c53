"""Why a group's rate differs from everybody's: how much goes with its mix of each factor, and what is left unexplained.

Oaxaca 1973, Blinder 1973. A linear model of the outcome on all factors at once, each value a column, is fitted to the
records outside the group (ridge 1 on all but the intercept). The part of a factor is the difference of its mean effect
in the group and among everybody; as the model is linear, the parts do not depend on an order. What the mix of no factor
explains is left: gap = sum of parts + unexplained, exactly. Of a value that nobody outside the group has no effect is
known: mixes are compared over the others, and what goes with it is left unexplained.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

Z = 1.96
RIDGE = 1.0


@dataclass(frozen=True)
class Cells:
    """Records alike in everything: `values` has a code (0, 1, ...) a factor, `is_mine` marks the group's."""

    values: np.ndarray
    is_mine: np.ndarray
    records: np.ndarray
    events: np.ndarray


@dataclass(frozen=True)
class Part:
    """A part of the gap, as a difference of rates, with its 95% interval; of no width where nothing is known of it."""

    size: float
    low: float
    high: float


@dataclass(frozen=True)
class Parts:
    """The gap, the part of each factor in their order, and what is left."""

    gap: Part
    factors: Sequence[Part]
    unexplained: Part


def parted(cells: Cells) -> Parts | None:
    """The gap of the group's rate to that of all cells taken apart; None without records in the group or outside it."""
    mine, others = cells.is_mine, ~cells.is_mine
    if not cells.records[mine].sum() or not cells.records[others].sum():
        return None
    columns, factor = _columns(cells.values)
    inverse, effects, spread = _fitted(columns[others], cells.records[others], cells.events[others])
    number = float(cells.records[mine].sum())
    means = [np.average(columns[which], axis=0, weights=cells.records[which]) for which in (mine, mine | others)]
    is_seen = np.average(columns[others], axis=0, weights=cells.records[others]) > 0
    distance = np.zeros(len(factor))
    for place in range(cells.values.shape[1]):
        known = (factor == place) & is_seen
        own, all_of_it = means[0][known], means[1][known]
        distance[known] = own - all_of_it * (own.sum() / all_of_it.sum())
    gap = cells.events[mine].sum() / number - cells.events.sum() / cells.records.sum()
    blocks = [np.where(factor == place, distance, 0.0) for place in range(cells.values.shape[1])]
    factors = [_part(float(block @ effects), spread * float(block @ inverse @ block)) for block in blocks]
    left = gap - sum(part.size for part in factors)
    noise = spread / number
    doubt = noise + spread * float(distance @ inverse @ distance)
    return Parts(_part(float(gap), noise), factors, _part(float(left), doubt))


def _columns(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """An intercept and a column for each value of each factor; to which factor each column belongs (-1: none)."""
    blocks, factor = [np.ones((len(values), 1))], [np.array([-1])]
    for place in range(values.shape[1]):
        codes = values[:, place]
        blocks.append((codes[:, None] == np.arange(codes.max(initial=0) + 1)).astype(float))
        factor.append(np.full(blocks[-1].shape[1], place))
    return np.hstack(blocks), np.concatenate(factor)


def _fitted(columns: np.ndarray, records: np.ndarray, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """The inverse of X'X + ridge, the effects, and the variance of an outcome about what the model says."""
    ridge = np.diag([0.0, *[RIDGE] * (columns.shape[1] - 1)])
    factor = cho_factor(columns.T @ (columns * records[:, None]) + ridge)
    effects = cho_solve(factor, columns.T @ events)
    said = columns @ effects
    squares = float((events * (1 - 2 * said) + records * said**2).sum())
    return cho_solve(factor, np.eye(len(effects))), effects, squares / float(records.sum())


def _part(size: float, variance: float) -> Part:
    width = Z * float(np.sqrt(variance))
    return Part(size, size - width, size + width)
