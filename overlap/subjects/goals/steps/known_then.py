"""What is known of a goal's deals on a day: arrivals by kind, amounts, those won soon, and how they were resized."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from overlap.stats.weekly_arrivals import RECENT, Arrivals, arrivals
from overlap.subjects.goals.steps.deal_hazards import EPOCH, WEEK
from overlap.subjects.goals.steps.scope_facts import Amounts, ScopeFacts
from overlap.subjects.goals.steps.won_in_time import won_in_time

FEWEST_AMOUNTS = 5
MOST_AMOUNTS = 200  # the latest
_RESIZED = (0.1, 10.0)  # an amount of 1 that stood for none would else be a thousandfold rise
_HALF = 0.5  # a week that is not over when a deal ends, on average
_MIDDLE = 3  # of a week, whose month it counts for


@dataclass(frozen=True)
class Soon:
    """Amounts of deals won within the days to go of being opened, and how much each counts, in all 1."""

    values: np.ndarray
    weights: np.ndarray

    def mean(self, power: int = 1) -> float:
        """Of the amounts, or of a power of them."""
        return float(self.values**power @ self.weights)


@dataclass(frozen=True)
class Known:
    """By kind of deal: those to come in, what won ones brought, what those brought that were won as soon as a new one
    has to be, and won amount / amount of open ones before."""

    arrivals: Sequence[Arrivals]
    amounts: Sequence[np.ndarray]
    soon: Sequence["Soon"]
    resized: Sequence[np.ndarray]

    @cached_property
    def moments(self) -> "Moments":
        """Asked for many times over, once a shock is looked for."""
        ratio, ratio_square = (np.array([np.mean(each**power) for each in self.resized]) for power in (1, 2))
        usual, usual_square = (np.array([np.mean(each**power) for each in self.amounts]) for power in (1, 2))
        soon, soon_square = ([each.mean(power) for each in self.soon] for power in (1, 2))
        return Moments(ratio, ratio_square, usual, usual_square, soon, soon_square)


@dataclass(frozen=True)
class Moments:
    """By kind the means, and the means of the squares, of `resized`, `amounts` and `soon`."""

    ratio: np.ndarray
    ratio_square: np.ndarray
    usual: np.ndarray
    usual_square: np.ndarray
    soon: Sequence[float]
    soon_square: Sequence[float]


def known(facts: ScopeFacts, kinds: int, at: int, days: int, chances: np.ndarray) -> Known | None:
    """At the start of day `at`, for `days` to come; None with under half a year of deals, or too few amounts.

    `chances` are those of open deals to be won in these days, by kind, stage and age.
    """
    amounts = _latest(facts.won, kinds, at)
    found = _arrivals(facts, kinds, at, days) if amounts else None
    if not found or not amounts:
        return None
    resized = won_in_time(facts, _resized(facts.ended, kinds, at), at, days, chances)
    return Known(found, amounts, _soon(facts.won, kinds, at, days), resized)


def _arrivals(facts: ScopeFacts, kinds: int, at: int, days: int) -> list[Arrivals] | None:
    """The week in which the first deal was opened counts as begun before anything was recorded."""
    day, kind, count = facts.opened
    rows = day + WEEK <= at
    if not rows.any():
        return None
    first = day.min()
    weeks = int(at - first) // WEEK  # those that end by then
    if weeks <= RECENT:
        return None
    counts = np.zeros((kinds, weeks))
    np.add.at(counts, (kind[rows], (day[rows] - first) // WEEK), count[rows])
    months = _months(first + WEEK * np.arange(weeks))[1:]
    ahead = _months(at + WEEK * np.arange(int(np.ceil(days / WEEK))))
    lengths = np.minimum(1.0, days / WEEK - np.arange(len(ahead)))
    every = [arrivals(of_kind[1:], months, ahead) for of_kind in counts]
    return [Arrivals(each.rates * lengths, each.level_spread, each.week_spread) for each in every]


def _months(starts: np.ndarray) -> np.ndarray:
    """0 to 11, of the middle of each week."""
    return (starts + _MIDDLE - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12


def _latest(found: Amounts, kinds: int, at: int) -> list[np.ndarray] | None:
    """The latest values of each kind, those of all kinds where it has too few; None where they all have."""
    rows = found.day < at
    kind, value = found.kind[rows], found.value[rows]
    if len(value) < FEWEST_AMOUNTS:
        return None
    of_kind = [value[kind == place][:MOST_AMOUNTS] for place in range(kinds)]
    return [each if len(each) >= FEWEST_AMOUNTS else value[:MOST_AMOUNTS] for each in of_kind]


def _soon(found: Amounts, kinds: int, at: int, days: int) -> list[Soon]:
    """Those of new deals: small deals are quick, and a new one has only the days to go.

    New ones come evenly until the end, so that a deal that took some weeks counts by the time it leaves: one that takes
    all of it must come today. Where too few were that quick, the quickest stand for them, of its kind if it has enough.
    """
    rows = np.flatnonzero(found.day < at)
    every = []
    for kind in range(kinds):
        own = rows[found.kind[rows] == kind]
        used = own if len(own) >= FEWEST_AMOUNTS else rows
        left = days / WEEK - _HALF - found.weeks[used]
        quick = np.flatnonzero(left > 0)[:MOST_AMOUNTS]
        if len(quick) >= FEWEST_AMOUNTS:
            weights = left[quick]
        else:
            quick = np.argsort(found.weeks[used], kind="stable")[:FEWEST_AMOUNTS]
            weights = np.ones(len(quick))
        every.append(Soon(found.value[used][quick], weights / weights.sum()))
    return every


def _resized(ended: Amounts, kinds: int, at: int) -> list[np.ndarray]:
    """How won deals were resized, times how much larger than all that ended they were: large ones win less often."""
    rows = np.flatnonzero(ended.day < at)
    found = []
    for kind in range(kinds):
        own = rows[ended.kind[rows] == kind]
        used = own if np.sum(ended.value[own] > 0) >= FEWEST_AMOUNTS else rows
        won = used[ended.value[used] > 0]
        if len(won) < FEWEST_AMOUNTS:
            found.append(np.ones(1))
            continue
        larger = ended.before[won].mean() / ended.before[used].mean()
        found.append(np.clip(ended.value[won] / ended.before[won], *_RESIZED)[:MOST_AMOUNTS] * larger)
    return found
