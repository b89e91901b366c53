"""Where reports and handbook are known to differ: each fault as the truth it breaks, until it is mended."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from houses import Rows, house

from overlap.reports import Filters, answer

LEAD = {"lead_id": "L1", "created_at": "2026-01-05T09:00:00"}
CONVERSION = {"conversion": {"sal": 2, "sql": 3, "opportunity": 5, "won": 7}}

fault = pytest.mark.xfail(strict=True, reason="queries/ differs from METRICS.md here")


def totals(folder: Path, filters: Filters | None = None, **tables: Rows) -> dict[str, Any]:
    """overview/totals of a house with these rows."""
    tables = {"leads": [LEAD], "handoffs": [], **tables}
    with closing(house(folder, agreements=CONVERSION, **tables)) as reader:
        return answer(reader, "overview/totals", filters).frame.to_dicts()[0]


@fault
def test_a_rejected_handoff_is_not_accepted_because_the_next_one_was_qualified(tmp_path: Path) -> None:
    handoffs = [
        {"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-02-02T10:00:00", "rejected_at": "2026-02-02T11:00:00"},
        {"handoff_id": "H2", "lead_id": "L1", "handed_at": "2026-02-03T10:00:00"},
    ]
    qualified = [{"lead_id": "L1", "stage": "sql", "entered_at": "2026-02-03T11:00:00"}]
    found = totals(tmp_path, handoffs=handoffs, stage_entries=qualified)
    assert (found["handoff_count"], found["accepted_count"]) == (2, 1)


@fault
def test_an_acceptance_dated_before_the_handoff_is_none(tmp_path: Path) -> None:
    handoffs = [
        {"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-02-02T10:00:00", "accepted_at": "2026-02-01T10:00:00"}
    ]
    assert totals(tmp_path, handoffs=handoffs)["accepted_count"] == 0


@fault
def test_an_acceptance_without_a_clock_is_late_on_the_day_after_the_last(tmp_path: Path) -> None:
    handoffs = [{"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-02-02T10:00:00", "accepted_at": "2026-02-04"}]
    assert totals(tmp_path, handoffs=handoffs)["accepted_count"] == 0


@fault
def test_a_lead_qualified_on_the_day_of_its_handoff_is_accepted(tmp_path: Path) -> None:
    handoffs = [{"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-02-02T10:00:00"}]
    qualified = [{"lead_id": "L1", "stage": "sql", "entered_at": "2026-02-02"}]
    assert totals(tmp_path, handoffs=handoffs, stage_entries=qualified)["accepted_count"] == 1


@fault
def test_a_lead_rejected_on_the_day_of_its_handoff_and_handed_over_again_counts_twice(tmp_path: Path) -> None:
    handoffs = [
        {"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-02-02", "rejected_at": "2026-02-02"},
        {"handoff_id": "H2", "lead_id": "L1", "handed_at": "2026-02-09", "accepted_at": "2026-02-09"},
    ]
    found = totals(tmp_path, handoffs=handoffs)
    assert (found["handoff_count"], found["accepted_count"]) == (2, 1)


@fault
def test_a_lead_given_back_to_the_queue_is_nobodys(tmp_path: Path) -> None:
    handoffs = [
        {"handoff_id": "H1", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-02-02T10:00:00"},
        {"handoff_id": "H2", "lead_id": "L1", "rep_id": None, "handed_at": "2026-02-03T10:00:00"},
    ]
    found = totals(tmp_path, Filters(reps=("R1",)), reps=[{"rep_id": "R1"}], handoffs=handoffs)
    assert (found["lead_count"], found["handoff_count"]) == (0, 0)


@fault
def test_a_step_between_two_instants_is_timed_by_the_clock_whatever_else_has_none(tmp_path: Path) -> None:
    leads = [{"lead_id": "L1", "created_at": "2026-01-05"}]
    entries = [
        {"lead_id": "L1", "stage": "mql", "entered_at": "2026-01-06T10:00:00"},
        {"lead_id": "L1", "stage": "sal", "entered_at": "2026-01-08T09:00:00"},
    ]
    with closing(house(tmp_path, agreements=CONVERSION, leads=leads, stage_entries=entries, handoffs=[])) as reader:
        steps = answer(reader, "funnel/drop_off").frame
    assert steps.select("stage", "old_enough_count", "made_count").rows() == [("mql", 1, 1)]


@fault
def test_a_second_win_without_a_clock_does_not_change_how_the_first_is_timed(tmp_path: Path) -> None:
    wins = [
        {"lead_id": "L1", "stage": "won", "entered_at": "2026-01-12T08:00:00"},
        {"lead_id": "L1", "stage": "won", "entered_at": "2026-02-12"},
    ]
    with closing(house(tmp_path, leads=[LEAD], stage_entries=wins, handoffs=[])) as reader:
        found = answer(reader, "funnel/by_channel", params={"within_days": 7}).frame
    assert found.select("old_enough_count", "won_count").rows() == [(1, 1)]


@fault
def test_a_deal_shared_by_somebody_without_a_team_is_found_under_no_team(tmp_path: Path) -> None:
    deals = [
        {"deal_id": "D1", "lead_id": "L1", "opened_at": "2026-02-01T10:00:00", "closed_at": "2026-02-02T10:00:00",
         "outcome": "won", "amount": "10"}
    ]  # fmt: skip
    shares = [
        {"deal_id": "D1", "rep_id": "R1", "role": "ae", "share": "0.5"},
        {"deal_id": "D1", "rep_id": "R2", "role": "ae", "share": "0.5"},
    ]
    reps = [{"rep_id": "R1", "team": "A"}, {"rep_id": "R2"}]
    found = totals(tmp_path, Filters(teams=(None,)), reps=reps, deals=deals, deal_reps=shares)
    assert found["deal_count"] == 1


@fault
def test_a_house_that_supplied_an_empty_list_of_deals_opened_none(tmp_path: Path) -> None:
    found = totals(tmp_path, deals=[])
    assert (found["deal_count"], found["opened_count"]) == (0, 0)
