"""What campaigns cost and brought, and what stops an unpriced currency."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from asked_joint import NONE, asked, money
from houses import house_of
from joint_house import SPEND, TABLES, joint_house

from overlap.errors import CheckFailed
from overlap.reports import Filters
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house = house_of("revenue/return_by_campaign", "revenue/overlap")

COST = ["campaign_name", "cost", "cost_per_lead", "cost_per_mql", "cost_per_sql", "cost_per_won"]
COUNTS = ["campaign_name", "lead_count", "old_enough_count", "mql_count", "sql_count", "won_count"]
SALES_CALL = {"activity_id": "A1", "deal_id": "note", "kind": "call", "occurred_at": "2025-06-02T09:00"}
RETURN = [
    "campaign_name",
    "deal_count",
    "revenue",
    "return_on_spend",
    "payback_months",
    "no_margin_count",
    "is_young",
    "verdict",
]


def test_a_cohort_counts_what_its_leads_reached_in_time_to_the_second(joint: Reader) -> None:
    assert asked(joint, "revenue/return_by_campaign").select(COUNTS).rows() == [
        ("Fair", 2, 1, 1, 1, 1),
        ("Mail", 4, 4, 3, 2, 0),
        ("no known campaign", 3, 2, 2, 2, 1),
        ("C3", 2, 0, 0, 0, 0),  # one of them has had its time, others of its day have not
    ]


def test_cost_is_of_all_currencies_and_of_a_campaign_without_any_spend_unknown(joint: Reader) -> None:
    assert asked(joint, "revenue/return_by_campaign").select(COST).rows() == [
        ("Fair", money("100.00"), money("50.00"), money("100.00"), money("100.00"), money("100.00")),
        ("Mail", money("30.00"), money("7.50"), money("10.00"), money("15.00"), None),
        ("no known campaign", None, None, None, None, None),
        ("C3", None, None, None, None, None),
    ]


def test_a_young_cohort_has_no_verdict_and_an_unknown_margin_no_payback(joint: Reader) -> None:
    assert asked(joint, "revenue/return_by_campaign").select(RETURN).rows() == [
        ("Fair", 1, money("1000.00"), 10.0, 2.4, 0, False, "rests on 1 win"),
        ("Mail", 0, NONE, 0.0, None, 0, False, "rests on 0 wins"),
        ("no known campaign", 1, money("300.00"), None, None, 1, False, None),
        ("C3", 0, NONE, None, None, 0, True, None),
    ]


def test_a_return_is_of_the_cost_of_the_days_its_leads_have_had_their_time_since(tmp_path: Path) -> None:
    campaigns = [
        {"campaign_id": "steady"},
        {"campaign_id": "fair", "started_on": "2025-06-01", "ended_on": "2025-06-03"},
        {"campaign_id": "monthly", "started_on": "2025-06-01", "ended_on": "2026-06-30"},
    ]
    leads = [
        {"lead_id": f"{campaign}-{day}", "created_at": f"{day}T09:00", "source_campaign_id": campaign}
        for campaign in ("steady", "monthly")
        for day in ("2025-06-01", "2026-06-20")
    ]
    deal = {"deal_id": "D", "lead_id": "steady-2025-06-01", "opened_at": "2025-06-10", "closed_at": "2025-06-20"}
    spend = [
        ("steady", "2025-06-01", "40.00"), ("steady", "2026-06-20", "60.00"),
        ("fair", "2025-05-01", "10.00"), ("monthly", "2025-06-01", "395.00"),
    ]  # fmt: skip
    opened = house(
        tmp_path,
        campaigns=campaigns,
        leads=leads,
        deals=[{**deal, "outcome": "won", "amount": "80.00", "gross_margin": "0.5"}],
        campaign_days=[
            {"campaign_id": campaign, "day": day, "measure": "spend", "quantity": quantity}
            for campaign, day, quantity in spend
        ],
    )
    shown = asked(opened, "revenue/return_by_campaign")
    counts = ["campaign_id", "cost", "judged_cost", "is_spread", "return_on_spend", "cost_per_won", "payback_months"]
    assert shown.filter(pl.col("cost").is_not_null()).sort("campaign_id").select(*counts, "verdict").rows() == [
        ("fair", money("10.00"), money("10.00"), True, None, None, None, "no lead"),
        ("monthly", money("395.00"), money("215.00"), True, 0.0, None, None, "rests on 0 wins"),
        ("steady", money("100.00"), money("40.00"), False, 2.0, money("40.00"), 12.0, "rests on 1 win"),
    ]
    one = shown.row(0, named=True)
    assert (one["judged_day_count"], one["day_count"], one["judged_to"]) == (215, 395, date(2026, 1, 1))
    june = asked(opened, "revenue/return_by_campaign", Filters(date(2025, 6, 1), date(2025, 7, 1)))
    assert june.filter(campaign_id="monthly")["cost"].to_list() == [money("30.00")]
    opened.close()


def test_the_cash_view_is_the_ledger_of_the_deals_closed_in_the_period(joint: Reader) -> None:
    filters = Filters(starts_on=date(2026, 3, 1))
    cash = ["campaign_id", "cash_deal_count", "cash_revenue"]
    shown = asked(joint, "revenue/return_by_campaign", filters, model="position")
    ledger = asked(joint, "revenue/by_campaign", filters, model="position")
    assert sorted(shown.select(cash).rows(), key=str) == sorted(
        ledger.select("campaign_id", "deal_count", "revenue").rows(), key=str
    )
    spent = shown.filter(campaign_id="C1").select("cost", "cash_return").rows()
    assert spent == [(NONE, None)], "its spend is recorded, and there was none in the period"
    january = asked(joint, "revenue/return_by_campaign", Filters(ends_on=date(2026, 4, 2)))
    assert january.filter(campaign_id="C1")["cash_return"].to_list() == [pytest.approx(3.3334)]


@pytest.mark.parametrize("filters", [Filters(reps=("R1",)), Filters(regions=("North",)), Filters(kinds=("renewal",))])
def test_spend_is_not_set_against_the_leads_of_a_person_a_place_or_of_customers(
    joint: Reader, filters: Filters
) -> None:
    assert asked(joint, "revenue/return_by_campaign", filters)["cost"].drop_nulls().to_list() == []


def test_new_business_bears_the_cost_so_that_the_filter_on_it_keeps_it(joint: Reader) -> None:
    new = asked(joint, "revenue/return_by_campaign", Filters(kinds=("new",)))
    assert new["cost"].drop_nulls().to_list() == [money("100.00"), money("30.00")]


def test_the_leads_behind_a_return_show_what_the_ledger_leaves_of_it(joint: Reader) -> None:
    listed = asked(joint, "revenue/return_leads", Filters(campaigns=("C1", "C2")), state="old_enough")
    assert listed.select("lead_id", "days_to_won", "revenue", "credited").rows() == [
        ("L1", 81, money("1000.00"), money("333.34")),
        ("L6", None, NONE, NONE),
        ("L5", None, NONE, NONE),
        ("L8", None, NONE, NONE),
        ("L2", 110, NONE, NONE),
    ]


def test_spend_nobody_supplied_is_no_cost(bare: Reader) -> None:
    shown = asked(bare, "revenue/return_by_campaign")
    assert shown.select(pl.col("cost", "return_on_spend", "cash_return", "verdict").count()).rows() == [(0, 0, 0, 0)]
    assert sum(shown["lead_count"]) == len(TABLES["leads"])


def test_ten_wins_are_enough_for_a_verdict_and_a_credit_note_leaves_amounts_without_shares(tmp_path: Path) -> None:
    leads = [
        {"lead_id": f"{campaign}{number}", "created_at": "2025-06-01T09:00", "source_campaign_id": campaign}
        for campaign in ("rich", "poor")
        for number in range(10)
    ]
    deals = [
        {"deal_id": lead["lead_id"], "lead_id": lead["lead_id"], "outcome": "won", "opened_at": "2025-06-02T09:00",
         "closed_at": "2025-06-03T09:00", "amount": "10.00"}
        for lead in leads
    ]  # fmt: skip
    spend = [
        {"campaign_id": name, "day": "2025-06-01", "measure": "spend", "quantity": cost}
        for name, cost in (("rich", "100.00"), ("poor", "100.01"))
    ]
    note = {**deals[0], "deal_id": "note", "lead_id": None, "amount": "-5.00"}
    opened = house(tmp_path, leads=leads, deals=[*deals, note], campaign_days=spend, activities=[SALES_CALL])
    shown = asked(opened, "revenue/return_by_campaign").select("campaign_id", "verdict")
    won = asked(opened, "revenue/overlap").filter(outcome="won").select("contact", "amount", "amount_share")
    opened.close()
    assert dict(shown.drop_nulls("campaign_id").rows()) == {
        "rich": "more came back than it cost",
        "poor": "less came back than it cost",
    }
    assert won.rows() == [
        ("both", NONE, None),
        ("only_sales", money("-5.00"), None),
        ("only_marketing", NONE, None),
        ("neither", money("200.00"), None),
    ]


def test_a_missing_rate_stops_publishing_and_names_the_day(tmp_path: Path) -> None:
    rates = [
        {"currency": "USD", "day": "2026-01-04", "rate": "0.5"},
        {"currency": "USD", "day": "2026-04-08", "rate": "0.5"},
    ]
    spend = [{**SPEND[0], "day": day} for day in ("2026-02-04", "2026-02-05")]
    with pytest.raises(CheckFailed) as stopped:
        joint_house(tmp_path, rates=rates, campaign_days=spend)
    said = str(stopped.value)
    assert "every_amount_has_a_rate" in said and "2026-05-10" in said
    assert "every_spend_has_a_rate" in said and "2026-02-05" in said and "2026-02-04" not in said


def test_shares_that_do_not_add_up_are_published_and_the_deal_is_named(joint: Reader) -> None:
    listed = asked(joint, "data/checks").filter(check_name="shares_add_up_to_the_whole").to_dicts()
    assert [row["failed_count"] for row in listed] == [1] and "D1" in listed[0]["sample"]


def test_all_spend_is_in_a_row(joint: Reader) -> None:
    assert sum(asked(joint, "revenue/return_by_campaign")["cost"].drop_nulls()) == money("130.00")
    assert len(TABLES["leads"]) == sum(asked(joint, "revenue/return_by_campaign")["lead_count"])
