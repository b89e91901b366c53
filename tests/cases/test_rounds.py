"""Rounds and endings: a win ends a round, an own qualification begins one, a deal has its own milestones."""

from decimal import Decimal

REPORTS = (
    "revenue/deal_waterfall", "funnel/lead_to_won", "funnel/stages", "funnel/cohorts", "goals/totals", "goals/by_month",
    "followup/totals", "followup/waiting", "followup/states", "quality/totals", "data/checks",
)  # fmt: skip


def test_a_second_deal_does_not_inherit_the_first_ones_opportunity(case):
    company = case("06-second-deal-milestones")
    found = company.ask("revenue/deal_waterfall", deal_id="D2", model="w_shaped")
    assert {row["channel"]: row["credit"] for row in found if row["credit"]} == {
        "b": Decimal("3000.00"), "c": Decimal("3000.00"), "d": Decimal("1000.00"),
    }  # fmt: skip


def test_a_win_that_its_deal_denies_is_none_and_is_named(case):
    company = case("19-reopened-then-lost")
    assert company.ask("funnel/lead_to_won")[0]["won_count"] == 0
    totals = company.ask("goals/totals")[0]
    assert (totals["won_count"], totals["deal_count"], totals["revenue"]) == (0, 0, Decimal("0.00"))
    failed = {row["check_name"] for row in company.ask("data/checks") if row["failed_count"]}
    assert "wins_have_a_won_deal" in failed


def test_a_customer_who_asks_again_after_a_win_waits(case):
    company = case("26-handed-again-after-won")
    assert company.ask("followup/totals")[0]["handoff_count"] == 2
    assert [row["handoff_id"] for row in company.ask("followup/waiting")] == ["H2"]
    assert {row["state"]: row["handoff_count"] for row in company.ask("followup/states") if row["handoff_count"]} == {
        "in_time": 1, "overdue": 1,
    }  # fmt: skip
    qualified = company.ask("goals/totals")[0]
    assert qualified["mql_count"] is None, "nobody recorded who qualified"


def test_a_handoff_with_its_own_qualification_is_no_transfer(case):
    company = case("27-second-hand-raise")
    assert {row["state"]: row["handoff_count"] for row in company.ask("followup/states") if row["handoff_count"]} == {
        "in_time": 1, "late": 1,
    }  # fmt: skip
    totals = company.ask("goals/totals")[0]
    assert (totals["mql_count"], totals["came_back_count"]) == (1, 0), "one lead, never ended"


def test_what_nobody_records_is_not_recorded(case):
    company = case("35-stages-nobody-recorded")
    totals = company.ask("goals/totals")[0]
    assert totals["mql_count"] is None and totals["came_back_count"] is None
    quality = company.ask("quality/totals")[0]
    assert quality["qualified_count"] is None and quality["qualified_share"] is None
    for row in company.ask("funnel/stages"):
        assert {value for name, value in row.items() if name not in ("position", "stage")} == {None}
    assert company.ask("goals/by_month")[0]["mql_count"] is None
    assert {row["stage"] for row in company.ask("funnel/cohorts")} == {"opportunity"}, (
        "the only step both ends of which are known"
    )
