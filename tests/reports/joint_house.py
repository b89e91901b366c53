"""A house of eleven leads and nine deals in which each rule of shared revenue shows its edge."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from houses import AS_OF, ZONE, house, instant

from overlap.warehouse.reader import Reader

WON_WITHIN, WINDOW = 100, 90  # days


def moment(days: int, seconds: int, before: str) -> str:
    """The instant so many days of 24 hours and seconds before another, whatever the clocks did between."""
    return (instant(before, ZoneInfo(ZONE)) - timedelta(days=days, seconds=seconds)).isoformat()


CLOSED = "2026-04-01T12:00"
CREATED = "2026-02-01T09:00"
LEADS: list[dict[str, Any]] = [
    {"lead_id": "L1", "created_at": "2026-01-10T09:00", "source_campaign_id": "C1", "lead_name": "Ada"},
    {"lead_id": "L2", "created_at": "2026-01-20T09:00", "source_campaign_id": "C2", "region": "North"},
    {"lead_id": "L3", "created_at": "2026-05-01T09:00", "source_campaign_id": "C1"},
    {"lead_id": "L4", "created_at": "2026-01-05T09:00"},
    {"lead_id": "L5", "created_at": CREATED, "source_campaign_id": "C2"},
    {"lead_id": "L6", "created_at": "2026-02-15T09:00", "source_campaign_id": "C2"},
    {"lead_id": "L7", "created_at": "2026-06-01T09:00"},
    {"lead_id": "L8", "created_at": CREATED, "source_campaign_id": "C2"},
    {"lead_id": "L9", "created_at": moment(WON_WITHIN, 0, AS_OF), "source_campaign_id": "C3"},
    {"lead_id": "L10", "created_at": moment(WON_WITHIN, -1, AS_OF), "source_campaign_id": "C3"},
    {"lead_id": "L11", "created_at": "2026-01-15T09:00"},
]
STAGES = [
    {"lead_id": "L1", "stage": "mql", "entered_at": "2026-01-12T09:00"},
    {"lead_id": "L1", "stage": "sql", "entered_at": "2026-01-25T09:00"},
    {"lead_id": "L5", "stage": "mql", "entered_at": moment(-WON_WITHIN, 1, CREATED)},
    {"lead_id": "L8", "stage": "mql", "entered_at": moment(-WON_WITHIN, 0, CREATED)},
]
TOUCHES = [
    {"touch_id": "T0", "lead_id": "L1", "campaign_id": "C2", "touched_at": moment(WINDOW, 1, CLOSED)},
    {
        "touch_id": "T1",
        "lead_id": "L1",
        "campaign_id": "C1",
        "touched_at": moment(WINDOW, 0, CLOSED),
        "kind": "booth_scan",
    },
    {"touch_id": "T2", "lead_id": "L1", "campaign_id": "C2", "touched_at": "2026-02-01T08:00", "kind": "email_click"},
    {"touch_id": "T3", "lead_id": "L1", "campaign_id": "C3", "touched_at": moment(7, 0, CLOSED), "content": "Paper"},
    {"touch_id": "T4", "lead_id": "L6", "campaign_id": "C2", "touched_at": "2026-03-10T09:00"},
    {"touch_id": "T5", "lead_id": "L3", "campaign_id": "C1", "touched_at": "2026-06-02T09:00"},
    {"touch_id": "T6", "lead_id": "L3", "campaign_id": "C2", "touched_at": "2026-06-03T09:00"},
    {"touch_id": "T7", "lead_id": "L7", "campaign_id": "C2", "touched_at": "2026-06-11T09:00"},
    {"touch_id": "T8", "lead_id": "L5", "campaign_id": "C2", "touched_at": "2026-02-02T09:00"},
    {"touch_id": "T9", "lead_id": "L8", "channel": "email", "touched_at": moment(-WON_WITHIN, 0, CREATED)},
    {"touch_id": "T10", "lead_id": "L9", "campaign_id": "C3", "touched_at": moment(WON_WITHIN + WINDOW, 0, AS_OF)},
]
DEALS: list[dict[str, Any]] = [
    {"deal_id": "D1", "lead_id": "L1", "opened_at": "2026-02-01T09:00", "closed_at": CLOSED, "outcome": "won",
     "amount": "1000.00", "gross_margin": "0.5"},
    {"deal_id": "D2", "lead_id": "L2", "opened_at": "2026-03-01T09:00", "closed_at": "2026-05-10T12:00",
     "outcome": "won", "amount": "220.00", "currency": "USD"},
    {"deal_id": "D3", "lead_id": "L4", "opened_at": "2026-02-01T09:00", "closed_at": "2026-03-01T09:00",
     "outcome": "won", "amount": "300.00"},
    {"deal_id": "D4", "lead_id": "L6", "opened_at": "2026-03-01T09:00", "closed_at": "2026-04-10T12:00",
     "outcome": "lost", "amount": "50.00"},
    {"deal_id": "D5", "lead_id": "L3", "opened_at": "2026-06-01T09:00", "outcome": "open", "amount": "100.01"},
    {"deal_id": "D6", "lead_id": "L7", "opened_at": "2026-06-10T09:00", "outcome": "open", "amount": "80.00"},
    {"deal_id": "D8", "lead_id": "L7", "opened_at": "2026-06-09T09:00", "outcome": "open"},
    {"deal_id": "D9", "lead_id": "L11", "opened_at": "2026-02-15T09:00", "closed_at": "2026-03-15T09:00",
     "outcome": "lost"},
]  # fmt: skip
DEAL_STAGES = [
    {"deal_id": "D5", "stage": "discovery", "entered_at": "2026-06-01T09:00", "probability": "0.2"},
    {"deal_id": "D5", "stage": "proposal", "entered_at": "2026-06-20T09:00", "probability": "0.5"},
    {"deal_id": "D6", "stage": "discovery", "entered_at": "2026-06-10T09:00", "probability": "0.3"},
    {"deal_id": "D6", "stage": "proposal", "entered_at": "2026-06-15T09:00"},
]
SHARES = [
    {"deal_id": "D1", "rep_id": "R1", "role": "owner", "share": "0.6"},
    {"deal_id": "D1", "rep_id": "R2", "role": "owner", "share": "0.6"},
    {"deal_id": "D1", "rep_id": "R3", "role": "sdr", "share": "0.15", "is_overlay": True},
    {"deal_id": "D3", "rep_id": "R1", "role": "owner", "share": "1"},
    {"deal_id": "D5", "rep_id": "R1", "role": "owner", "share": "1"},
]
ACTIVITIES = [
    {"activity_id": "A1", "deal_id": "D1", "rep_id": "R1", "kind": "call", "occurred_at": "2026-03-30T09:00"},
    {"activity_id": "A2", "lead_id": "L1", "rep_id": "R2", "kind": "call", "occurred_at": "2026-03-31T09:00"},
    {"activity_id": "A3", "lead_id": "L2", "kind": "call", "occurred_at": moment(WINDOW, 1, "2026-05-10T12:00")},
    {"activity_id": "A4", "lead_id": "L4", "kind": "email", "direction": "inbound",
     "occurred_at": moment(WINDOW, 0, "2026-03-01T09:00")},
    {"activity_id": "A5", "lead_id": "L6", "kind": "email", "occurred_at": "2026-04-01T09:00", "is_automated": True},
    {"activity_id": "A6", "lead_id": "L6", "deal_id": "D1", "kind": "call", "occurred_at": "2026-03-30T10:00"},
    {"activity_id": "A7", "lead_id": "L5", "kind": "call", "occurred_at": "2026-02-03T09:00"},
    {"activity_id": "A8", "lead_id": "L6", "kind": "call", "occurred_at": "2026-04-10T12:00:01"},
]  # fmt: skip
SPEND = [
    {"campaign_id": "C1", "day": "2026-01-05", "measure": "spend", "quantity": "100.00", "currency": "USD"},
    {"campaign_id": "C1", "day": "2026-01-06", "measure": "spend", "quantity": "50.00"},
    {"campaign_id": "C1", "day": "2026-01-06", "measure": "clicks", "quantity": "7"},
    {"campaign_id": "C2", "day": "2026-02-01", "measure": "spend", "quantity": "30.00", "currency": "EUR"},
    {"campaign_id": "C3", "day": "2026-02-01", "measure": "clicks", "quantity": "9"},
]
TABLES: dict[str, Any] = {
    "campaigns": [
        {"campaign_id": "C1", "campaign_name": "Fair", "channel": "trade_show"},
        {"campaign_id": "C2", "campaign_name": "Mail", "channel": "email"},
        {"campaign_id": "C3", "channel": "paid"},
    ],
    "reps": [
        {"rep_id": "R1", "rep_name": "Okafor", "role": "ae"},
        {"rep_id": "R2", "rep_name": "Keller", "role": "ae"},
        {"rep_id": "R3", "rep_name": "Sato", "role": "sdr"},
    ],
    "rates": [
        {"currency": "USD", "day": "2026-01-04", "rate": "0.5"},
        {"currency": "USD", "day": "2026-05-10", "rate": "0.5"},
    ],
    "leads": LEADS,
    "stage_entries": STAGES,
    "touches": TOUCHES,
    "deals": DEALS,
    "deal_stages": DEAL_STAGES,
    "deal_reps": SHARES,
    "activities": ACTIVITIES,
    "campaign_days": SPEND,
}


def joint_house(folder: Path, **changed: Any) -> Reader:
    """The house, some of its tables changed; the caller closes the reader. A table that is None was not supplied."""
    tables = {name: rows for name, rows in {**TABLES, **changed}.items() if rows is not None}
    return house(
        folder, agreements={"conversion": {"sal": 14, "sql": 30, "opportunity": 60, "won": WON_WITHIN}}, **tables
    )
