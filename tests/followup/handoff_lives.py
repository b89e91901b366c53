"""Handoffs and what was done about them, as rows; and what has become of them, as reports tell."""

from typing import Any

from followup_marts import FollowupHouse

from overlap.reports import Filters, answer

# Berlin, Monday 8 June 2026; as-of is Wednesday noon. An hour of business time, Mon-Fri 9:00 to 17:30 without a break.
MONDAY, NOON = "2026-06-08T10:00:00", "2026-06-10T12:00:00"
AGREED = {"response": {"limit_minutes": 60}}


def handed(name: str, at: str = MONDAY, **more: Any) -> dict[str, Any]:
    """A handoff named like its lead."""
    return {"handoff_id": name, "lead_id": name, "handed_at": at, "rep_id": "R1", **more}


def called(lead: str, at: str, **more: Any) -> dict[str, Any]:
    """A call that nobody answered."""
    return {"activity_id": f"{lead} {at} {more}", "lead_id": lead, "kind": "call", "occurred_at": at, **more}


def states(house: FollowupHouse) -> dict[str, str]:
    """handoff_id -> state."""
    return dict(answer(house, "followup/list").frame.select("handoff_id", "state").iter_rows())


def total(house: FollowupHouse, filters: Filters | None = None) -> dict[str, Any]:
    """The one row of followup/totals."""
    return answer(house, "followup/totals", filters).frame.to_dicts()[0]


def fact(house: FollowupHouse, columns: str) -> list[tuple]:
    """Columns of the mart, by handoff."""
    with house.connection.cursor() as cursor:
        return cursor.sql(f"select {columns} from marts.followups order by handoff_id").pl().rows()
