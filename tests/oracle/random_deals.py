"""Random deals: won, lost and open, of several leads or none, shared in all ways, in two currencies."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from random_times import random_time

REPS = ("R1", "R2", "R3", "R9")
AMOUNTS = ("0", "0.01", "0.05", "1.00", "100.01", "33.33", "-3.35", "-0.02", "9999999999.99", "-9999999999.99", None)
SHARES = ("1", "0.5", "0.5", "0.3333", "0.25", "0", "0.00004", "0.999999", "0.9999")
PROBABILITIES = ("0", "0.25", "0.333333", "1", None)
Rows = list[dict[str, Any]]


def random_deals(chance: Random, start: datetime, ids: list[str], clockless: float, count: int) -> dict[str, Rows]:
    """So many deals of these leads, with their stages, buying groups and the people who share them."""
    deals, stages, members, shares = [], {}, set(), {}
    for deal_id in (f"D{n}" for n in range(count)):
        outcome = chance.choice(("won", "won", "won", "lost", "open"))
        deals.append(
            {
                "deal_id": deal_id,
                "account_id": chance.choice(("A1", "A2", "A9", None)),
                "lead_id": chance.choice((None, None, "L99", *ids, *ids)),
                "opened_at": random_time(chance, start, clockless, range(7)) if chance.randrange(5) else None,
                "closed_at": None if outcome == "open" else random_time(chance, start, clockless, range(17)),
                "outcome": outcome,
                "amount": chance.choice(AMOUNTS),
                "currency": chance.choice((None, "EUR", "USD")),
                "kind": chance.choice((None, "new", "new", "expansion", "renewal")),
                "gross_margin": Random(f"{start}{deal_id}").choice((None, "0.5", "0.5", "0", "0.333")),
            }
        )
        if chance.randrange(2):
            at = random_time(chance, start, clockless)
            stages[deal_id, at] = chance.choice(AMOUNTS), chance.choice(PROBABILITIES)
        members |= {(deal_id, lead_id) for lead_id in ids if not chance.randrange(4)}
        for _ in range(chance.randrange(4)):
            key = deal_id, chance.choice(REPS), chance.choice(("owner", "sdr"))
            shares[key] = chance.choice(SHARES), chance.choice((None, False, False, True))
    return {
        "deals": deals,
        "deal_stages": [
            {"deal_id": deal_id, "entered_at": at, "stage": "offer", "amount_then": amount, "probability": probability}
            for (deal_id, at), (amount, probability) in stages.items()
        ],
        "deal_leads": [{"deal_id": deal_id, "lead_id": lead_id} for deal_id, lead_id in sorted(members)],
        "deal_reps": [
            {"deal_id": deal_id, "rep_id": rep_id, "role": role, "share": share, "is_overlay": is_overlay}
            for (deal_id, rep_id, role), (share, is_overlay) in shares.items()
        ],
    }


def random_rates(start: datetime) -> Rows:
    """A new rate every eighth day: on the day before each, the last one is just seven days old and must still serve."""
    first = (start - timedelta(days=8)).date()
    rates = ("0.905", "1.1", "0.333333333", "2", "0.875")
    return [
        {"currency": "USD", "day": (first + timedelta(days=8 * n)).isoformat(), "rate": rate}
        for n, rate in enumerate(rates)
    ]
