"""A time qualified ends by being returned, lost or won, and each may be followed by another."""

from collections.abc import Iterator
from typing import Any

import pytest
from houses import house

from overlap.reports import answer
from overlap.warehouse.reader import Reader

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
