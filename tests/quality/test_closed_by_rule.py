"""What a rule closes because nobody worked it is nobody's rejection: neither sales' no nor a bad lead of marketing."""

import pytest
from houses import house_of

from overlap.reports import answer

house = house_of("quality/handoffs", "quality/reject_reasons", "quality/totals")

pytestmark = pytest.mark.whole
REASONS = ("expired", "no_need", "typed by somebody", None)


def test_a_handoff_that_a_rule_closed_stays_undecided_even_where_its_days_are_longer(tmp_path):
    """One is accepted, four are rejected on the 31st day, agreed are 40 days; one of them by the rule."""
    agreed = {"conversion": {"sal": 40}}
    leads = [{"lead_id": f"L{place}", "created_at": "2026-02-01T09:00:00"} for place in range(len(REASONS))]
    handoffs = [
        {
            "handoff_id": f"H{place}", "lead_id": f"L{place}", "rep_id": "R", "handed_at": "2026-02-02T09:00:00",
            "rejected_at": "2026-03-05T09:00:00", "reject_reason": reason,
        }
        for place, reason in enumerate(REASONS)
    ]  # fmt: skip
    leads.append({"lead_id": "L", "created_at": "2026-02-01T09:00:00"})
    taken = {"handoff_id": "H", "lead_id": "L", "rep_id": "R", "handed_at": "2026-02-02T09:00:00"}
    handoffs.append(taken | {"accepted_at": "2026-02-03T09:00:00"})
    reader = house(tmp_path, agreements=agreed, leads=leads, handoffs=handoffs, reps=[{"rep_id": "R"}])
    totals = answer(reader, "quality/totals").frame.row(0, named=True)
    reasons = answer(reader, "quality/reject_reasons").frame
    listed = answer(reader, "quality/handoffs", params={"state": "undecided"}).frame
    reader.close()
    assert (totals["old_enough_count"], totals["rejected_count"], totals["undecided_count"]) == (5, 3, 1)
    assert sorted(reasons["reason"]) == ["no_need", "not recorded", "typed by somebody"]
    assert listed["handoff_id"].to_list() == ["H0"]
