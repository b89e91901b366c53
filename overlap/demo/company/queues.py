"""How much work waits for each rep on each day: a queue that arrivals fill and working days drain."""

import numpy as np

from overlap.demo.company.draws import Floats, Ints
from overlap.demo.company.handoffs import Handoffs
from overlap.demo.company.world import World

WORKING_DAYS = 5
MOST_DAYS = 6.0  # a rep with more than this before them works no slower


def empty_counts(world: World) -> Ints:
    """Sellers x days from the first day on: no handoff yet."""
    return np.zeros((world.reps.count, world.last_day - world.first_day + 2), dtype=np.int64)


def counted(world: World, handoffs: Handoffs) -> Ints:
    """Sellers x days: how many handoffs each seller got. Later than the last day counts on the last."""
    counts = empty_counts(world)
    np.add.at(counts, (handoffs.rep, _day_index(counts, world, handoffs)), 1)
    return counts


def loads(world: World, counts: Ints) -> Floats:
    """Sellers x days: days of work that wait in the seller's queue at the start of the day, at most `MOST_DAYS`."""
    queue = world.reps.queue
    arrived = np.zeros(counts.shape)
    np.add.at(arrived, queue, counts)
    weekly = np.bincount(queue, weights=world.reps.weekly_capacity, minlength=len(queue))
    daily = np.maximum(weekly / WORKING_DAYS, 1e-9)
    first = world.first_day - world.clocks.calendars[0].first_day
    is_open = np.stack([clock.is_open() for clock in world.clocks.calendars])[world.reps.region[: len(queue)], first:]
    backlog, load = np.zeros(len(queue)), np.empty(counts.shape)
    for day in range(counts.shape[1]):
        load[:, day] = np.minimum(backlog / daily, MOST_DAYS)
        backlog = np.maximum(backlog + arrived[:, day] - daily * is_open[:, day], 0.0)
    return load[queue]


def load_of(world: World, load: Floats, handoffs: Handoffs) -> Floats:
    """The load each handoff meets on the day it is handed over."""
    return load[handoffs.rep, _day_index(load, world, handoffs)]


def _day_index(cells: np.ndarray, world: World, handoffs: Handoffs) -> Ints:
    return np.clip(handoffs.handed_on - world.first_day, 0, cells.shape[1] - 1)
