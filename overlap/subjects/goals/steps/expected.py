"""What deals are expected to bring within some days, with the variance of independent deals: now and in the past."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from overlap.stats.common_shock import Past
from overlap.stats.competing_weeks import Hazards, chances_by_week, chances_won
from overlap.subjects.goals.steps.deal_hazards import WEEK, DealEnds
from overlap.subjects.goals.steps.known_then import Known, known
from overlap.subjects.goals.steps.scope_facts import Deals, ScopeFacts

_NEAR = 1e-4  # of the logit
_NUDGE = 0.5  # of a shock, for how far it moves the mean


@dataclass(frozen=True)
class Chances:
    """Of being won: `of_open` shocks x kinds x stages x ages within the days to go, `of_new` kinds x shocks x weeks."""

    of_open: np.ndarray
    of_new: np.ndarray


def chances(found: Sequence[Sequence[Hazards]], days: int, shocks: np.ndarray) -> Chances:
    """From the hazards of each kind and stage, `opened` the last; a new deal comes in the middle of its week."""
    weeks = days / WEEK
    every = [[(each.won, each.lost) for each in of_kind] for of_kind in found]
    shape = (len(found), len(found[0]), *found[0][0].won.shape)
    together = Hazards(
        *(np.array([[each[end] for each in kind] for kind in every]).reshape(-1, shape[-1]) for end in (0, 1))
    )
    of_open = chances_won(together, weeks, shocks).reshape(len(shocks), *shape[:-1])
    opened = Hazards(*(np.array([kind[-1][end][0] for kind in every]) for end in (0, 1)))
    by_week = chances_by_week(opened, weeks, shocks)
    known_at = np.minimum(np.arange(len(by_week)), weeks)
    lengths = np.diff(known_at)
    left = weeks - np.arange(len(lengths)) - lengths / 2
    at = np.interp(left, known_at, np.arange(len(by_week)))
    below, part = at.astype(int), (at - at.astype(int))[:, None, None]
    above = np.minimum(below + 1, len(by_week) - 1)
    of_new = by_week[below] * (1 - part) + by_week[above] * part
    return Chances(of_open, np.transpose(of_new, (2, 1, 0)))


def chances_then(ends: DealEnds, origins: Iterable[int], days: int) -> dict[int, Chances]:
    """Those of each origin, without a shock and with some of one; none where too few deals had ended."""
    found = {origin: hazards for origin in origins if (hazards := ends.hazards(origin))}
    return {origin: chances(hazards, days, np.array([0.0, _NUDGE])) for origin, hazards in found.items()}


def mean_kept(found: Sequence[Sequence[Hazards]], days: int, shocks: np.ndarray, deals: Deals, at: Known) -> np.ndarray:
    """The shocks, all moved until they bring on average what is expected without one.

    The hazards are those of deals that have had their periods' shocks: a shock makes what comes less certain, not more.
    """
    highest = max(0.0, float(np.abs(shocks).max()))
    without = _brought(found, days, np.zeros(1), deals, at)
    if highest == 0 or without <= 0:
        return shocks
    moved = brentq(lambda by: _brought(found, days, shocks + by, deals, at) - without, -highest, highest, xtol=_NEAR)
    return shocks + float(moved)  # pyright: ignore[reportArgumentType]


def _brought(found: Sequence[Sequence[Hazards]], days: int, shocks: np.ndarray, deals: Deals, at: Known) -> float:
    return float(_mean_and_variance(deals, at, chances(found, days, shocks))[0].mean())


def past(ends: DealEnds, facts: ScopeFacts, days: int, then: Mapping[int, Chances]) -> tuple[list[int], Past]:
    """What each month's start would have forecast for as many days, and what came."""
    origins, rows = [], []
    for origin, found in then.items():
        at = known(facts, len(ends.kinds), origin, days, found.of_open[0])
        if at is None or origin not in facts.came or origin not in facts.open_then:
            continue
        mean, variance = _mean_and_variance(facts.open_then[origin], at, found)
        if mean[0] > 0:
            origins.append(origin)
            rows.append((mean[0], variance[0], (mean[1] - mean[0]) / _NUDGE, facts.came[origin]))
    return origins, Past(*np.array(rows, dtype=float).reshape(-1, 4).T)


def of_open(deals: Deals, found: Chances) -> np.ndarray:
    """Shocks x rows: the chance of the deals of each row."""
    return found.of_open[:, deals.kind, deals.stage, deals.age]


def of_new(at: Known, kind: int, found: Chances) -> tuple[np.ndarray, np.ndarray]:
    """By shock: how many new deals of a kind are expected to be won, and the square of the variation of their rate."""
    return at.arrivals[kind].thinned(found.of_new[kind])


def _mean_and_variance(deals: Deals, at: Known, found: Chances) -> tuple[np.ndarray, np.ndarray]:
    """By shock, of what open and new deals bring."""
    won = of_open(deals, found)
    of_kind = at.moments
    ratio, ratio_square = of_kind.ratio[deals.kind], of_kind.ratio_square[deals.kind]
    usual, usual_square = of_kind.usual[deals.kind], of_kind.usual_square[deals.kind]
    first = deals.cents * ratio + deals.unpriced * usual
    second = deals.squared * ratio_square + deals.unpriced * usual_square
    mean = won @ first
    variance = won @ second - won**2 @ (deals.squared * ratio**2 + deals.unpriced * usual**2)
    for kind, (soon, soon_square) in enumerate(zip(of_kind.soon, of_kind.soon_square, strict=True)):
        number, spread = of_new(at, kind, found)
        mean = mean + number * soon
        variance = variance + number * soon_square + (number * soon) ** 2 * spread
    return mean, variance
