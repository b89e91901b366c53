"""The nurture pool holds leads nobody handed over, and those that sales sent back last, by rejecting or by a stage."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from houses import house_of

from overlap.reports import answer
from overlap.warehouse.reader import Reader

house = house_of("lead/list", "quality/nurture", "quality/pool")

pytestmark = pytest.mark.whole


class Life(NamedTuple):
    """Days in January: handed over and rejected, and stages entered; how the lead then stands in the pool."""

    handed: list[tuple[int, int | None]]
    stages: list[tuple[str, str]]
    standing: str | None


LIVES = {
    "rejected": Life([(1, 3)], [], "given_back"),
    "rejected, handed over again": Life([(1, 3), (20, None)], [], None),
    "rejected, an SQL after it": Life([(1, 3)], [("sql", "05T12:00")], None),
    "an SQL, rejected after it": Life([(1, 5)], [("sql", "03T12:00")], "given_back"),
    "rejected, recycled": Life([(1, 3)], [("recycled", "08T12:00")], "given_back"),
    "rejected twice": Life([(1, 3), (20, 21)], [], "given_back"),
    "recycled": Life([(1, None)], [("recycled", "08T12:00")], "given_back"),
    "recycled, an SQL after it": Life([(1, None)], [("recycled", "08T12:00"), ("sql", "09T12:00")], None),
    "recycled, handed over again": Life([(1, None), (20, None)], [("recycled", "08T12:00")], None),
    "recycled, handed over again, rejected": Life([(1, None), (20, 21)], [("recycled", "08T12:00")], "given_back"),
    "customer who asked again, rejected": Life([(1, None), (20, 21)], [("won", "08T12:00")], "given_back"),
    "lost, rejected after it": Life([(1, 5)], [("lost", "03T12:00")], None),
    "rejected, lost after it": Life([(1, 3)], [("lost", "05T12:00")], None),
    "nobody's": Life([], [("mql", "05T12:00")], "cold"),
    "nobody's, an MQL and an SQL on one day": Life([], [("mql", "05"), ("sql", "05")], None),
    "nobody's, an opportunity and won on one day": Life([], [("opportunity", "05"), ("won", "05")], None),
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    found = house(
        tmp_path_factory.mktemp("pool"),
        as_of="2026-07-01T00:00:00+02:00",
        leads=[{"lead_id": lead, "created_at": "2026-01-01T08:00"} for lead in LIVES],
        handoffs=[
            {
                "handoff_id": f"{lead} {handed}",
                "lead_id": lead,
                "handed_at": f"2026-01-{handed:02}T10:00",
                "rejected_at": f"2026-01-{rejected:02}T10:00" if rejected else None,
            }
            for lead, life in LIVES.items()
            for handed, rejected in life.handed
        ],
        stage_entries=[
            {"lead_id": lead, "stage": stage, "entered_at": f"2026-01-{at}"}
            for lead, life in LIVES.items()
            for stage, at in life.stages
        ],
    )
    yield found
    found.close()


def test_each_lead_stands_in_the_pool_as_sales_left_it_last(reader: Reader) -> None:
    frame = answer(reader, "quality/pool").frame
    expected = {lead: life.standing for lead, life in LIVES.items() if life.standing}
    assert dict(frame.select("lead_id", "standing").iter_rows()) == expected


def test_the_pool_is_counted_as_it_is_listed(reader: Reader) -> None:
    frame = answer(reader, "quality/nurture").frame
    assert frame.select("standing", "lead_count").rows() == [("cold", 1), ("given_back", 7)]


def test_of_stages_entered_on_one_day_without_a_clock_the_furthest_is_the_latest(reader: Reader) -> None:
    stages = dict(answer(reader, "lead/list").frame.select("lead_id", "stage").iter_rows())
    assert stages["nobody's, an MQL and an SQL on one day"] == "sql"
    assert stages["nobody's, an opportunity and won on one day"] == "won"
