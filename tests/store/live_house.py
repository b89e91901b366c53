"""A house with feedback of its source, about which people type more."""

from datetime import UTC, datetime
from typing import Any

from overlap.reports import Filters
from overlap.store.feedback import Rating
from overlap.warehouse.reader import Reader

AT = datetime(2026, 7, 3, 9, tzinfo=UTC)
MAY = datetime(2026, 5, 1, tzinfo=UTC)
EVERY = "select * from filtered.feedback($filters) where lead_id <> 'L3' order by handed_at, is_typed, feedback_id"
WRITTEN: dict[str, Any] = {
    "reps": [{"rep_id": name, "rep_name": f"Person {name}"} for name in ("R1", "R2")],
    "leads": [
        {"lead_id": name, "created_at": "2026-05-01T09:00:00", "channel": "web", "source_campaign_id": "C1"}
        for name in ("L1", "L2", "L3")
    ],
    "campaigns": [{"campaign_id": "C1", "campaign_name": "Spring"}],
    "handoffs": [
        {"handoff_id": "H1", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-06-01T09:00:00"},
        # The same round: the source made a new row when it passed the lead on.
        {"handoff_id": "H1b", "lead_id": "L1", "rep_id": "R2", "handed_at": "2026-06-02T09:00:00"},
        {"handoff_id": "H2", "lead_id": "L2", "rep_id": "R2", "handed_at": "2026-06-10T09:00:00"},
        {"handoff_id": "H3", "lead_id": "L3", "handed_at": "2026-06-01T09:00:00", "rejected_at": "2026-06-02T09:00:00"},
        {"handoff_id": "H4", "lead_id": "L3", "handed_at": "2026-06-05T09:00:00"},
    ],
    "feedback": [
        {
            "feedback_id": "F1", "handoff_id": "H1", "lead_id": "L1", "rep_id": "R1", "rating": 2,
            "reasons": "no budget; wrong contact;", "comment": "so", "given_at": "2026-06-03T09:00:00",
        },
        {"feedback_id": "F2", "lead_id": "L2", "comment": "no stars", "given_at": "2026-06-11T09:00:00"},
        {"feedback_id": "F3", "handoff_id": "H3", "lead_id": "L3", "rating": 1, "given_at": "2026-06-06T09:00:00"},
        {"feedback_id": "F4", "lead_id": "L3", "rating": 5, "given_at": "2026-06-06T09:00:00"},
    ],
}  # fmt: skip


def said(reader: Reader, *columns: str, **filters: Any) -> list[tuple]:
    reader.refresh(["feedback"])
    frame = reader.cursor_for(EVERY).sql(EVERY, params={"filters": Filters(**filters).struct}).pl()
    return frame.select(columns).rows()


def rating(handoff_id="H2", lead_id="L2", rep_id="R1", stars=5, **more) -> Rating:
    form = f"{handoff_id} {rep_id} {stars}"
    return Rating(form, handoff_id, lead_id, rep_id, stars, "Sam", **more)
