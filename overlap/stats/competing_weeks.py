"""The chance that something ends in one of two ways within some weeks: weekly hazards from risk sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

LEAST_EVENTS = 10


@dataclass(frozen=True)
class RiskSets:
    """Groups (of ages) x weeks: how many were at risk at a week's start, and ended in it by winning, or by losing."""

    at_risk: np.ndarray
    won: np.ndarray
    lost: np.ndarray

    def __add__(self, other: "RiskSets") -> "RiskSets":
        return RiskSets(self.at_risk + other.at_risk, self.won + other.won, self.lost + other.lost)

    @property
    def events(self) -> np.ndarray:
        """Ends of either kind."""
        return self.won + self.lost

    @property
    def together(self) -> "RiskSets":
        """All groups as one."""
        return RiskSets(*(part.sum(axis=0, keepdims=True) for part in (self.at_risk, self.won, self.lost)))


@dataclass(frozen=True)
class Hazards:
    """Groups x weeks: the chance of each end in a week, for what has lived up to it."""

    won: np.ndarray
    lost: np.ndarray


def hazards(seen: RiskSets, fallback: Sequence[RiskSets]) -> Hazards | None:
    """Of cells of neighbouring groups, each merged until it holds `LEAST_EVENTS` events; the rest joins the last one.

    Weeks are not merged: the chance to be won is then Aalen and Johansen's. A mean over quiet weeks and busy ones told
    twice as many wins of deals that none of their kind ends so early. Weeks that nothing has lived to yet have the mean
    of the others. With too few events in all, those of the first of `fallback` that has enough stand for every group;
    None where none has.
    """
    for whole in chain([seen], (each.together for each in fallback)):
        if whole.events.sum() >= LEAST_EVENTS:
            found = _of_groups(whole)
            rows = np.zeros(len(seen.at_risk), dtype=int) if whole is not seen else slice(None)
            return Hazards(found.won[rows], found.lost[rows])
    return None


def chances_won(found: Hazards, weeks: float, shocks: np.ndarray) -> np.ndarray:
    """Shocks x groups: of being won within a number of weeks, the last one a part.

    A shock is added to the logit of every week's chance of winning; losing keeps its share of those not won.
    """
    return np.asarray(_within(found, shocks, weeks)[-1])


def chances_by_week(found: Hazards, weeks: float, shocks: np.ndarray) -> np.ndarray:
    """Weeks + 1 x shocks x groups: of being won within 0, 1, 2, ... whole weeks, last within `weeks` themselves."""
    return _within(found, shocks, weeks)


def _within(found: Hazards, shocks: np.ndarray, weeks: float) -> np.ndarray:
    lengths = np.minimum(1.0, weeks - np.arange(int(np.ceil(weeks))))
    places = np.minimum(np.arange(len(lengths)), found.won.shape[1] - 1)
    odds = np.exp(shocks)[:, None, None]
    won = found.won[None, :, places]
    shocked = won * odds / (1 - won + won * odds)
    lost = np.divide(found.lost[None, :, places], 1 - won, out=np.zeros_like(won), where=won < 1) * (1 - shocked)
    alive = np.ones(shocked.shape[:2])
    within = np.zeros((len(lengths) + 1, *alive.shape))
    for week, length in enumerate(lengths):
        within[week + 1] = within[week] + alive * shocked[..., week] * length
        alive = alive * (1 - (shocked[..., week] + lost[..., week]) * length)
    return within


def _of_groups(seen: RiskSets) -> Hazards:
    cells = _merged(seen.events.sum(axis=1))
    firsts, sizes = [first for first, _ in cells], [last - first for first, last in cells]
    sets = np.add.reduceat(np.stack([seen.at_risk, seen.won, seen.lost]), firsts, axis=1)
    at_risk, ended = sets[0], sets[1:]
    everywhere = (ended.sum(axis=-1) / at_risk.sum(axis=-1))[..., None] * np.ones(at_risk.shape)
    found = np.divide(ended, at_risk, out=everywhere, where=at_risk > 0)
    return Hazards(*np.repeat(found, sizes, axis=1))


def _merged(events: np.ndarray) -> list[tuple[int, int]]:
    """Neighbours in cells of at least `LEAST_EVENTS`, as (first, behind the last)."""
    cells, start, inside = [], 0, 0.0
    for place, number in enumerate(events.tolist(), start=1):
        inside += number
        if inside >= LEAST_EVENTS:
            cells.append((start, place))
            start, inside = place, 0.0
    if start < len(events):
        cells[-1:] = [(cells[-1][0] if cells else 0, len(events))]
    return cells
