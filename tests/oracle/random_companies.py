"""Small random companies: days and seconds close to every edge, ties, blanks, credit notes, DST weekends.

A company is drawn from a seed, not part by part by hypothesis, whose budget of choices one company would use up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from company import Company, Signing
from random_deals import REPS, Rows, random_deals, random_rates
from random_times import SECONDS, random_time

# Berlin's and New York's clocks change inside these fortnights; two begin on a Friday noon, one at Berlin's midnight.
STARTS = (
    datetime(2026, 3, 27, 12, tzinfo=UTC),
    datetime(2025, 10, 24, 12, tzinfo=UTC),
    datetime(2026, 1, 30, 23, tzinfo=UTC),
    datetime(2026, 3, 6, 12, tzinfo=UTC),
)
ZONES = ("Europe/Berlin", "Europe/Berlin", "America/New_York", "UTC")
WINDOWS = (1, 3, 7, None)
STAGES = ("lead", "mql", "mql", "sal", "sql", "opportunity", "won", "lost", "recycled")
CHANNELS = ("ads", "mail", None)
UNCREDITED = ((), (), ("mail",), ("Ads ", "direct"), ("ads", "mail"))
ACCOUNTS = ("A1", "A2", None)
CAMPAIGNS = ("C1", "C2", "C3", "C9", None)
HALF_LIVES = (7, 1, 0.5, 2.5)
CLOCKLESS = (0.0, 0.0, 0.3, 1.0)  # the share of times of which only the day is known


@dataclass(frozen=True)
class Size:
    """What to draw how many leads and deals from, the most touches a lead has on average, the most handoffs and one."""

    leads: Sequence[int]
    deals: Sequence[int]
    touches_a_lead: int
    handoffs: int = 8


MIXED = Size(leads=(0, 1, 2, 2, 3, 3, 4, 6, 12), deals=range(7), touches_a_lead=5)
BUSY = Size(leads=(1, 2, 3, 5), deals=(2, 4, 6), touches_a_lead=20)


def random_company(chance: Random, size: Size = MIXED) -> Company:
    """A company of up to twelve leads in a fortnight, told on some day of it or after."""
    start = chance.choice(STARTS)
    as_of = start + timedelta(days=chance.randint(6, 24), seconds=chance.choice(SECONDS))
    clockless, clockless_touches = chance.choice(CLOCKLESS), chance.choice(CLOCKLESS)
    leads = [_lead(chance, start, f"L{n}", clockless) for n in range(chance.choice(size.leads))]
    ids = [lead["lead_id"] for lead in leads]
    spending = Random(as_of.isoformat())  # beside, so that a seed goes on to draw the same leads and deals
    tables: dict[str, Rows] = {
        "leads": leads,
        "campaigns": [
            {"campaign_id": "C1", "campaign_name": "Spring", "channel": "ads", **_run(spending, start)},
            {"campaign_id": "C2", **_run(spending, start)},
            {"campaign_id": "C3"},
        ],
        "reps": [
            {"rep_id": "R1", "rep_name": "Ada", "team": "A"},
            {"rep_id": "R2", "team": "B", "region": "AMER"},
            {"rep_id": "R3"},
        ],
        "rates": random_rates(start),
        "handoffs": [],
        "campaign_days": _campaign_days(spending, start),
        **(_of_leads(chance, start, ids, clockless, clockless_touches, size) if ids else {}),
        **random_deals(chance, start, ids, clockless, chance.choice(size.deals)),
    }
    return Company(
        tables,
        as_of.isoformat(),
        chance.choice(ZONES),
        window_days=chance.choice(WINDOWS),
        half_life_days=chance.choice(HALF_LIVES),
        uncredited_channels=chance.choice(UNCREDITED),
        account_fallback=chance.choice(("off", "on")),
        weights=random_weights(chance),
        signings=_signings(chance, start),
    )


def random_weights(chance: Random) -> dict[str, int]:
    """Weights of our own, some of them nothing; first, last and rest are never nothing all three."""
    weights = {part: chance.choice((0, 0, 1, 3, 7, 10000)) for part in ("first", "lead", "opportunity", "last")}
    return {**weights, "rest": chance.choice((0, 1, 10) if weights["first"] + weights["last"] else (1, 10))}


def _lead(chance: Random, start: datetime, lead_id: str, clockless: float) -> dict[str, Any]:
    return {
        "lead_id": lead_id,
        "created_at": random_time(chance, start, clockless, range(5)),
        "account_id": chance.choice(ACCOUNTS),
        "channel": chance.choice(CHANNELS),
        "source_campaign_id": chance.choice(CAMPAIGNS),
        "region": chance.choice(("EMEA", None)),
        "segment": chance.choice(("smb", None)),
        "was_customer": chance.choice((None, False, True)),
    }


def _of_leads(
    chance: Random, start: datetime, ids: list[str], clockless: float, clockless_touches: float, size: Size
) -> dict[str, Rows]:
    entries = {
        (chance.choice(ids), chance.choice(STAGES), random_time(chance, start, clockless))
        for _ in range(chance.choice((0, chance.randrange(6 * len(ids)), chance.randrange(6 * len(ids)))))
    }
    touches = [
        {
            "touch_id": f"T{chance.randrange(10)}{n:02}",
            "lead_id": chance.choice(ids),
            "campaign_id": chance.choice(CAMPAIGNS),
            "channel": chance.choice(CHANNELS),
            "touched_at": random_time(chance, start, clockless_touches),
        }
        for n in range(chance.randrange(size.touches_a_lead * len(ids)))
    ]
    handoffs = [
        _handoff(chance, start, f"H{n}", chance.choice(ids), clockless) for n in range(chance.randrange(size.handoffs))
    ]
    assignments = {
        (handoff["handoff_id"], random_time(chance, start, 0)): chance.choice(REPS)
        for handoff in handoffs
        for _ in range(chance.randrange(3))
    }
    return {
        "activities": [
            _activity(chance, start, f"A{n}", ids, clockless) for n in range(chance.randrange(2 * len(ids)))
        ],
        "stage_entries": [{"lead_id": a, "stage": b, "entered_at": c} for a, b, c in sorted(entries)],
        "touches": touches,
        "handoffs": handoffs,
        "assignments": [
            {"handoff_id": handoff_id, "assigned_at": at, "rep_id": rep}
            for (handoff_id, at), rep in assignments.items()
        ],
    }


def _run(chance: Random, start: datetime) -> dict[str, str | None]:
    """From when to when a campaign ran: a few days, two weeks, or nobody knows."""
    first = start.date() + timedelta(days=chance.randint(-3, 6))
    last = first + timedelta(days=chance.choice((0, 3, 10, 14, 25)))
    return {
        "started_on": first.isoformat() if chance.randrange(5) else None,
        "ended_on": last.isoformat() if chance.randrange(5) else None,
    }


def _campaign_days(chance: Random, start: datetime) -> Rows:
    days = {
        (chance.choice(("C1", "C2", "C3")), start.date() + timedelta(days=chance.choice((0, 0, 1, 2, 5, 9))))
        for _ in range(chance.randrange(5))
    }
    return [
        {
            "campaign_id": campaign_id, "day": day.isoformat(), "measure": measure,
            "quantity": chance.choice(("0.00", "0.05", "10.00", "99.99", "-1.00")),
            "currency": chance.choice((None, "EUR", "USD")) if measure == "spend" else None,
        }
        for campaign_id, day in sorted(days)
        for measure in chance.choice((("spend",), ("clicks",), ("clicks", "spend")))
    ]  # fmt: skip


def _activity(chance: Random, start: datetime, activity_id: str, ids: list[str], clockless: float) -> dict[str, Any]:
    return {
        "activity_id": activity_id,
        "lead_id": chance.choice((None, *ids)),
        "deal_id": chance.choice((None, None, "D0", "D1", "D99")),
        "rep_id": chance.choice((*REPS, None)),
        "kind": chance.choice(("call", "email", "note")),
        "occurred_at": random_time(chance, start, clockless),
        "direction": chance.choice(("outbound", "inbound", None)),
        "is_automated": chance.choice((None, False, False, True)),
        "status": chance.choice((None, None, "done", "planned")),
    }


def _handoff(chance: Random, start: datetime, handoff_id: str, lead_id: str, clockless: float) -> dict[str, Any]:
    handed_at = random_time(chance, start, clockless)
    return {
        "handoff_id": handoff_id,
        "lead_id": lead_id,
        "rep_id": chance.choice((*REPS, None)),
        "qualified_at": chance.choice((None, handed_at, random_time(chance, start, clockless))),
        "handed_at": handed_at,
        "accepted_at": random_time(chance, start, clockless) if chance.randrange(3) else None,
        "rejected_at": None if chance.randrange(3) else random_time(chance, start, clockless),
        "transfers": chance.choice((None, 0, 0, 1, 2)),
    }


def _signings(chance: Random, start: datetime) -> list[Signing]:
    found = []
    if chance.randrange(2):
        values = {"sal": 1, "sql": 4, "opportunity": 2, "won": 5}
        found.append(Signing("conversion", values, random_time(chance, start, 0, range(7))))
    for at in {random_time(chance, start, 0, range(17)) for _ in range(chance.randrange(3))}:
        values = {
            "window_days": chance.choice((2, 5, "none")),
            "half_life_days": chance.choice(HALF_LIVES),
            "uncredited_channels": list(chance.choice(UNCREDITED)),
            "account_fallback": chance.choice(("off", "on")),
        }
        found.append(Signing("attribution", values, at))
    if chance.randrange(2):
        found.append(Signing("weights", random_weights(chance), random_time(chance, start, 0, range(17))))
    return found
