"""The rows of deals, deal_stages, deal_leads and deal_reps, as an export taken at as-of shows them."""

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import NEVER, REGIONS
from overlap.demo.company.basics.columns import dates, ids, instants, money, shares, table, words
from overlap.demo.company.basics.draws import Flags
from overlap.demo.company.leads.leads import Leads, account_members
from overlap.demo.company.revenue.deal_stages import STAGES, UNKNOWN, Moves, current, moves, stage_table
from overlap.demo.company.revenue.deals import KINDS, LOST_REASONS, Deals
from overlap.demo.company.revenue.late import recorded
from overlap.demo.company.tables.lead_tables import account_ids, lead_ids
from overlap.demo.company.world.world import World

_OUTCOMES = ("open", "won", "lost")
_OPEN, _WON, _LOST = range(3)
_MILLION = 1_000_000
_ROLES = ("champion", "decision_maker", "user", "influencer")
_IN_GROUP = 0.75
_SPLIT, _SPLIT_SHARE = 0.18, 300_000
_OVERLAY, _OVERLAY_SHARE = 0.15, 150_000
_REP_ROLES = ("ae", "sdr")


def deal_tables(world: World, leads: Leads, deals: Deals) -> dict[str, pl.DataFrame]:
    """deals, deal_stages, deal_leads and deal_reps, in the order of deals."""
    opened = deals.opened <= world.as_of
    moved = moves(world, deals)
    return {
        "deals": _deals(world, leads, deals, moved).filter(pl.Series(opened)),
        "deal_stages": stage_table(deals, moved),
        "deal_leads": _buying_groups(world, leads, deals, opened),
        "deal_reps": _sellers(world, deals, opened),
    }


def _deals(world: World, leads: Leads, deals: Deals, moved: Moves) -> pl.DataFrame:
    """Every deal with its amount and stage as they stand at as-of."""
    stage, amount = current(moved, len(deals))
    lead, region = deals.lead, deals.region
    is_closed = recorded(world, deals.number, deals.closed, deals.won) <= world.as_of
    outcome = np.where(is_closed, np.where(deals.won, _WON, _LOST), _OPEN)
    margin = 550_000 + world.draws.below("deal.margin", deals.number, 31) * 10_000
    return table(
        "deals",
        {
            "deal_id": ids("D", deals.number),
            "account_id": account_ids(leads).gather(lead),
            "lead_id": lead_ids(leads).gather(lead),
            "opened_at": instants(deals.opened),
            "closed_at": instants(np.where(is_closed, deals.closed, NEVER)),
            "outcome": words(_OUTCOMES, outcome),
            "amount": money(amount, amount == UNKNOWN),
            "currency": words([place.currency for place in REGIONS], region),
            "kind": words(KINDS, deals.kind),
            "stage": words(STAGES, stage),
            "lost_reason": words(LOST_REASONS, np.where(outcome == _LOST, deals.lost_reason, -1)),
            "expected_close_on": dates(world.clocks.local_day(region, deals.due)),
            "gross_margin": shares(margin, outcome != _WON),
        },
    )


def _buying_groups(world: World, leads: Leads, deals: Deals, opened: Flags) -> pl.DataFrame:
    """The deal's own lead and most colleagues who were leads when the deal was opened."""
    own = deals.lead
    parts = []
    for place in range(len(_ROLES)):
        colleague, exists = account_members(leads, own, place)
        joins = world.draws.chance("deal.joins", deals.number * len(_ROLES) + place, _IN_GROUP)
        joins &= leads.created[colleague] <= deals.opened
        row = np.flatnonzero(opened & exists & (joins | (colleague == own)))
        parts.append(np.stack([row, colleague[row]]))
    row, member = np.concatenate(parts, axis=1)
    order = np.lexsort((member, row))
    row, member = row[order], member[order]
    other = 1 + world.draws.below("deal.role", leads.number[member], len(_ROLES) - 1)
    role = np.where(member == own[row], 0, other)
    return table(
        "deal_leads",
        {
            "deal_id": ids("D", deals.number[row]),
            "lead_id": lead_ids(leads).gather(member),
            "role": words(_ROLES, role),
        },
    )


def _sellers(world: World, deals: Deals, opened: Flags) -> pl.DataFrame:
    """The owner, in some deals a colleague with 30% of it, in some a development rep beside the shares."""
    draws, reps, owner = world.draws, world.reps, deals.owner
    split = draws.chance("deal.split", deals.number, _SPLIT) & (reps.colleague[owner] != owner)
    overlay = draws.chance("deal.overlay", deals.number, _OVERLAY)
    parts = (
        (opened, owner, np.where(split, _MILLION - _SPLIT_SHARE, _MILLION), 0),
        (opened & split, reps.colleague[owner], np.full(len(deals), _SPLIT_SHARE), 0),
        (opened & overlay, reps.developer[owner], np.full(len(deals), _OVERLAY_SHARE), 1),
    )
    row = np.concatenate([np.flatnonzero(there) for there, *_ in parts])
    place = np.repeat(np.arange(len(parts)), [int(there.sum()) for there, *_ in parts])
    order = np.argsort(row * len(parts) + place)
    seller = np.concatenate([who[there] for there, who, _, _ in parts])[order]
    share = np.concatenate([part[there] for there, _, part, _ in parts])[order]
    is_overlay = np.array([kind for *_, kind in parts])[place[order]]
    return table(
        "deal_reps",
        {
            "deal_id": ids("D", deals.number[row[order]]),
            "rep_id": words(reps.ids(), seller),
            "role": words(_REP_ROLES, is_overlay),
            "share": shares(share),
            "is_overlay": pl.Series(is_overlay == 1),
        },
    )
