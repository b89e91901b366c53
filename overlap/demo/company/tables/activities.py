"""What sales does about a handoff and a deal: attempts, contacts, meetings, and the mails a machine sends."""

from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import BUSINESS_DAY, DAY, HOUR, NEVER
from overlap.demo.company.basics.columns import ids, instants, integers, table, words
from overlap.demo.company.basics.draws import Flags, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.revenue.deals import deal_numbers
from overlap.demo.company.sales.outcomes import Outcomes
from overlap.demo.company.tables.lead_tables import lead_ids
from overlap.demo.company.world.names import IN_ITS_PLACE, RETIRED_PIECE, SENT_CONTENT, USEFUL_PIECE
from overlap.demo.company.world.world import World
from overlap.demo.options import TURNS

_ID_SPAN = 32  # activity number = handoff number * 32 + slot
_RETRIES = range(1, 7)
_CONTACT, _MACHINE, _INBOUND, _NO_SHOW, _MEETING = 7, 8, 9, 10, 11
_DEAL_STEPS = range(12, 18)
_CALLS_IN = 18
_KINDS = ("call", "email", "message", "meeting")
_CALL, _EMAIL, _MESSAGE, _MEET = range(4)
_DIRECTIONS = ("outbound", "inbound")
_OUTCOMES = ("connected", "no_answer", "voicemail", "sent", "replied", "held", "no_show", "bounced")
_CONNECTED, _NO_ANSWER, _VOICEMAIL, _SENT, _REPLIED, _HELD, _MISSED, _BOUNCED = range(8)
_OF_THEMSELVES = (_MACHINE, _INBOUND)  # recorded whether or not the rep cares to


@dataclass(frozen=True)
class _Did:
    """Some activities, one a row: `row` is the handoff's row, `slot` its place in the handoff's list."""

    row: Ints
    slot: Ints
    at: Ints
    kind: Ints
    outcome: Ints


def activity_table(world: World, leads: Leads, found: Outcomes) -> pl.DataFrame:
    """activities: all that were done and recorded by as-of, by handoff and slot."""
    parts = [*_attempts(world, found), *_meetings(world, found), *_around(world, found), *_deal_work(world, found)]
    did = _Did(**{item.name: np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(_Did)})
    order = np.argsort(did.row * _ID_SPAN + did.slot)
    rep = np.where(did.at >= found.passed_on[did.row], found.handoffs.holder[did.row], found.handoffs.rep[did.row])
    silent = unrecorded(world, found.handoffs.number[did.row], rep) & ~np.isin(did.slot, _OF_THEMSELVES)
    order = order[((did.at <= world.as_of) & ~silent)[order]]
    row, slot, kind, outcome = did.row[order], did.slot[order], did.kind[order], did.outcome[order]
    handoffs, number = found.handoffs, found.handoffs.number[row] * _ID_SPAN + slot
    talked = (outcome == _CONNECTED) | (outcome == _HELD)
    seconds = np.where(kind == _MEET, 1_500, 45) + (world.draws.exponential("activity.long", number) * 420).astype(int)
    shows = ((kind == _EMAIL) | (kind == _MEET)) & world.draws.chance("activity.shows", number, 0.3)
    piece = np.where(shows, _pieces(world, number, did.at[order]), _useful(world, found, row, kind, number))
    about_deal = np.isin(slot, _DEAL_STEPS)
    return table(
        "activities",
        {
            "activity_id": ids("Y", number),
            "lead_id": lead_ids(leads).gather(handoffs.lead[row]),
            "deal_id": ids("D", np.where(about_deal, deal_numbers(handoffs.number[row]), -1)),
            "rep_id": words(world.reps.ids(), rep[order]),
            "kind": words(_KINDS, kind),
            "occurred_at": instants(did.at[order]),
            "direction": words(_DIRECTIONS, np.isin(slot, (_INBOUND, _CALLS_IN)).astype(np.int64)),
            "outcome": words(_OUTCOMES, outcome),
            "duration_s": integers(seconds, ~talked),
            "content": words(SENT_CONTENT, piece),
            "is_automated": pl.Series(slot == _MACHINE),
        },
    )


def _pieces(world: World, number: Ints, at: Ints) -> Ints:
    """What is shown where something is: any piece, but for the one that another has replaced."""
    piece = world.draws.below("activity.content", number, len(SENT_CONTENT))
    is_retired = (piece == SENT_CONTENT.index(RETIRED_PIECE)) & (at >= int(TURNS.timestamp()))
    return np.where(is_retired, SENT_CONTENT.index(IN_ITS_PLACE), piece)


def _useful(world: World, found: Outcomes, row: Ints, kind: Ints, number: Ints) -> Ints:
    """The useful piece in mails and meetings that would show none, with leads that will be won; -1 elsewhere."""
    shown = world.draws.chance("activity.useful", number, world.effects.useful_piece)
    is_written = (kind == _EMAIL) | (kind == _MEET)
    return np.where(shown & is_written & found.won[row], SENT_CONTENT.index(USEFUL_PIECE), -1)


def unrecorded(world: World, handoffs: Ints, rep: Ints) -> Flags:
    """Is this the rep who seldom writes down what they do, on a handoff (its number) of which nothing is recorded?"""
    silent = rep == world.reps.planted("silent")[0]
    return silent & world.draws.chance("handoff.unrecorded", handoffs, world.effects.unlogged)


def _attempts(world: World, found: Outcomes) -> list[_Did]:
    """The first attempt, more until sales decides, and often a talk at the moment it does."""
    draws, number = world.draws, found.handoffs.number
    decided = np.minimum(found.accepted, found.rejected)
    first = _did(world, found, found.attempted < NEVER, 0, found.attempted, 0.25)
    gap = 2 * HOUR + (draws.exponential("handoff.retry_gap", number) * 0.8 * BUSINESS_DAY).astype(np.int64)
    retries = []
    for slot in _RETRIES:
        at = world.clocks.after(found.handoffs.region, found.attempted, gap * slot)
        retries.append(_did(world, found, at < decided, slot, at, 0.08))
    reached = (found.accepted < NEVER) | draws.chance("handoff.reached", number, 0.5)
    worked = (decided < NEVER) & (found.attempted < NEVER)
    contact = _did(world, found, worked & reached, _CONTACT, decided, 1.0)
    return [first, *retries, contact]


def _did(world: World, found: Outcomes, happens: Flags, slot: int, at: Ints, connects: float) -> _Did:
    """One outbound activity a handoff: a call, a mail or a message, and how it went."""
    row = np.flatnonzero(happens)
    number = found.handoffs.number[row] * _ID_SPAN + slot
    draws = world.draws
    kind = np.searchsorted([0.55, 0.9], draws.uniform("activity.kind", number), side="right")
    missed = np.where(draws.chance("activity.voicemail", number, 0.4), _VOICEMAIL, _NO_ANSWER)
    reached = draws.chance("activity.connects", number, connects)
    by_call = np.where(reached, _CONNECTED, missed)
    unread = np.where(draws.chance("activity.bounces", number, 0.04) & (kind == _EMAIL), _BOUNCED, _SENT)
    in_writing = np.where(reached, _REPLIED, unread)
    return _Did(row, np.full(len(row), slot), at[row], kind, np.where(kind == _CALL, by_call, in_writing))


def _meetings(world: World, found: Outcomes) -> list[_Did]:
    """The meeting in which a lead turns out to be qualified, and now and then the one nobody came to."""
    number, qualified = found.handoffs.number, found.sql < NEVER
    before = found.accepted + (found.sql - found.accepted) // 2
    planned = np.where(qualified, before, NEVER)
    missed_at = world.clocks.after(found.handoffs.region, planned, np.ones(len(number), dtype=np.int64))
    missed = qualified & (missed_at < found.sql) & world.draws.chance("handoff.no_show", number, 0.12)
    return [_fixed(missed, _NO_SHOW, missed_at, _MEET, _MISSED), _fixed(qualified, _MEETING, found.sql, _MEET, _HELD)]


def _around(world: World, found: Outcomes) -> list[_Did]:
    """Mails a machine sends right after the handoff, calls and mails of the lead's own; none of them is an attempt."""
    draws, number, handed = world.draws, found.handoffs.number, found.handoffs.handed
    machine_at = handed + 120 + draws.below("handoff.machine_after", number, 480)
    inbound_at = found.attempted + HOUR + draws.below("handoff.inbound_after", number, 30 * HOUR)
    waits_until = np.minimum(found.attempted, handed + 3 * DAY)
    calls_in = draws.chance("handoff.calls_in", number, 0.04) & (found.rejected > waits_until)
    called_at = handed + ((waits_until - handed) * draws.uniform("handoff.called_in_after", number)).astype(np.int64)
    before = 300 + draws.below("handoff.returned_before", number, HOUR)
    called_at = np.where(found.came_back, found.attempted - before, called_at)
    writes = (found.accepted < NEVER) & draws.chance("handoff.inbound", number, 0.12)
    return [
        _fixed(draws.chance("handoff.machine", number, 0.25), _MACHINE, machine_at, _EMAIL, _SENT),
        _fixed(writes, _INBOUND, inbound_at, _EMAIL, _REPLIED),
        _fixed(calls_in | found.came_back, _CALLS_IN, called_at, _CALL, _CONNECTED),
    ]


def _deal_work(world: World, found: Outcomes) -> list[_Did]:
    """Meetings and mails on the way from the opened deal to its close."""
    number, region = found.handoffs.number, found.handoffs.region
    steps = 1 + world.draws.geometric("deal.steps", number, 1.5)
    open_for = np.where(found.closed < NEVER, found.closed - found.opportunity, 0)
    parts = []
    for index, slot in enumerate(_DEAL_STEPS):
        share = open_for * (index + 1) // (np.minimum(steps, len(_DEAL_STEPS)) + 1)
        wait = HOUR + world.draws.below("deal.step_hour", number * _ID_SPAN + slot, 6 * HOUR)
        at = world.clocks.after(region, np.where(found.closed < NEVER, found.opportunity + share, NEVER), wait)
        meets = world.draws.chance("deal.step_meets", number * _ID_SPAN + slot, 0.55)
        happens = (index < steps) & (at < found.closed)
        kind, outcome = np.where(meets, _MEET, _EMAIL), np.where(meets, _HELD, _SENT)
        row = np.flatnonzero(happens)
        parts.append(_Did(row, np.full(len(row), slot), at[row], kind[row], outcome[row]))
    return parts


def _fixed(happens: Flags, slot: int, at: Ints, kind: int, outcome: int) -> _Did:
    row = np.flatnonzero(happens)
    return _Did(row, np.full(len(row), slot), at[row], np.full(len(row), kind), np.full(len(row), outcome))
