"""Faults that the second implementation has found in credit, each as the truth it broke."""

import pytest
from company import Company
from credit_marts import credit_marts
from naive_facts import Facts

pytestmark = pytest.mark.whole

LEADS = [{"lead_id": "L1", "created_at": "2026-01-05T08:00:00"}, {"lead_id": "L2", "created_at": "2026-01-05"}]
DEAL = {"deal_id": "D1", "lead_id": "L1", "closed_at": "2026-01-09T10:00:00", "outcome": "won", "amount": "90"}


def touch(lead_id: str, campaign_id: str, touched_at: str) -> dict[str, str]:
    """A lead is touched."""
    return {
        "touch_id": f"{lead_id} {touched_at}", "lead_id": lead_id, "campaign_id": campaign_id, "touched_at": touched_at,
    }  # fmt: skip


@pytest.mark.parametrize("window_days", [1, 2, 3])
def test_a_deal_is_shared_whole_where_some_touches_have_a_clock_and_others_only_a_day(window_days: int) -> None:
    touches = [
        touch("L1", "C1", "2026-01-07"),
        touch("L1", "C2", "2026-01-07T09:00:00"),
        touch("L1", "C3", "2026-01-07T11:00:00"),
        touch("L1", "C1", "2026-01-08"),
        touch("L1", "C2", "2026-01-08T09:00:00"),
        touch("L1", "C3", "2026-01-08T11:00:00"),
    ]
    company = Company({"leads": LEADS, "deals": [DEAL], "touches": touches}, "2026-02-01", window_days=window_days)
    with credit_marts(company) as connection:
        found = connection.sql("select campaign_id, linear_cents from marts.credit order by j desc").fetchall()
    assert found == [(cell["campaign_id"], cell["linear_cents"]) for cell in Facts(company).ledger][::-1]
    assert sum(cents for _, cents in found) == 9000


def test_a_touch_after_a_lead_was_lost_led_to_nothing_whether_or_not_its_creation_had_a_clock() -> None:
    lost = {"lead_id": "L2", "stage": "lost", "entered_at": "2026-01-09T10:00:00"}
    touches = [
        touch("L1", "C1", "2026-01-08T10:00:00"),
        touch("L1", "C2", "2026-01-08T11:00:00"),
        touch("L2", "C1", "2026-01-08T10:00:00"),
        touch("L2", "C2", "2026-01-09T12:00:00"),
    ]
    company = Company({"leads": LEADS, "deals": [DEAL], "stage_entries": [lost], "touches": touches}, "2026-02-01")
    with credit_marts(company) as connection:
        steps = connection.sql(
            "select from_id, journey_count from marts.campaign_transitions where ends = 'lost'"
        ).fetchall()
    assert steps == [("C1", 1)]
