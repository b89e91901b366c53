"""The rows of handoffs, assignments and stage_entries, as an export taken at as-of shows them."""

import numpy as np
import polars as pl

from overlap.contract import STAGES
from overlap.demo.calendars import NEVER
from overlap.demo.columns import ids, instants, integers, table, words
from overlap.demo.draws import Ints
from overlap.demo.lead_tables import lead_ids
from overlap.demo.leads import Leads
from overlap.demo.outcomes import REJECT_REASONS, Outcomes
from overlap.demo.world import World


def sales_tables(world: World, leads: Leads, found: Outcomes) -> dict[str, pl.DataFrame]:
    """handoffs and assignments (one a handoff), in the order of leads."""
    until, handoffs = world.as_of, found.handoffs
    reason = np.where(found.rejected <= until, found.reason, -1)
    seller = words(world.reps.ids(), handoffs.rep)
    handoff_id, handed_at = ids("H", handoffs.number), instants(handoffs.handed)
    handed = table(
        "handoffs",
        {
            "handoff_id": handoff_id,
            "lead_id": lead_ids(leads).gather(handoffs.lead),
            "rep_id": seller,
            "qualified_at": instants(handoffs.qualified),
            "handed_at": handed_at,
            "score": integers(handoffs.score),
            "accepted_at": instants(found.accepted, until),
            "rejected_at": instants(found.rejected, until),
            "reject_reason": words(REJECT_REASONS, reason),
            "transfers": integers(np.zeros(len(handoffs))),
        },
    )
    assigned = table("assignments", {"handoff_id": handoff_id, "rep_id": seller, "assigned_at": handed_at})
    there = pl.Series(handoffs.handed <= until)
    return {"handoffs": handed.filter(there), "assignments": assigned.filter(there)}


def stage_table(world: World, leads: Leads, found: Outcomes) -> pl.DataFrame:
    """stage_entries: every stage a lead has entered by as-of, by lead and time."""
    lead, stage, entered = _entries(leads, found)
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


def _entries(leads: Leads, found: Outcomes) -> tuple[Ints, Ints, Ints]:
    """(lead row, stage, instant) of all entries, those that never happen included."""
    by_handoff = {
        "mql": found.handoffs.qualified,
        "sal": found.accepted,
        "sql": found.sql,
        "opportunity": found.opportunity,
        "won": np.where(found.won, found.closed, NEVER),
        "lost": np.where(found.won, NEVER, np.minimum(found.closed, found.given_up)),
        "recycled": found.recycled,
    }
    lead = np.concatenate([np.arange(len(leads)), *[found.handoffs.lead] * len(by_handoff)])
    sizes = [len(leads)] + [len(found.handoffs)] * len(by_handoff)
    stage = np.repeat([STAGES.index(name) for name in ("lead", *by_handoff)], sizes)
    return lead, stage, np.concatenate([leads.created, *by_handoff.values()])
