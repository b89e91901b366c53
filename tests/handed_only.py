"""A company that hands leads over and calls them, and records nothing of what became of them."""

from typing import Any

MONTHS = range(1, 8)
HANDED_ONLY: dict[str, Any] = {
    "as_of": "2026-07-01T00:00:00+02:00",
    "campaigns": [{"campaign_id": "C1", "channel": "ads"}],
    "reps": [{"rep_id": "R1", "team": "A"}],
    "leads": [
        {"lead_id": f"L{n}", "created_at": f"2025-0{n}-05", "channel": "ads", "source_campaign_id": "C1"}
        for n in MONTHS
    ],
    "handoffs": [
        {
            "handoff_id": f"H{n}", "lead_id": f"L{n}", "rep_id": "R1",
            "qualified_at": f"2025-0{n}-06T10:00", "handed_at": f"2025-0{n}-07T10:00",
        }
        for n in MONTHS
    ],
    "activities": [
        {
            "activity_id": f"A{n}", "lead_id": f"L{n}", "rep_id": "R1", "kind": "call",
            "direction": "outbound", "is_automated": False, "occurred_at": f"2025-0{n}-07T10:30",
        }
        for n in MONTHS
    ],
}  # fmt: skip


def _many(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Twelve of each, with scores, so that few sentences say that there are too few."""
    return [
        {**row, **{key: f"{row[key]}-{n}" for key in ("lead_id", "handoff_id") if key in row}, **_score(row, n)}
        for row in rows
        for n in range(12)
    ]


def _score(row: dict[str, Any], n: int) -> dict[str, int]:
    return {"score": 10 + 7 * n} if "handoff_id" in row else {}


LEADS_AND_HANDOFFS = {
    "as_of": HANDED_ONLY["as_of"], "leads": _many(HANDED_ONLY["leads"]), "handoffs": _many(HANDED_ONLY["handoffs"]),
}  # fmt: skip
