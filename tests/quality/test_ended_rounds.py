"""A time qualified ends by being returned, lost or won, and each may be followed by another."""

from collections.abc import Iterator
from typing import Any

import pytest
from houses import house_of

from overlap.reports import answer
from overlap.warehouse.reader import Reader

house = house_of("quality/comeback", "quality/ended_rounds")

pytestmark = pytest.mark.whole

LIVES = {
    "customer who asks again": [("mql", 1), ("won", 5), ("mql", 20), ("sql", 21)],
    "customer": [("mql", 1), ("won", 6)],
    "returned and back": [("mql", 2), ("recycled", 4), ("mql", 9)],
    "lost": [("mql", 2), ("lost", 3)],
    "open": [("mql", 3)],
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    found = house(
        tmp_path_factory.mktemp("ended"),
        as_of="2026-07-01T00:00:00+02:00",
        leads=[{"lead_id": lead, "created_at": "2026-01-01T08:00"} for lead in LIVES],
        stage_entries=[
            {"lead_id": lead, "stage": stage, "entered_at": f"2026-01-{day:02}T12:00"}
            for lead, life in LIVES.items()
            for stage, day in life
        ],
    )
    yield found
    found.close()


def test_a_win_ends_a_time_qualified_as_a_return_and_a_loss_do(reader: Reader) -> None:
    rows: dict[str, dict[str, Any]] = {
        row["ended_as"]: row for row in answer(reader, "quality/comeback").frame.to_dicts()
    }
    assert {how: (row["ended_count"], row["back_count"]) for how, row in rows.items()} == {
        "won": (2, 1), "given_back": (1, 1), "lost": (1, 0),
    }  # fmt: skip
    assert [rows[how]["qualified_again_count"] for how in ("won", "given_back")] == [1, 0]


def test_the_customers_who_came_back_are_listed(reader: Reader) -> None:
    frame = answer(reader, "quality/ended_rounds", params={"ended_as": "won", "result": "back"}).frame
    assert frame.select("lead_id", "days").rows() == [("customer who asks again", 15)]


# Sales sends a lead back by rejecting its handoff, and the source knows no stage for that.
REJECTED = {
    "rejected for good": ([(1, 3)], []),
    "rejected and handed over again": ([(1, 3), (20, None)], []),
    "rejected and yet an SQL": ([(1, 3)], [("sql", 5)]),
    "rejected and recycled later": ([(1, 3)], [("recycled", 8)]),
    "accepted": ([(1, None)], []),
}


@pytest.fixture(scope="module")
def sent_back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    found = house(
        tmp_path_factory.mktemp("rejected"),
        as_of="2026-07-01T00:00:00+02:00",
        leads=[{"lead_id": lead, "created_at": "2026-01-01T08:00"} for lead in REJECTED],
        handoffs=[
            {
                "handoff_id": f"{lead} {handed}",
                "lead_id": lead,
                "qualified_at": f"2026-01-{handed:02}T09:00",
                "handed_at": f"2026-01-{handed:02}T10:00",
                "rejected_at": f"2026-01-{rejected:02}T10:00" if rejected else None,
            }
            for lead, (handoffs, _) in REJECTED.items()
            for handed, rejected in handoffs
        ],
        stage_entries=[
            {"lead_id": lead, "stage": stage, "entered_at": f"2026-01-{day:02}T12:00"}
            for lead, (_, stages) in REJECTED.items()
            for stage, day in stages
        ],
    )
    yield found
    found.close()


def test_a_rejection_that_nothing_follows_ends_a_time_qualified(sent_back: Reader) -> None:
    frame = answer(sent_back, "quality/ended_rounds").frame
    assert {(row["lead_id"], row["ended_as"], row["ended_at"].day, row["days"]) for row in frame.to_dicts()} == {
        ("rejected for good", "given_back", 3, 178),
        ("rejected and handed over again", "given_back", 3, 16),
        ("rejected and recycled later", "given_back", 8, 173),
    }
    (row,) = answer(sent_back, "quality/comeback").frame.to_dicts()
    assert (row["ended_as"], row["ended_count"], row["back_count"]) == ("given_back", 3, 1)
