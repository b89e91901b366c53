"""What became of a merged lead, table by table, and what people had typed about it."""

from collections.abc import Iterator

import pytest
from houses import house

from overlap.reports import answer
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """L3 was merged into L2, L2 into L1; all of them are still listed, and only the newest knows its company."""
    reader = house(
        tmp_path_factory.mktemp("merged"),
        leads=[
            {"lead_id": "L1", "created_at": "2026-03-03T09:00:00", "segment": "smb"},
            {"lead_id": "L2", "created_at": "2026-03-02", "company": "Varga", "segment": "enterprise"},
            {"lead_id": "L3", "created_at": "2026-03-04T09:00:00", "company": "Okoye", "region": "EMEA"},
        ],
        merged_leads=[{"lead_id": "L3", "merged_into": "L2"}, {"lead_id": "L2", "merged_into": "L1"}],
        handoffs=[{"handoff_id": "H1", "lead_id": "L2", "handed_at": "2026-03-05T10:00:00", "rep_id": "R1"}],
        activities=[
            {"activity_id": "Y1", "lead_id": "L3", "kind": "call", "occurred_at": "2026-03-05T11:00:00"},
        ],
        samples=[
            {"lead_id": name, "kind": "hold", "share": 0.1, "drawn_at": "2026-03-04T10:00:00"} for name in ("L1", "L2")
        ],
        store={
            "feedback": [
                {"lead_id": "L2", "handoff_id": "H1", "rep_id": "R1", "rating": 4, "given_at": "2026-03-06T10:00:00Z"}
            ],
            "samples": [{"lead_id": "L3", "kind": "exploration", "drawn_at": "2026-03-06T10:00:00Z"}],
        },
    )
    yield reader
    reader.close()


def test_one_lead_is_left_created_when_the_first_was_and_filled_from_the_others(merged: Reader) -> None:
    (lead,) = answer(merged, "lead/list").frame.to_dicts()
    told = {name: lead[name] for name in ("lead_id", "company", "segment", "region")}
    assert told == {"lead_id": "L1", "company": "Varga", "segment": "smb", "region": "EMEA"}
    assert str(lead["created_on"]) == "2026-03-02"


def test_what_named_an_old_id_happened_to_the_lead_that_stayed(merged: Reader) -> None:
    (row,) = answer(merged, "followup/list").frame.to_dicts()
    assert (row["handoff_id"], row["lead_id"], row["business_minutes"]) == ("H1", "L1", 60)


def test_a_draw_of_two_records_of_one_lead_is_one(merged: Reader) -> None:
    held = merged.cursor().sql("select lead_id from filtered.sampled('hold')").fetchall()
    assert held == [("L1",)]


def test_what_people_typed_about_an_old_id_belongs_to_the_lead_that_stayed(merged: Reader) -> None:
    merged.refresh(["samples", "feedback"])
    assert merged.cursor().sql("select lead_id from filtered.sampled('exploration')").fetchall() == [("L1",)]
    told = answer(merged, "lead/timeline", params={"lead_id": "L1"}).frame
    assert told.filter(event="feedback")["what"].to_list() == ["4"]
    (rated,) = answer(merged, "quality/handoffs_rated").frame.to_dicts()
    assert rated["lead_id"] == "L1"
