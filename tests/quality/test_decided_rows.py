"""A decision is judged by the days of the house and opens to its handoffs; what was passed on is nobody's."""

from collections.abc import Iterator
from typing import Any

import pytest
from houses import house_of

from overlap.reports import Filters, answer, find, opened
from overlap.warehouse.reader import Reader

house = house_of("quality/decisions", "quality/feedback_by_rep", "quality/handoffs_decided")

pytestmark = pytest.mark.whole

AS_OF = "2026-07-01T00:30:00+02:00"  # still June by UTC


def decision(name: str, window_days: int, **changes: Any) -> dict[str, Any]:
    return {
        "decision_id": name, "metric": "reject_share", "subject": "no_need", "campaign_id": "C1", "what": "x",
        "comparison": "the other campaigns", "owner": "Mia", "decided_on": "2026-05-01", "window_days": window_days,
        **changes,
    }  # fmt: skip


def handed(number: int, on: str, campaign: int, reason: str | None = None, **more: Any) -> tuple[dict, dict]:
    lead = {"lead_id": f"L{number}", "created_at": "2026-04-01T09:00:00", "source_campaign_id": f"C{campaign}"}
    rejected = {"rejected_at": f"{on}T15:00:00", "reject_reason": reason} if reason else {}
    return lead, {
        "handoff_id": f"H{number}",
        "lead_id": f"L{number}",
        "handed_at": f"{on}T09:00:00",
        **rejected,
        **more,
    }


ROWS = [
    handed(1, "2026-04-20", 1, "no_need", rep_id="R1"),
    handed(2, "2026-04-21", 1, "no_budget", rep_id="R1"),
    handed(3, "2026-04-21", 2, "no_need", rep_id="R1"),
    handed(4, "2026-05-01", 1, "no_need", transfers=1),
    handed(5, "2026-05-02", 1),
    handed(6, "2026-05-02", 2, rep_id="R1"),
    handed(7, "2026-06-29", 1, "no_need", rep_id="R1"),  # too young
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    built = house(
        tmp_path_factory.mktemp("decided"),
        as_of=AS_OF,
        leads=[lead for lead, _ in ROWS],
        handoffs=[row for _, row in ROWS],
        campaigns=[{"campaign_id": f"C{n}", "campaign_name": f"C{n}"} for n in (1, 2)],
        reps=[{"rep_id": "R1", "rep_name": "Ada"}],
        feedback=[{"feedback_id": "F1", "handoff_id": "H4", "lead_id": "L4", "rating": 2, "given_at": "2026-05-02"}],
        store={"decisions": [decision("ends_today", 61), decision("ends_tomorrow", 62),
                             decision("of_all", 61, campaign_id=None), decision("gone", 61, withdrawn_at=AS_OF)]},
    )  # fmt: skip
    yield built
    built.close()


def test_a_decision_is_over_by_the_day_of_the_house(reader):
    frame = answer(reader, "quality/decisions").frame
    assert dict(frame.select("decision_id", "is_over").rows()) == {
        "ends_today": True, "ends_tomorrow": False, "of_all": True,
    }  # fmt: skip


def test_each_number_of_a_decision_opens_to_its_handoffs(reader):
    report = find("quality/decisions")
    rows = {row["decision_id"]: row for row in answer(reader, report.name).frame.to_dicts()}

    def behind(decision_id: str, number: str) -> set[str]:
        name, filters, given = opened(report, number, rows[decision_id], Filters(), {})
        found = set(answer(reader, name, filters, params=given).frame["handoff_id"])
        assert len(found) == rows[decision_id][number]
        return found

    numbers = ("before_count", "before_rejected_count", "after_count", "after_rejected_count")
    assert [behind("ends_today", number) for number in numbers] == [{"H1", "H2"}, {"H1"}, {"H4", "H5"}, {"H4"}]
    assert [behind("of_all", number) for number in numbers] == [
        {"H1", "H2", "H3"}, {"H1", "H3"}, {"H4", "H5", "H6"}, {"H4"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"side": "before"}, {"H3"}),
        ({"side": "before", "is_rejected": "yes"}, {"H3"}),
        ({"side": "after"}, {"H6"}),
        ({"side": "after", "is_rejected": "yes"}, set()),
    ],
)
def test_those_a_decision_is_held_against_open_too(reader, params, expected):
    asked = {"decision_id": "ends_today", "group": "compared", **params}
    assert set(answer(reader, "quality/handoffs_decided", params=asked).frame["handoff_id"]) == expected


def test_what_was_passed_on_nobody_knows_to_whom_is_nobodys_and_not_unassigned(reader):
    frame = answer(reader, "quality/feedback_by_rep").frame
    columns = ("rep_name", "is_transferred", "handoff_count", "rated_count", "rating_count")
    assert sorted(frame.select(columns).rows()) == [
        ("Ada", "no", 5, 0, 0), ("transferred", "yes", 1, 1, 0), ("unassigned", "no", 1, 0, 1),
    ]  # fmt: skip
