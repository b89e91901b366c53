"""The rows of samples, handoffs, assignments and stage_entries, as an export taken at as-of shows them."""

import numpy as np
import polars as pl

from overlap.contract import STAGES
from overlap.demo.company.basics.calendars import NEVER
from overlap.demo.company.basics.columns import ids, instants, integers, shares, table, words
from overlap.demo.company.basics.draws import Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.revenue.deals import deal_numbers
from overlap.demo.company.revenue.late import recorded
from overlap.demo.company.sales.outcomes import REJECT_REASONS, Outcomes
from overlap.demo.company.tables.lead_tables import lead_ids
from overlap.demo.company.world.world import World


def sales_tables(world: World, leads: Leads, found: Outcomes) -> dict[str, pl.DataFrame]:
    """samples, handoffs and assignments, in the order of leads."""
    until, handoffs = world.as_of, found.handoffs
    reason = np.where(found.rejected <= until, found.reason, -1)
    passed_on = found.passed_on <= until
    handed = table(
        "handoffs",
        {
            "handoff_id": ids("H", handoffs.number),
            "lead_id": lead_ids(leads).gather(handoffs.lead),
            "rep_id": words(world.reps.ids(), np.where(passed_on, handoffs.holder, handoffs.rep)),
            "qualified_at": instants(handoffs.qualified),
            "handed_at": instants(handoffs.handed),
            "score": integers(handoffs.score),
            "accepted_at": instants(found.accepted, until),
            "rejected_at": instants(found.rejected, until),
            "reject_reason": words(REJECT_REASONS, reason),
            "transfers": integers(passed_on),
        },
    )
    return {
        "samples": _samples(world, leads, found),
        "handoffs": handed.filter(pl.Series(handoffs.handed <= until)),
        "assignments": _assignments(world, found),
    }


def stage_table(world: World, leads: Leads, found: Outcomes) -> pl.DataFrame:
    """stage_entries: every stage a lead has entered by as-of, by lead and time."""
    lead, stage, entered = _entries(world, leads, found)
    kept = entered <= world.as_of
    lead, stage, entered = lead[kept], stage[kept], entered[kept]
    # A lead can enter two stages in the same second (its first touch may qualify it); then in the order of stages.
    order = np.argsort((lead << 42) | (entered << 7) | stage)
    return table(
        "stage_entries",
        {
            "lead_id": lead_ids(leads).gather(lead[order]),
            "stage": words(STAGES, stage[order]),
            "entered_at": instants(entered[order]),
        },
    )


def _samples(world: World, leads: Leads, found: Outcomes) -> pl.DataFrame:
    """The leads below the threshold on which the lot fell."""
    handoffs, share = found.handoffs, round(world.effects.exploration * 1_000_000)
    row = np.flatnonzero(handoffs.drawn <= world.as_of)
    return table(
        "samples",
        {
            "lead_id": lead_ids(leads).gather(handoffs.lead[row]),
            "kind": words(("exploration",), np.zeros(len(row), dtype=np.int64)),
            "share": shares(np.full(len(row), share)),
            "drawn_at": instants(handoffs.drawn[row]),
        },
    )


def _assignments(world: World, found: Outcomes) -> pl.DataFrame:
    """Who got each handoff, and after them who it was passed on to."""
    handoffs = found.handoffs
    number, place = np.tile(handoffs.number, 2), np.repeat([0, 1], len(handoffs))
    rep = np.concatenate([handoffs.rep, handoffs.holder])
    at = np.concatenate([handoffs.handed, found.passed_on])
    order = np.argsort(number * 2 + place)
    order = order[at[order] <= world.as_of]
    return table(
        "assignments",
        {
            "handoff_id": ids("H", number[order]),
            "rep_id": words(world.reps.ids(), rep[order]),
            "assigned_at": instants(at[order]),
        },
    )


def _entries(world: World, leads: Leads, found: Outcomes) -> tuple[Ints, Ints, Ints]:
    """(lead row, stage, instant) of all entries, those that never happen included."""
    known = recorded(world, deal_numbers(found.handoffs.number), found.closed, found.won) <= world.as_of
    by_handoff = {
        "mql": found.handoffs.qualified,
        "sal": found.accepted,
        "sql": found.sql,
        "opportunity": found.opportunity,
        "won": np.where(found.won & known, found.closed, NEVER),
        "lost": np.where(found.won, NEVER, np.minimum(found.closed, found.given_up)),
        "recycled": found.recycled,
    }
    lead = np.concatenate([np.arange(len(leads)), *[found.handoffs.lead] * len(by_handoff)])
    sizes = [len(leads)] + [len(found.handoffs)] * len(by_handoff)
    stage = np.repeat([STAGES.index(name) for name in ("lead", *by_handoff)], sizes)
    return lead, stage, np.concatenate([leads.created, *by_handoff.values()])
