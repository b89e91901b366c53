"""Who of those lost at a step can be called, by the handbook, and why not the others."""

from collections import Counter
from datetime import timedelta

from naive_facts import Facts
from naive_rejects import reason_of
from naive_rounds import Step

from overlap.reports import Filters

KINDS = ("call", "email", "meeting", "message")
NO_CONTACT = ("duplicate", "wrong_data", "opt_out", "competitor")
LEFT_ALONE = timedelta(days=14)


def left_out(facts: Facts, filters: Filters, stage: str) -> dict[str, int]:
    """Of the leads lost at a step how many are left out by the first reason that holds; `none`: they can be called."""
    lost = [step for step in facts.steps_in(filters) if step.stage == stage and _is_lost(facts, step)]
    return dict(Counter(_reason(facts, step) for step in lost))


def _is_lost(facts: Facts, step: Step) -> bool:
    known = facts.known
    in_time = known.is_within(step.began_at, step.next_at, step.within_days)
    return known.is_old_enough(step.began_at, step.within_days) and not in_time


def _reason(facts: Facts, step: Step) -> str:
    lead_id = step.person.lead_id
    if step.next_at:
        return "came_late"
    if any(one.number == 2 and one.person.lead_id == lead_id for one in facts.rounds):
        return "came_back"
    row = next(row for row in facts.known.tables["leads"] if row["lead_id"] == lead_id)
    if row.get("opted_out_at"):
        return "opted_out"
    of_lead = [one for one, lead in facts.handoffs if lead.person.lead_id == lead_id]
    latest = max(of_lead, key=lambda one: (one.handed_at.at, one.handoff_id), default=None)
    if latest and latest.rejected_at and reason_of(latest) in NO_CONTACT:
        return "no_contact"
    deals = [deal for deal in facts.deals if deal.row.get("lead_id") == lead_id and deal.kind == "new"]
    for outcome in ("open", "won"):
        if any(deal.row["outcome"] == outcome for deal in deals):
            return f"{outcome}_deal"
    return "attempted" if _is_attempted(facts, lead_id) else "none"


def _is_attempted(facts: Facts, lead_id: str) -> bool:
    """An attempt in the last fourteen days; of a day without a clock it may have been its last moment."""
    of_deals = {deal.deal_id for deal in facts.deals if deal.row.get("lead_id") == lead_id}
    return any(
        (row["occurred_at"].at + (timedelta(days=1) if row["occurred_at"].is_day else timedelta(0)))
        > facts.known.as_of - LEFT_ALONE
        for row in facts.known.tables["activities"]
        if (row.get("lead_id") == lead_id or (row.get("lead_id") is None and row.get("deal_id") in of_deals))
        and row["kind"] in KINDS
        and not row.get("is_automated")
        and row.get("direction") != "inbound"
    )
