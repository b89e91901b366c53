"""What becomes of each handoff, had the world no end: answer, acceptance, sql, opportunity, close, or the way back.

The odds of each step stand in `chances`.
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from overlap.demo.company.basics.calendars import BUSINESS_DAY, DAY, HOUR, NEVER
from overlap.demo.company.basics.draws import Flags, Floats, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.sales import chances, responses
from overlap.demo.company.sales.chances import Case
from overlap.demo.company.sales.handoffs import Handoffs
from overlap.demo.company.world.world import World

_CYCLE_DAYS = np.array([50.0, 80.0, 130.0])  # median, by segment
_STALLS_NOTICED = 0.7
_SWEEP_DAYS = 14  # before a lead comes back, an unfinished first round is taken off the desks
# (reason, share of its kind): one clear leader, and a tail
_HARD_REASONS = (("duplicate", 0.4), ("wrong_data", 0.4), ("competitor", 0.2))  # no call could mend them
_OPTED_OUT = "opt_out"  # and this one
_SOFT_REASONS = (
    ("not_ready", 0.44), ("no_budget", 0.22), ("wrong_person", 0.14), ("no_need", 0.12), ("chose_other", 0.08),
)  # fmt: skip
_EXPIRED = "expired"
REJECT_REASONS = (*(name for name, _ in (*_HARD_REASONS, *_SOFT_REASONS)), _OPTED_OUT, _EXPIRED)


@dataclass(frozen=True)
class Outcomes:
    """One row a handoff that took place; instants are `NEVER` where the thing does not happen."""

    handoffs: Handoffs
    response_seconds: Ints  # business time
    attempted: Ints
    came_back: Flags  # tried only since the lead came by itself
    passed_on: Ints  # to `handoffs.holder`
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
    case = Case.of(world, leads, handoffs, load)
    sent_back = responses.sent_back(case)
    accepts = case.happens("handoff.accepted", chances.accepted(case))
    response, attempted, came_back = responses.first_attempts(case, accepts)
    attempted = np.where(sent_back < NEVER, NEVER, attempted)
    accepted = case.later(np.where(accepts, attempted, NEVER), "handoff.accepts_after", 0.6, 300)
    rejected = case.later(np.where(accepts, NEVER, attempted), "handoff.rejects_after", 1.8, 600)
    sql, opportunity = _progress(case, accepted)
    closed = _close(case, opportunity)
    untried = (attempted >= NEVER) & (sent_back >= NEVER)
    refused, *cleared = responses.closed_unworked(case, untried)
    expired = responses.expired(case, untried & (np.minimum.reduce([refused, *cleared]) >= NEVER))
    rejected = np.minimum.reduce([rejected, sent_back, refused, expired])
    reason = _reasons(case, sent_back, refused, leads.opted_out[handoffs.lead] <= rejected)
    expires = (expired < NEVER) & (leads.opted_out[handoffs.lead] > rejected)
    reason = np.where(expires, REJECT_REASONS.index(_EXPIRED), reason)
    given_up, recycled = map(np.minimum, cleared, _ways_out(case, accepted, sql, opportunity))
    hard = np.isin(reason, [*range(len(_HARD_REASONS)), REJECT_REASONS.index(_OPTED_OUT)])
    decided, ended = np.minimum(accepted, rejected), np.minimum.reduce([rejected, *cleared])
    passed_on = responses.passed_on(case, attempted, decided, ended)
    found = Outcomes(
        handoffs=replace(handoffs, holder=np.where(passed_on < NEVER, handoffs.holder, handoffs.rep)),
        response_seconds=response,
        attempted=attempted,
        came_back=came_back & (attempted < NEVER),
        passed_on=passed_on,
        accepted=accepted,
        rejected=rejected,
        reason=reason,
        sql=sql,
        opportunity=opportunity,
        closed=closed,
        won=(closed < NEVER) & case.happens("handoff.won", chances.won(case, response)),
        recycled=np.where(hard, recycled, np.minimum(rejected, recycled)),
        given_up=np.where(hard, np.minimum(rejected, given_up), given_up),
    )
    return _rounds_apart(found)


def _progress(case: Case, accepted: Ints) -> tuple[Ints, Ints]:
    """(sql, opportunity)."""
    qualifies = case.happens("handoff.sql", chances.sql(case))
    sql = case.later(np.where(qualifies, accepted, NEVER), "handoff.sql_after", 3.0, HOUR)
    opens = case.happens("handoff.opportunity", chances.opportunity(case))
    return sql, case.later(np.where(opens, sql, NEVER), "handoff.opens_after", 4.0, HOUR)


def _close(case: Case, opportunity: Ints) -> Ints:
    spread = np.exp(0.5 * case.world.draws.normal("deal.cycle", case.handoffs.number))
    cycle = (_CYCLE_DAYS[case.segment] * spread * DAY).astype(np.int64)
    worked = np.where(opportunity < NEVER, opportunity + cycle, NEVER)
    return case.later(worked, "deal.closes_after", 0.3, 60)


def _reasons(case: Case, sent_back: Ints, refused: Ints, opted_out: Flags) -> Ints:
    """Why it would be rejected: the worse the lead, the more often for a reason no call could mend."""
    draws, number = case.world.draws, case.handoffs.number
    hard = case.happens("handoff.hard_reason", -2.2 - 0.6 * case.quality)
    hard = (sent_back < NEVER) | (hard & (refused >= NEVER))
    which_hard = _drawn(_HARD_REASONS, draws.uniform("handoff.reason_hard", number))
    which_soft = len(_HARD_REASONS) + _drawn(_SOFT_REASONS, draws.uniform("handoff.reason_soft", number))
    return np.where(opted_out, REJECT_REASONS.index(_OPTED_OUT), np.where(hard, which_hard, which_soft))


def _drawn(reasons: tuple[tuple[str, float], ...], uniform: Floats) -> Ints:
    """The place of a reason for each number in [0, 1), each as often as its share says."""
    return np.searchsorted(np.cumsum([share for _, share in reasons])[:-1], uniform, side="right")


def _ways_out(case: Case, accepted: Ints, sql: Ints, opportunity: Ints) -> tuple[Ints, Ints]:
    """(given up, sent back to marketing) of accepted leads that came to a halt; some are never cleared up."""
    noticed = case.world.draws.chance("handoff.stall_noticed", case.handoffs.number, _STALLS_NOTICED)
    cooled = np.where(noticed & (sql >= NEVER), accepted, NEVER)
    stalled = np.where(noticed & (opportunity >= NEVER), sql, NEVER)
    sent_back = case.later(cooled, "handoff.cools_after", 15.0, BUSINESS_DAY)
    return case.later(stalled, "handoff.gives_up_after", 15.0, BUSINESS_DAY), sent_back


def _rounds_apart(found: Outcomes) -> Outcomes:
    """End each first round before the second begins; drop the second handoff where the first cannot end in time."""
    handoffs = found.handoffs
    second = np.flatnonzero(handoffs.lead[1:] == handoffs.lead[:-1]) + 1
    first = second - 1
    steps = (found.attempted, found.accepted, found.rejected, found.sql, found.opportunity, found.closed)
    steps = np.stack([handoffs.handed, *steps, found.passed_on, found.recycled, found.given_up])[:, first]
    over = np.max(np.where(steps < NEVER, steps, 0), axis=0)
    begins = handoffs.qualified[second]
    possible = (over + DAY < begins) & ~found.won[first]
    unfinished = np.minimum.reduce([found.recycled, found.given_up, found.closed])[first] >= NEVER
    swept = np.maximum(over + HOUR, begins - _SWEEP_DAYS * DAY)
    recycled = found.recycled.copy()
    recycled[first] = np.where(possible & unfinished & (handoffs.handed[first] < NEVER), swept, recycled[first])
    kept = np.ones(len(handoffs), dtype=bool)
    kept[second] = possible
    return replace(found, recycled=recycled).rows(kept)
