"""The score of a lead as it grows with every touch: whole points, so that a sum never depends on a chunk."""

from dataclasses import dataclass

import numpy as np

from overlap.demo.company.basics.draws import Flags, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.leads.touches import Touches
from overlap.demo.company.world.channels import POINTS
from overlap.demo.company.world.effects import Effects
from overlap.demo.company.world.world import World

ROUNDS = 2  # handoff number = lead number * 2 + round
_FIT = np.array([0, 4, 8])  # points a segment brings
_NOISE = 3.0
HIGHEST_SCORE = 100


@dataclass(frozen=True)
class Scores:
    """The score in one round after each touch. `counts` marks the touches of that round: the others add nothing."""

    touches: Touches
    counts: Flags
    after: Ints

    def at(self, lead: Ints, instants: Ints) -> Ints:
        """The score of each lead (a row of the chunk's leads) at an instant not before its first touch."""
        times = (self.touches.lead << 42) | (self.touches.at << 7) | self.touches.draw
        last_seen = np.searchsorted(times, (lead << 42) | (instants << 7) | 127, side="right") - 1
        return self.after[last_seen]


def fit_points(effects: Effects) -> Ints:
    """The points each segment brings to the score."""
    return np.round(effects.fit_points * _FIT).astype(np.int64)


def scores(world: World, leads: Leads, touches: Touches, in_round: int) -> Scores:
    """The scores of these leads in their first (0) or second (1) round."""
    counts = touches.returned == bool(in_round)
    start = _start(world, leads, in_round)
    grown = _running(np.where(counts, POINTS[touches.kind], 0), touches.lead, len(leads))
    return Scores(touches, counts, np.clip(grown + start[touches.lead], 0, HIGHEST_SCORE))


def _start(world: World, leads: Leads, in_round: int) -> Ints:
    numbers = leads.number * ROUNDS + in_round
    noise = np.round(_NOISE * world.draws.normal("handoff.judged", numbers)).astype(np.int64)
    return fit_points(world.effects)[leads.segment] + noise


def _running(points: Ints, lead: Ints, lead_count: int) -> Ints:
    """The sum of points up to and including each row, starting anew with each lead."""
    total = np.concatenate([[0], np.cumsum(points)])
    before_lead = total[np.searchsorted(lead, np.arange(lead_count))]
    return total[1:] - before_lead[lead]
