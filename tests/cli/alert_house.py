"""A company with something to say, as of a day that a test chooses."""

from pathlib import Path

from houses import house_of

from overlap.store import open_store
from overlap.warehouse.generations.layout import Warehouse

house = house_of(
    "data/checks", "data/span", "followup/totals", "goals/promises", "agreements/in_force", "goals/status",
    "data/restatements",
)  # fmt: skip

AS_OF = "2026-06-20T12:00:00+02:00"
LATE = "2026-06-02T{:02}:00:00"


def restless(folder: Path) -> Warehouse:
    """Fifty leads never contacted, a goal far behind, one ahead, one that cannot be measured, a check that warns."""
    numbers = range(50)
    house(
        folder,
        as_of=AS_OF,
        leads=[
            {"lead_id": f"L{n}", "created_at": LATE.format(9), "email": "a@b.c" if n < 2 else None} for n in numbers
        ],
        reps=[{"rep_id": f"R{n}", "rep_name": f"Rita {n}", "team": "East"} for n in range(5)],
        handoffs=[
            {"handoff_id": f"H{n}", "lead_id": f"L{n}", "rep_id": f"R{n % 5}", "handed_at": LATE.format(10)}
            for n in numbers
        ],
        activities=[
            {"activity_id": "A1", "lead_id": "L1", "rep_id": "R1", "kind": "call", "occurred_at": LATE.format(11)}
        ],
        deals=[{"deal_id": "D1", "outcome": "won", "closed_at": LATE.format(12), "amount": "100.00", "kind": "new"}],
        goals=[
            {"goal_id": goal_id, "metric": metric, "target": target, "period_start": "2026-04-01",
             "period_end": "2026-07-01"}
            for goal_id, metric, target in (
                ("behind", "booked_from", "1000.00"), ("ahead", "handoffs", "10"), ("unknown", "happiness", "3")
            )
        ],
    ).close()  # fmt: skip
    with open_store(folder / "store.db", Warehouse(folder / "warehouse").current().house_id):
        return Warehouse(folder / "warehouse")
