"""Small random companies and filters: days and seconds close to every edge, ties, blanks, credit notes, DST weekends.

A company is drawn from a seed, not part by part by hypothesis, whose budget of choices one company would use up.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from company import Company, Signing

from overlap.reports import Filters

# Berlin's and New York's clocks change inside these fortnights; two begin on a Friday noon, one at Berlin's midnight.
STARTS = (
    datetime(2026, 3, 27, 12, tzinfo=UTC),
    datetime(2025, 10, 24, 12, tzinfo=UTC),
    datetime(2026, 1, 30, 23, tzinfo=UTC),
    datetime(2026, 3, 6, 12, tzinfo=UTC),
)
ZONES = ("Europe/Berlin", "Europe/Berlin", "America/New_York", "UTC")
WINDOWS = (1, 3, 7, None)
SECONDS = (-1, 0, 0, 0, 1, 3600, 36000, 39599, 39600, 43200, 50000)
STAGES = ("lead", "mql", "mql", "sal", "sql", "opportunity", "won", "lost", "recycled")
CHANNELS = ("ads", "mail", None)
CAMPAIGNS = ("C1", "C2", "C9", None)
REPS = ("R1", "R2", "R3", "R9")
AMOUNTS = ("0", "0.01", "0.05", "1.00", "100.01", "33.33", "-3.35", "-0.02", "9999999999.99", None)
SHARES = ("1", "0.5", "0.5", "0.3333", "0.25", "0", "0.00004", "0.999999")
CLOCKLESS = (0.0, 0.0, 0.3, 1.0)  # the share of times of which only the day is known
LEAD_COUNTS = (0, 1, 2, 2, 3, 3, 4, 6, 12)
Rows = list[dict[str, Any]]


def random_company(chance: Random) -> Company:
    """A company of up to twelve leads in a fortnight, told on some day of it or after."""
    start = chance.choice(STARTS)
    as_of = start + timedelta(days=chance.randint(6, 24), seconds=chance.choice(SECONDS))
    clockless, clockless_touches = chance.choice(CLOCKLESS), chance.choice(CLOCKLESS)
    leads = [_lead(chance, start, f"L{n}", clockless) for n in range(chance.choice(LEAD_COUNTS))]
    ids = [lead["lead_id"] for lead in leads]
    tables: dict[str, Rows] = {
        "leads": leads,
        "campaigns": [{"campaign_id": "C1", "campaign_name": "Spring", "channel": "ads"}, {"campaign_id": "C2"}],
        "reps": [{"rep_id": "R1", "rep_name": "Ada", "team": "A"}, {"rep_id": "R2", "team": "B"}, {"rep_id": "R3"}],
        "rates": _rates(start),
        "handoffs": [],
        **(_of_leads(chance, start, ids, clockless, clockless_touches) if ids else {}),
        **_of_deals(chance, start, ids, clockless),
    }
    return Company(
        tables,
        as_of.isoformat(),
        chance.choice(ZONES),
        window_days=chance.choice(WINDOWS),
        signings=_signings(chance, start),
    )


def random_filters(chance: Random) -> Filters:
    """Some of the filters, most of them none."""
    start = chance.choice(STARTS).date()
    starts_on, ends_on = (
        start + timedelta(days=chance.randint(-2, 20)) if chance.randrange(2) else None for _ in range(2)
    )
    if starts_on and ends_on and ends_on <= starts_on:
        ends_on = starts_on + timedelta(days=1)
    return Filters(
        starts_on=starts_on,
        ends_on=ends_on,
        channels=_some(chance, CHANNELS),
        campaigns=_some(chance, CAMPAIGNS),
        reps=_some(chance, (*REPS, None)),
        teams=_some(chance, ("A", "B", None)),
        regions=_some(chance, ("EMEA", None)),
        segments=_some(chance, ("smb", None)),
        kinds=_some(chance, ("new", "expansion", "renewal")),
    )


def _some(chance: Random, values: Sequence[str | None]) -> tuple[str | None, ...] | None:
    return None if chance.randrange(6) else tuple(value for value in values if chance.randrange(2))


def _time(chance: Random, start: datetime, clockless: float, days: Sequence[int] = range(13)) -> str:
    at = start + timedelta(days=chance.choice(days), seconds=chance.choice(SECONDS))
    return at.date().isoformat() if chance.random() < clockless else at.isoformat()


def _lead(chance: Random, start: datetime, lead_id: str, clockless: float) -> dict[str, Any]:
    return {
        "lead_id": lead_id,
        "created_at": _time(chance, start, clockless, range(5)),
        "channel": chance.choice(CHANNELS),
        "source_campaign_id": chance.choice(CAMPAIGNS),
        "region": chance.choice(("EMEA", None)),
        "segment": chance.choice(("smb", None)),
        "was_customer": chance.choice((None, False, True)),
    }


def _of_leads(
    chance: Random, start: datetime, ids: list[str], clockless: float, clockless_touches: float
) -> dict[str, Rows]:
    entries = {
        (chance.choice(ids), chance.choice(STAGES), _time(chance, start, clockless))
        for _ in range(chance.randrange(6 * len(ids)))
    }
    touches = [
        {
            "touch_id": f"T{chance.randrange(10)}{n:02}",
            "lead_id": chance.choice(ids),
            "campaign_id": chance.choice(CAMPAIGNS),
            "channel": chance.choice(CHANNELS),
            "touched_at": _time(chance, start, clockless_touches),
        }
        for n in range(chance.randrange(5 * len(ids)))
    ]
    handoffs = [_handoff(chance, start, f"H{n}", chance.choice(ids), clockless) for n in range(chance.randrange(8))]
    assignments = {
        (handoff["handoff_id"], _time(chance, start, 0)): chance.choice(REPS)
        for handoff in handoffs
        for _ in range(chance.randrange(3))
    }
    return {
        "stage_entries": [{"lead_id": a, "stage": b, "entered_at": c} for a, b, c in sorted(entries)],
        "touches": touches,
        "handoffs": handoffs,
        "assignments": [
            {"handoff_id": handoff_id, "assigned_at": at, "rep_id": rep}
            for (handoff_id, at), rep in assignments.items()
        ],
    }


def _handoff(chance: Random, start: datetime, handoff_id: str, lead_id: str, clockless: float) -> dict[str, Any]:
    return {
        "handoff_id": handoff_id,
        "lead_id": lead_id,
        "rep_id": chance.choice((*REPS, None)),
        "handed_at": _time(chance, start, clockless),
        "accepted_at": _time(chance, start, clockless) if chance.randrange(3) else None,
        "rejected_at": None if chance.randrange(3) else _time(chance, start, clockless),
        "transfers": chance.choice((None, 0, 0, 1, 2)),
    }


def _of_deals(chance: Random, start: datetime, ids: list[str], clockless: float) -> dict[str, Rows]:
    deals, stages, members, shares = [], {}, set(), {}
    for deal_id in (f"D{n}" for n in range(chance.randrange(7))):
        outcome = chance.choice(("won", "won", "won", "lost", "open"))
        deals.append(
            {
                "deal_id": deal_id,
                "lead_id": chance.choice((None, "L99", *ids, *ids)),
                "opened_at": _time(chance, start, clockless, range(7)) if chance.randrange(5) else None,
                "closed_at": None if outcome == "open" else _time(chance, start, clockless, range(17)),
                "outcome": outcome,
                "amount": chance.choice(AMOUNTS),
                "currency": chance.choice((None, "EUR", "USD")),
                "kind": chance.choice((None, "new", "new", "expansion", "renewal")),
            }
        )
        if chance.randrange(2):
            stages[deal_id, _time(chance, start, clockless)] = chance.choice(AMOUNTS)
        members |= {(deal_id, lead_id) for lead_id in ids if not chance.randrange(4)}
        for _ in range(chance.randrange(4)):
            key = deal_id, chance.choice(REPS), chance.choice(("owner", "sdr"))
            shares[key] = chance.choice(SHARES), chance.choice((None, False, False, True))
    return {
        "deals": deals,
        "deal_stages": [
            {"deal_id": deal_id, "entered_at": at, "stage": "offer", "amount_then": amount}
            for (deal_id, at), amount in stages.items()
        ],
        "deal_leads": [{"deal_id": deal_id, "lead_id": lead_id} for deal_id, lead_id in sorted(members)],
        "deal_reps": [
            {"deal_id": deal_id, "rep_id": rep_id, "role": role, "share": share, "is_overlay": is_overlay}
            for (deal_id, rep_id, role), (share, is_overlay) in shares.items()
        ],
    }


def _rates(start: datetime) -> Rows:
    """A new rate every eighth day: on the day before each, the last one is just seven days old and must still serve."""
    first = (start - timedelta(days=8)).date()
    rates = ("0.905", "1.1", "0.333333333", "2", "0.875")
    return [
        {"currency": "USD", "day": (first + timedelta(days=8 * n)).isoformat(), "rate": rate}
        for n, rate in enumerate(rates)
    ]


def _signings(chance: Random, start: datetime) -> list[Signing]:
    found = []
    if chance.randrange(2):
        values = {"sal": 1, "sql": 4, "opportunity": 2, "won": 5}
        found.append(Signing("conversion", values, _time(chance, start, 0, range(7))))
    if chance.randrange(2):
        window = chance.choice((2, 5, "none"))
        found.append(Signing("attribution", {"window_days": window}, _time(chance, start, 0, range(17))))
    return found
