"""How much work each rep has on each day: what came in the week before, against what the rep can take in a week."""

import numpy as np

from overlap.demo.company.basics.calendars import NEVER
from overlap.demo.company.basics.draws import Floats, Ints
from overlap.demo.company.sales.handoffs import Handoffs
from overlap.demo.company.world.world import World

WORKING_DAYS = 5
MOST_DAYS = 6.05  # with more than this before them nobody works slower still: a fuller week is as late as a full one
_WEEK = 7
_QUIET_DAYS, _NO_LONGER = 3.4, 3.6  # with less before the whole house everybody helps everybody; with more nobody does


def empty_counts(world: World) -> Ints:
    """Sellers x days from the first day on: no handoff yet."""
    return np.zeros((world.reps.count, world.last_day - world.first_day + 2), dtype=np.int64)


def counted(world: World, handoffs: Handoffs) -> Ints:
    """Sellers x days: how many handoffs each seller got. Later than the last day counts on the last."""
    counts, handoffs = empty_counts(world), handoffs[handoffs.handed < NEVER]
    np.add.at(counts, (handoffs.rep, _day_index(counts, world, handoffs)), 1)
    return counts


def loads(world: World, counts: Ints) -> Floats:
    """Sellers x days: days of work that came to the seller's desk in the week up to that day, at most `MOST_DAYS`.

    In a quiet week of the house everybody has as much before them as the house has.
    """
    reps = world.reps
    arrived = np.zeros(counts.shape)
    np.add.at(arrived, reps.queue, counts)
    weekly = np.bincount(reps.queue, weights=reps.weekly_capacity, minlength=len(reps.queue))
    own = (WORKING_DAYS * _lately(arrived) / np.maximum(weekly, 1e-9)[:, None])[reps.queue]
    days = world.first_day + np.arange(counts.shape[1])
    house = WORKING_DAYS * _lately(counts.sum(axis=0, keepdims=True)) / reps.capacity_on(days)
    shared = np.clip((_NO_LONGER - house) / (_NO_LONGER - _QUIET_DAYS), 0.0, 1.0)
    return np.minimum((1 - shared) * own + shared * house, MOST_DAYS)


def _lately(arrived: Floats) -> Floats:
    """Rows x days: what arrived in the week up to each day."""
    total = np.concatenate([np.zeros((len(arrived), _WEEK)), np.cumsum(arrived, axis=1)], axis=1)
    return total[:, _WEEK:] - total[:, :-_WEEK]


def load_of(world: World, load: Floats, handoffs: Handoffs) -> Floats:
    """The load each handoff meets on the day it is handed over."""
    return load[handoffs.rep, _day_index(load, world, handoffs)]


def _day_index(cells: np.ndarray, world: World, handoffs: Handoffs) -> Ints:
    return np.clip(handoffs.handed_on - world.first_day, 0, cells.shape[1] - 1)
