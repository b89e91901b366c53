"""What becomes of each handoff, had the world no end: answer, acceptance, sql, opportunity, close, or the way back.

The model (sigma is the logistic function, z a standard normal, every draw a stream of its own):

    response    ln minutes = 4.55 + speed[rep] + 0.22 load - 0.05 (score - 50) + z     business minutes
    unanswered  sigma(-2.9 + 0.36 load - 0.02 (score - 50) + 0.5 speed[rep])
    accepted    answered and sigma(-1.3 + 0.9 quality + 2.2 ready)
    sql         sigma(0.2 + 0.45 quality + 0.7 ready)
    opportunity sigma(1.1 + 0.3 quality + leak[mid_market])
    won         sigma(-1.75 + 0.7 quality + skill[rep] + speed where answered within the hour + pair[campaign, rep])
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from overlap.demo.calendars import BUSINESS_DAY, DAY, HOUR, NEVER
from overlap.demo.draws import Flags, Floats, Ints, sigma
from overlap.demo.effects import FAST_MINUTES
from overlap.demo.handoffs import Handoffs
from overlap.demo.leads import MID_MARKET, Leads
from overlap.demo.queues import load_of
from overlap.demo.world import World

_LONGEST_MINUTES = 60_000.0
_CYCLE_DAYS = np.array([27.0, 45.0, 74.0])  # median, by segment
_SWEEP_DAYS = 14  # before a lead comes back, an unfinished first round is taken off the desks
_HARD_REASONS = ("duplicate", "wrong_data", "competitor")
_SOFT_REASONS = ("not_ready", "no_budget", "no_need", "wrong_person", "chose_other")
REJECT_REASONS = (*_HARD_REASONS, *_SOFT_REASONS)


@dataclass(frozen=True)
class Outcomes:
    """One row a handoff that took place; instants are `NEVER` where the thing does not happen."""

    handoffs: Handoffs
    response_seconds: Ints  # business time
    attempted: Ints
    accepted: Ints
    rejected: Ints
    reason: Ints  # of REJECT_REASONS
    sql: Ints
    opportunity: Ints
    closed: Ints
    won: Flags
    recycled: Ints
    given_up: Ints  # lost without a deal

    def rows(self, kept: Flags) -> "Outcomes":
        """Only these rows."""
        return replace(self, **{item.name: getattr(self, item.name)[kept] for item in fields(self)})


def outcomes(world: World, leads: Leads, handoffs: Handoffs, load: Floats) -> Outcomes:
    """The outcomes of these handoffs. A second one is dropped while the first is still being worked or was won.

    Dropped ones still count in the queue: pass A cannot know outcomes, which follow from the queue.
    """
    draws, after, region = world.draws, world.clocks.after, handoffs.region
    number, lead = handoffs.number, handoffs.lead
    quality, ready = leads.quality[lead], leads.ready[lead]
    segment = leads.segment[lead]
    load = load_of(world, load, handoffs)

    def later(instants: Ints, stream: str, days: float, at_least: int) -> Ints:
        waits = at_least + (draws.exponential(stream, number) * days * BUSINESS_DAY).astype(np.int64)
        return after(region, instants, waits)

    response = _response_seconds(world, handoffs, load)
    answered = ~draws.chance("handoff.unanswered", number, _unanswered(world, handoffs, load))
    attempted = np.where(answered, after(region, handoffs.handed, response), NEVER)
    accepts = draws.chance("handoff.accepted", number, sigma(-1.3 + 0.9 * quality + 2.2 * ready))
    accepted = later(np.where(accepts, attempted, NEVER), "handoff.accepts_after", 0.6, 300)
    rejected = later(np.where(accepts, NEVER, attempted), "handoff.rejects_after", 1.8, 600)
    qualifies = draws.chance("handoff.sql", number, sigma(0.2 + 0.45 * quality + 0.7 * ready))
    sql = later(np.where(qualifies, accepted, NEVER), "handoff.sql_after", 3.0, HOUR)
    leak = world.effects.leak * (segment == MID_MARKET)
    opens = draws.chance("handoff.opportunity", number, sigma(1.1 + 0.3 * quality + leak))
    opportunity = later(np.where(opens, sql, NEVER), "handoff.opens_after", 4.0, HOUR)
    cycle = _CYCLE_DAYS[segment] * np.exp(0.5 * draws.normal("deal.cycle", number)) * DAY
    worked = np.where(opportunity < NEVER, opportunity + cycle.astype(np.int64), NEVER)
    closed = later(worked, "deal.closes_after", 0.3, 60)
    won = (closed < NEVER) & draws.chance("handoff.won", number, _wins(world, leads, handoffs, response))

    reason = _reasons(world, number, quality)
    hard = reason < len(_HARD_REASONS)
    stalled = (accepted < NEVER) & (opportunity >= NEVER) & draws.chance("handoff.stall_noticed", number, 0.7)
    cooled = np.where(stalled & (sql >= NEVER), accepted, NEVER)
    sent_back = later(cooled, "handoff.cools_after", 15.0, BUSINESS_DAY)
    noticed = later(np.where(stalled, sql, NEVER), "handoff.gives_up_after", 15.0, BUSINESS_DAY)
    found = Outcomes(
        handoffs=handoffs,
        response_seconds=response,
        attempted=attempted,
        accepted=accepted,
        rejected=rejected,
        reason=reason,
        sql=sql,
        opportunity=opportunity,
        closed=closed,
        won=won,
        recycled=np.where(hard, sent_back, np.minimum(rejected, sent_back)),
        given_up=np.where(hard, np.minimum(rejected, noticed), noticed),
    )
    return _rounds_apart(found)


def _response_seconds(world: World, handoffs: Handoffs, load: Floats) -> Ints:
    hot = world.effects.hot_first * (handoffs.score - 50)
    slows = world.reps.speed[handoffs.rep] + world.effects.load_slows * load
    log_minutes = 4.55 + slows - 0.05 * hot + world.draws.normal("handoff.response", handoffs.number)
    return np.clip(60 * np.exp(np.minimum(log_minutes, np.log(_LONGEST_MINUTES))), 30, None).astype(np.int64)


def _unanswered(world: World, handoffs: Handoffs, load: Floats) -> Floats:
    hot = world.effects.hot_first * (handoffs.score - 50)
    return sigma(-2.9 + world.effects.load_loses * load - 0.02 * hot + 0.5 * world.reps.speed[handoffs.rep])


def _wins(world: World, leads: Leads, handoffs: Handoffs, response: Ints) -> Floats:
    effects, rep, lead = world.effects, handoffs.rep, handoffs.lead
    is_pair = (leads.campaign[lead] == world.campaigns.planted("pair")) & (rep == world.reps.planted("pair")[0])
    helped = effects.speed * (response <= FAST_MINUTES * 60) + effects.pair * is_pair
    return sigma(-1.75 + 0.7 * leads.quality[lead] + world.reps.skill[rep] + helped)


def _reasons(world: World, number: Ints, quality: Floats) -> Ints:
    """Why it would be rejected: the worse the lead, the more often for a reason no call could mend."""
    draws = world.draws
    hard = draws.chance("handoff.hard_reason", number, sigma(-2.2 - 0.6 * quality))
    which_hard = draws.below("handoff.reason_hard", number, len(_HARD_REASONS))
    which_soft = len(_HARD_REASONS) + draws.below("handoff.reason_soft", number, len(_SOFT_REASONS))
    return np.where(hard, which_hard, which_soft)


def _rounds_apart(found: Outcomes) -> Outcomes:
    """End each first round before the second begins; drop the second handoff where the first cannot end in time."""
    handoffs = found.handoffs
    second = np.flatnonzero(handoffs.lead[1:] == handoffs.lead[:-1]) + 1
    first = second - 1
    steps = (found.attempted, found.accepted, found.rejected, found.sql, found.opportunity, found.closed)
    steps = np.stack([handoffs.handed, *steps, found.recycled, found.given_up])[:, first]
    over = np.max(np.where(steps < NEVER, steps, 0), axis=0)
    begins = handoffs.qualified[second]
    possible = (over + DAY < begins) & ~found.won[first]
    unfinished = np.minimum(np.minimum(found.recycled, found.given_up), found.closed)[first] >= NEVER
    swept = np.maximum(over + HOUR, begins - _SWEEP_DAYS * DAY)
    recycled = found.recycled.copy()
    recycled[first] = np.where(possible & unfinished, swept, recycled[first])
    kept = np.ones(len(handoffs), dtype=bool)
    kept[second] = possible
    return replace(found, recycled=recycled).rows(kept)
