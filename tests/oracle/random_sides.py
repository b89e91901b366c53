"""A random company of two years for the four complaints: its people, quality, selling and agreements all change."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from company import Company, Signing

REPS = ("R1", "R2", "R3", "R4")
CHANNELS = ("ads", "mail", "fair")
FIRST, AS_OF = datetime(2024, 9, 2, 8, tzinfo=UTC), datetime(2026, 7, 1, 10, tzinfo=UTC)
TURN = datetime(2025, 7, 1, tzinfo=UTC)  # from then on things are worse
Row = dict[str, Any]


def random_sides_company(chance: Random, number: int = 420, *, records_accepted: bool = True) -> Company:
    """A lead a handoff, a few handed over again; what is agreed changes in the middle of both periods."""
    worse = {name: chance.choice((0.0, 0.1, 0.2)) for name in ("sql", "won", "slow")}
    tables: dict[str, list[Row]] = {
        name: [] for name in ("leads", "handoffs", "assignments", "stage_entries", "activities", "deals", "deal_leads")
    }
    for place in range(number):
        _handed_over(chance, f"L{place:03}", tables, worse, records_accepted)
    reps = [
        {"rep_id": "R1", "team": "A", "weekly_capacity": 2, "region": "EMEA"},
        {"rep_id": "R2", "team": "A", "weekly_capacity": 1, "region": "AMER", "active_from": "2025-03-05"},
        {"rep_id": "R3", "team": "B", "weekly_capacity": 1, "active_to": "2026-02-11"},
        {"rep_id": "R4", "team": "B"},
    ]
    return Company(
        {**tables, "reps": reps}, AS_OF.isoformat(),
        conversion={"sal": 14, "sql": 30, "opportunity": 60, "won": 90},
        signings=_signings(chance),
    )  # fmt: skip


def _handed_over(
    chance: Random, lead_id: str, tables: dict[str, list[Row]], worse: dict[str, float], records_accepted: bool
) -> None:
    handed = FIRST + timedelta(minutes=chance.randrange(int((AS_OF - FIRST).total_seconds() // 60)))
    is_late = handed >= TURN
    channel, segment = chance.choice(CHANNELS), chance.choice(("smb", "mid", None))
    tables["leads"].append(
        {
            "lead_id": lead_id, "created_at": (handed - timedelta(days=2)).isoformat(), "channel": channel,
            "segment": segment, "region": chance.choice(("EMEA", "AMER", None)),
            "sourced_by": chance.choice(("marketing", None, None, "sales", "partner")),
        }
    )  # fmt: skip
    while handed < AS_OF:
        rep, score = chance.choice((*REPS, *REPS, None)), chance.choice((None, *range(0, 60, 5)))
        row: Row = {
            "handoff_id": f"{lead_id}-{len(tables['handoffs'])}", "lead_id": lead_id, "rep_id": rep, "score": score,
            "qualified_at": handed.isoformat(), "handed_at": handed.isoformat(),
        }  # fmt: skip
        tables["handoffs"].append(row)
        if chance.random() < 0.2:
            given = handed + timedelta(hours=chance.choice((1, 2, 30)))
            row["transfers"] = 1
            if chance.randrange(4):
                taken = [(handed, rep or "R1"), (given, chance.choice(REPS))]
                tables["assignments"] += [
                    {"handoff_id": row["handoff_id"], "assigned_at": at.isoformat(), "rep_id": who} for at, who in taken
                ]
        if chance.random() < 0.9:
            hours = chance.choice((1, 2, 4, 20)) * (5 if chance.random() < worse["slow"] * is_late else 1)
            tables["activities"].append(
                {
                    "activity_id": f"A{row['handoff_id']}", "lead_id": lead_id, "kind": "call", "rep_id": rep,
                    "occurred_at": (handed + timedelta(hours=hours)).isoformat(), "direction": "outbound",
                }
            )  # fmt: skip
        if chance.random() < 0.15:
            sent_back = handed + timedelta(hours=chance.choice((1, 30, 90)))
            row |= {"rejected_at": sent_back.isoformat(), "reject_reason": chance.choice(("duplicate", "no_budget"))}
            handed = sent_back + timedelta(days=chance.choice((10, 50)))
            if chance.randrange(2):
                continue
            return
        if records_accepted:
            row["accepted_at"] = (handed + timedelta(days=1)).isoformat()
        good = 0.45 + 0.1 * (segment == "mid") + 0.004 * (score or 0)
        if chance.random() < good - worse["sql"] * is_late:
            days = chance.choice((3, 10, 29, 31, 44, 46))  # either side of what is agreed
            _enters(tables, lead_id, "sql", handed + timedelta(days=days))
            if chance.random() < 0.6 - worse["won"] * is_late:
                _enters(tables, lead_id, "won", handed + timedelta(days=days + chance.choice((5, 20, 44, 46))))
        return


def _enters(tables: dict[str, list[Row]], lead_id: str, stage: str, at: datetime) -> None:
    tables["stage_entries"].append({"lead_id": lead_id, "stage": stage, "entered_at": at.isoformat()})


def _signings(chance: Random) -> list[Signing]:
    """What holds from the start, another answer from a day in the middle on, and one that begins after as-of."""
    long_ago, later = "2020-01-01T00:00:00+00:00", (AS_OF + timedelta(days=1)).isoformat()
    middle = datetime(2025, chance.choice((2, 10)), chance.randrange(1, 28), 9, 30, tzinfo=UTC).isoformat()
    promised = chance.choice((0.4, "none"))
    return [
        Signing("response", {"limit_minutes": 240, "target": 0.6}, long_ago),
        Signing("response", {"limit_minutes": 90, "target": 0.8}, middle),
        Signing("conversion", {"sal": 14, "sql": 45, "opportunity": 60, "won": 60}, middle),
        Signing("promise", {"handoffs_per_week": "none", "qualified_share": 0.9}, long_ago),
        Signing("promise", {"handoffs_per_week": chance.choice((4, "none")), "qualified_share": promised}, middle),
        Signing("promise", {"handoffs_per_week": 400, "qualified_share": 0.95}, later),
        Signing("delta", {"points": 3.0, "volume_share": 0.1}, long_ago),
        Signing("delta", {"points": chance.choice((1.5, 6.0)), "volume_share": 0.2}, middle),
        Signing("reference", {"starts_on": chance.choice(("none", date(2024, 9, 10).isoformat()))}, long_ago),
    ]
