"""A goal's actual is what every other report counts for its period, team and region; the plan goes by weights."""

from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal

import pytest
from demo_house import demo_house
from goal_rows import REPS, deal, goal, planned_share
from houses import house_of

from overlap.charts.palette import LIGHT
from overlap.reports import answer
from overlap.subjects.goals import plan
from overlap.subjects.goals.charts.goals_on_plan import on_plan
from overlap.warehouse.reader import open_reader

house = house_of(
    "data/checks", "goals/deal_ends", "goals/forecast", "goals/forecast_facts", "goals/status", "goals/totals",
)  # fmt: skip

COUNTED = {"booked_from": "revenue", "deals_won": "deal_count", "leads_qualified": "mql_count"}


@pytest.mark.whole
def test_every_goal_of_the_demo_reads_as_its_totals_do(tmp_path) -> None:
    with closing(open_reader(demo_house(tmp_path, 500))) as reader:
        rows = answer(reader, "goals/status", params={"which": "begun"}).frame.to_dicts()
        assert {row["metric"] for row in rows} == {"booked_from", "deals_won", "leads_qualified"}
        for row in rows:
            totals = answer(reader, "goals/totals", plan.filters_of(row)).frame.row(0, named=True)
            assert row["actual"] == totals[COUNTED[row["metric"]]], row
            days = (row["period_end"] - row["period_start"]).days
            gone = sum(row["period_start"] + timedelta(days=one) < row["seen_until"] for one in range(days))
            assert (row["day_count"], row["seen_day_count"]) == (days, gone)
            planned = float(row["target"]) * planned_share(row["period_start"], row["period_end"], row["seen_until"])
            assert abs(float(row["plan_to_date"]) - planned) <= 0.0051
            assert row["pace"] == pytest.approx(float(row["actual"]) / planned, rel=1e-9)


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> dict[str, dict]:
    """As of 1 June at midnight: April and May are seen, 61 of 91 days."""
    reader = house(
        tmp_path_factory.mktemp("goals"),
        as_of="2026-06-01T00:00:00+02:00",
        leads=[{"lead_id": "L1", "created_at": "2026-04-02T09:00:00", "region": "EMEA"}],
        reps=REPS,
        deals=[
            deal("D1", "2026-04-10T10:00:00", "100.00", lead_id="L1"),
            deal("D2", "2026-05-31T23:59:00", "50.01"),
            deal("D3", "2026-03-31T23:59:00", "999.00"),
        ],
        deal_reps=[
            {"deal_id": "D1", "rep_id": "r1", "share": 0.25},
            {"deal_id": "D1", "rep_id": "r2", "share": 0.75},
            {"deal_id": "D2", "rep_id": "r1", "share": 1.0},
        ],
        goals=[
            goal("all", "booked_from", "910.00"),
            goal("east", "booked_from", "91.00", team="East"),
            goal("west-won", "deals_won", "2", team="West"),
            goal("marketing", "deals_won", "2", team="Marketing"),
            goal("emea", "booked_from", "91.00", region="EMEA"),
            goal("unknown", "happiness", "5"),
            goal("never", "leads_qualified", "5"),
            goal("over", "deals_won", "1", period_start="2026-01-01", period_end="2026-04-01"),
            goal("to-come", "deals_won", "1", period_start="2026-07-01", period_end="2026-10-01"),
            goal("backwards", "deals_won", "1", period_start="2026-05-01", period_end="2026-05-01"),
        ],
    )
    with closing(reader):
        found = answer(reader, "goals/status", params={"which": "begun"}).frame.to_dicts()
        checks = answer(reader, "data/checks").frame.filter(check_name="goals_end_after_they_begin")
    assert checks["failed_count"].to_list() == [1]  # named, since it stands nowhere
    return {row["goal_id"]: row for row in found}


def test_goals_that_have_not_begun_are_left_out(rows) -> None:
    assert set(rows) == {"all", "east", "west-won", "marketing", "emea", "unknown", "never", "over"}


def test_the_actual_is_of_the_goals_days_team_and_region(rows) -> None:
    assert {name: row["actual"] for name, row in rows.items()} == {
        "all": Decimal("150.01"), "east": Decimal("75.01"), "west-won": 1, "marketing": 2, "emea": 100,
        "unknown": None, "never": None, "over": 1,
    }  # fmt: skip


def test_the_plan_is_spread_evenly_over_the_months_until_weights_are_signed(rows) -> None:
    assert (rows["all"]["seen_day_count"], rows["all"]["day_count"]) == (61, 91)
    assert rows["all"]["plan_to_date"] == Decimal("606.67")  # two months of three
    assert rows["all"]["pace"] == pytest.approx(150.01 / (910 * 2 / 3))
    assert rows["over"]["plan_to_date"] == rows["over"]["target"]
    assert rows["all"]["seen_until"] == date(2026, 6, 1)


def test_the_answer_names_the_goal_furthest_behind(rows) -> None:
    running = [row for row in rows.values() if plan.is_running(row)]
    said = plan.answer(running, "EUR")
    assert said == (
        "**3 of 5 goals on plan** (Apr 2026 to Jun 2026, 61 of 91 days); furthest behind is Booked revenue, company: "
        "24.7% of its plan to date, €\u00a0457 short."
    )
    assert plan.answer([rows["unknown"]], "EUR") == "None of the goals that run can be measured."


def test_the_chart_has_a_bar_a_goal_and_says_what_is_not_measured(rows) -> None:
    figure = on_plan(list(rows.values()), LIGHT, "EUR")
    bars, beside = figure.to_dict()["data"]
    assert list(bars["customdata"]) == list(range(len(rows)))
    assert dict(zip(rows, beside["text"], strict=True))["unknown"].strip() == "not measured"
