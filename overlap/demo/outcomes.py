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
_STALLS_NOTICED = 0.7
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


@dataclass(frozen=True)
class _Case:
    """The handoffs with what their fate depends on, one a row."""

    world: World
    handoffs: Handoffs
    quality: Floats
    ready: Flags
    segment: Ints
    is_pair: Flags
    load: Floats

    def happens(self, stream: str, log_odds: Floats) -> Flags:
        """True with the probability of these log-odds."""
        return self.world.draws.chance(stream, self.handoffs.number, sigma(log_odds))

    def later(self, instants: Ints, stream: str, days: float, at_least: int) -> Ints:
        """After a wait of `at_least` business seconds and, on average, `days` business days more."""
        drawn = self.world.draws.exponential(stream, self.handoffs.number)
        waits = at_least + (drawn * days * BUSINESS_DAY).astype(np.int64)
        return self.world.clocks.after(self.handoffs.region, instants, waits)


def outcomes(world: World, leads: Leads, handoffs: Handoffs, load: Floats) -> Outcomes:
    """The outcomes of these handoffs. A second one is dropped while the first is still being worked or was won.

    Dropped ones still count in the queue: pass A cannot know outcomes, which follow from the queue.
    """
    case = _case(world, leads, handoffs, load)
    response, attempted = _answer(case)
    accepts = case.happens("handoff.accepted", -1.3 + 0.9 * case.quality + 2.2 * case.ready)
    accepted = case.later(np.where(accepts, attempted, NEVER), "handoff.accepts_after", 0.6, 300)
    rejected = case.later(np.where(accepts, NEVER, attempted), "handoff.rejects_after", 1.8, 600)
    sql, opportunity = _progress(case, accepted)
    closed = _close(case, opportunity)
    reason = _reasons(case)
    recycled, given_up = _ways_out(case, accepted, sql, opportunity)
    hard = reason < len(_HARD_REASONS)
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
        won=(closed < NEVER) & _wins(case, response),
        recycled=np.where(hard, recycled, np.minimum(rejected, recycled)),
        given_up=np.where(hard, np.minimum(rejected, given_up), given_up),
    )
    return _rounds_apart(found)


def _case(world: World, leads: Leads, handoffs: Handoffs, load: Floats) -> _Case:
    lead = handoffs.lead
    of_campaign = leads.campaign[lead] == world.campaigns.planted("pair")
    return _Case(
        world=world,
        handoffs=handoffs,
        quality=leads.quality[lead],
        ready=leads.ready[lead],
        segment=leads.segment[lead],
        is_pair=of_campaign & (handoffs.rep == world.reps.planted("pair")[0]),
        load=load_of(world, load, handoffs),
    )


def _answer(case: _Case) -> tuple[Ints, Ints]:
    """(business seconds to the first attempt, its instant or `NEVER`)."""
    world, handoffs = case.world, case.handoffs
    speed = world.reps.speed[handoffs.rep]
    hot = world.effects.hot_first * (handoffs.score - 50)
    noise = world.draws.normal("handoff.response", handoffs.number)
    log_minutes = 4.55 + speed + world.effects.load_slows * case.load - 0.05 * hot + noise
    minutes = np.exp(np.minimum(log_minutes, np.log(_LONGEST_MINUTES)))
    response = np.maximum(60 * minutes, 30).astype(np.int64)
    odds = -2.9 + world.effects.load_loses * case.load - 0.02 * hot + 0.5 * speed
    attempted = world.clocks.after(handoffs.region, handoffs.handed, response)
    return response, np.where(case.happens("handoff.unanswered", odds), NEVER, attempted)


def _progress(case: _Case, accepted: Ints) -> tuple[Ints, Ints]:
    """(sql, opportunity)."""
    qualifies = case.happens("handoff.sql", 0.2 + 0.45 * case.quality + 0.7 * case.ready)
    sql = case.later(np.where(qualifies, accepted, NEVER), "handoff.sql_after", 3.0, HOUR)
    leak = case.world.effects.leak * (case.segment == MID_MARKET)
    opens = case.happens("handoff.opportunity", 1.1 + 0.3 * case.quality + leak)
    return sql, case.later(np.where(opens, sql, NEVER), "handoff.opens_after", 4.0, HOUR)


def _close(case: _Case, opportunity: Ints) -> Ints:
    spread = np.exp(0.5 * case.world.draws.normal("deal.cycle", case.handoffs.number))
    cycle = (_CYCLE_DAYS[case.segment] * spread * DAY).astype(np.int64)
    worked = np.where(opportunity < NEVER, opportunity + cycle, NEVER)
    return case.later(worked, "deal.closes_after", 0.3, 60)


def _wins(case: _Case, response: Ints) -> Flags:
    effects, skill = case.world.effects, case.world.reps.skill[case.handoffs.rep]
    helped = effects.speed * (response <= FAST_MINUTES * 60) + effects.pair * case.is_pair
    return case.happens("handoff.won", -1.75 + 0.7 * case.quality + skill + helped)


def _reasons(case: _Case) -> Ints:
    """Why it would be rejected: the worse the lead, the more often for a reason no call could mend."""
    draws, number = case.world.draws, case.handoffs.number
    hard = case.happens("handoff.hard_reason", -2.2 - 0.6 * case.quality)
    which_hard = draws.below("handoff.reason_hard", number, len(_HARD_REASONS))
    which_soft = len(_HARD_REASONS) + draws.below("handoff.reason_soft", number, len(_SOFT_REASONS))
    return np.where(hard, which_hard, which_soft)


def _ways_out(case: _Case, accepted: Ints, sql: Ints, opportunity: Ints) -> tuple[Ints, Ints]:
    """(sent back to marketing, given up) of accepted leads that came to a halt; some are never cleared up."""
    noticed = case.world.draws.chance("handoff.stall_noticed", case.handoffs.number, _STALLS_NOTICED)
    cooled = np.where(noticed & (sql >= NEVER), accepted, NEVER)
    stalled = np.where(noticed & (opportunity >= NEVER), sql, NEVER)
    sent_back = case.later(cooled, "handoff.cools_after", 15.0, BUSINESS_DAY)
    return sent_back, case.later(stalled, "handoff.gives_up_after", 15.0, BUSINESS_DAY)


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
