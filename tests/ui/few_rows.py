"""Two leads and a won deal: the smallest house with something on every page."""

LEADS = [
    {"lead_id": "L1", "created_at": "2026-03-02T09:00:00", "company": "Varga", "channel": "webinar"},
    {"lead_id": "L2", "created_at": "2026-03-05", "lead_name": "*Jo* <b>", "channel": "email"},
]
WON = [
    {
        "deal_id": "D1", "lead_id": "L1", "opened_at": "2026-03-10T10:00:00", "closed_at": "2026-04-01T10:00:00",
        "outcome": "won", "amount": "24600.10", "kind": "new",
    }
]  # fmt: skip
