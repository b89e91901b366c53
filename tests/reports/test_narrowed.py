"""What opens behind a number never shows more than the filters let through."""

from datetime import date
from pathlib import Path

import pytest
from houses import house_of

from overlap.reports import Filters, answer, find, opened

house = house_of("quality/feedback_by_rep")


@pytest.mark.parametrize(
    ("wanted", "value", "left"),
    [
        (None, ("web",), ("web",)),
        (("web", "mail"), ("web",), ("web",)),
        (("web",), ("mail",), ()),
        (("web",), (None, "not recorded"), ()),
        (("web", None), (None, "not recorded"), (None,)),
        (("web",), None, None),
    ],
)
def test_of_new_values_those_stay_that_were_wanted(wanted, value, left) -> None:
    assert Filters(channels=wanted).narrowed({"channels": value}).channels == left


def test_a_month_opens_to_its_days_within_the_period() -> None:
    within = Filters(starts_on=date(2026, 1, 12), ends_on=date(2026, 3, 20))
    opened_month = within.narrowed({"starts_on": date(2026, 1, 1), "ends_on": date(2026, 2, 1)})
    assert opened_month == within.period(date(2026, 1, 12), date(2026, 2, 1))
    assert Filters().narrowed({"ends_on": date(2026, 2, 1)}) == Filters(ends_on=date(2026, 2, 1))


@pytest.mark.whole
def test_someone_outside_the_filter_who_rated_inside_it_opens_to_no_handoff_of_their_own(tmp_path: Path) -> None:
    """Ben rated Anna's lead and holds one himself: under "Anna" he has no handoff, and so none behind it."""
    reader = house(
        tmp_path,
        reps=[{"rep_id": name, "rep_name": name} for name in ("Anna", "Ben")],
        leads=[{"lead_id": name, "created_at": "2026-01-01T08:00"} for name in ("Anna", "Ben")],
        handoffs=[
            {"handoff_id": name, "lead_id": name, "rep_id": name, "handed_at": "2026-01-02T08:00"}
            for name in ("Anna", "Ben")
        ],
        feedback=[
            {
                "feedback_id": "F",
                "lead_id": "Anna",
                "handoff_id": "Anna",
                "rep_id": "Ben",
                "rating": 1,
                "given_at": "2026-01-03T08:00",
            }
        ],
    )
    report, filters = find("quality/feedback_by_rep"), Filters(reps=("Anna",))
    rows = {row["rep_id"]: row for row in answer(reader, report.name, filters).frame.to_dicts()}
    behind = {}
    for name, row in rows.items():
        target, narrowed, given = opened(report, "handoff_count", row, filters, {})
        behind[name] = answer(reader, target, narrowed, params=given).frame["handoff_id"].to_list()
    reader.close()
    assert {name: row["handoff_count"] for name, row in rows.items()} == {"Anna": 1, "Ben": 0}
    assert behind == {"Anna": ["Anna"], "Ben": []}
