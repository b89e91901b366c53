"""Which leads are handed to whom, and when: the score reaches the threshold, a review follows, a rep gets the lead."""

from dataclasses import dataclass, fields

import numpy as np

from overlap.demo.calendars import BUSINESS_DAY, DAY
from overlap.demo.channels import POINTS
from overlap.demo.draws import Flags, Ints
from overlap.demo.effects import THRESHOLD
from overlap.demo.leads import Leads
from overlap.demo.touches import Touches
from overlap.demo.world import World

ROUNDS = 2  # handoff number = lead number * 2 + round
_FIT = np.array([0, 4, 8])  # points a segment brings
_NOISE = 6.0
_REVIEW_DAYS = 5
_REVIEWED_BY_PEOPLE = 0.7


@dataclass(frozen=True)
class Handoffs:
    """One row a handoff, by lead and round. `lead` is a row of the chunk's leads, `rep` a seller."""

    lead: Ints
    round: Ints
    number: Ints
    qualified: Ints
    handed: Ints
    handed_on: Ints  # local day
    score: Ints
    rep: Ints
    region: Ints

    def __len__(self) -> int:
        return len(self.number)

    def __getitem__(self, rows: Flags) -> "Handoffs":
        """Only these rows."""
        return Handoffs(**{item.name: getattr(self, item.name)[rows] for item in fields(self)})


def handoffs(world: World, leads: Leads, touches: Touches) -> Handoffs:
    """Every handoff that marketing would make of these leads, past and future."""
    rounds = [_round(world, leads, touches, number) for number in range(ROUNDS)]
    lead, qualified, handed, score = (np.concatenate(parts) for parts in zip(*rounds, strict=True))
    in_round = np.concatenate([np.full(len(part[0]), number) for number, part in enumerate(rounds)])
    order = np.argsort(lead * ROUNDS + in_round)
    lead, in_round, handed = lead[order], in_round[order], handed[order]
    number = leads.number[lead] * ROUNDS + in_round
    region = leads.region[lead]
    of_pair = leads.campaign[lead] == world.campaigns.planted("pair")
    return Handoffs(
        lead=lead,
        round=in_round,
        number=number,
        qualified=qualified[order],
        handed=handed,
        handed_on=world.clocks.local_day(region, handed),
        score=score[order],
        rep=world.reps.route(world.draws, number, region, of_pair),
        region=region,
    )


def _round(world: World, leads: Leads, touches: Touches, in_round: int) -> tuple[Ints, Ints, Ints, Ints]:
    """(lead, qualified, handed, score when handed) of one round, by lead."""
    mine: Flags = touches.returned == bool(in_round)
    start = _start_score(world, leads, in_round)
    score = _running(np.where(mine, POINTS[touches.kind], 0), touches.lead, len(leads)) + start[touches.lead]
    reached = np.flatnonzero(mine & (score >= THRESHOLD))
    lead, first = np.unique(touches.lead[reached], return_index=True)
    qualified = touches.at[reached[first]]
    handed = _reviewed(world, leads, lead, in_round, qualified)
    # The score goes on growing during the review; without that every handoff would carry the threshold as its score.
    times = (touches.lead << 42) | (touches.at << 7) | touches.draw
    last_seen = np.searchsorted(times, (lead << 42) | (handed << 7) | 127, side="right") - 1
    return lead, qualified, handed, score[last_seen]


def _start_score(world: World, leads: Leads, in_round: int) -> Ints:
    numbers = leads.number * ROUNDS + in_round
    noise = np.round(_NOISE * world.draws.normal("handoff.judged", numbers)).astype(np.int64)
    return np.round(world.effects.fit_points * _FIT).astype(np.int64)[leads.segment] + noise


def _running(points: Ints, lead: Ints, lead_count: int) -> Ints:
    """The sum of points up to and including each row, starting anew with each lead."""
    total = np.concatenate([[0], np.cumsum(points)])
    before_lead = total[np.searchsorted(lead, np.arange(lead_count))]
    return total[1:] - before_lead[lead]


def _reviewed(world: World, leads: Leads, lead: Ints, in_round: int, qualified: Ints) -> Ints:
    """The instant of the handoff: a person does it in business hours, a rule at any hour."""
    draws, number = world.draws, leads.number[lead] * ROUNDS + in_round
    share = draws.uniform("handoff.review", number)
    by_rule = qualified + 60 + (share * _REVIEW_DAYS * DAY).astype(np.int64)
    working = 60 + (share * 3.5 * BUSINESS_DAY).astype(np.int64)
    by_person = world.clocks.after(leads.region[lead], qualified, working)
    return np.where(draws.chance("handoff.by_person", number, _REVIEWED_BY_PEOPLE), by_person, by_rule)
