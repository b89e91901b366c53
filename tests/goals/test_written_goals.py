"""Goals written here and signed by both teams stand beside the imported ones, and in their place."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from goal_rows import REPS, deal, goal, planned_share
from houses import house_of

from overlap.agreements import SignedAgreement
from overlap.charts.palette import LIGHT
from overlap.reports import answer
from overlap.subjects.goals import plan
from overlap.subjects.goals.charts.goals_on_plan import on_plan
from overlap.subjects.goals.goal_periods import goal_periods

house = house_of("goals/status")

WEIGHTS = {4: 1.0, 5: 2.0, 6: 0.0}
SIGNED_BEFORE = datetime(2026, 1, 5, tzinfo=UTC)


def written(goal_id: str, metric: str, target: str, **more: object) -> dict[str, object]:
    row = {"goal_id": goal_id, "metric": metric, "period_start": "2026-04-01", "period_end": "2026-07-01",
           "target": target, "state": "signed", "signed_at": "2026-04-01T00:00:00+00:00"}  # fmt: skip
    return row | {"signed_marketing": "Mara", "signed_sales": "Sam"} | more


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> Iterator[dict[str, dict]]:
    """As of 1 June at midnight, with weights of the months that were signed before the quarter, and others since."""
    season = SignedAgreement(
        "seasonal-1", "seasonal", 1, {str(month): weight for month, weight in WEIGHTS.items()},
        datetime(2026, 2, 1, tzinfo=UTC), "Mara", "Sam", "", SIGNED_BEFORE,
    )  # fmt: skip
    later = SignedAgreement(
        "seasonal-2", "seasonal", 2, {"4": 9.0}, datetime(2026, 4, 2, tzinfo=UTC), "Mara", "Sam", "", SIGNED_BEFORE
    )
    reader = house(
        tmp_path_factory.mktemp("written"),
        as_of="2026-06-01T00:00:00+02:00",
        reps=REPS,
        deals=[deal("D1", "2026-04-10T10:00:00", "100.00"), deal("D2", "2026-05-31T23:59:00", "50.01")],
        deal_reps=[{"deal_id": "D1", "rep_id": "r1", "share": 1.0}],
        signed=[season, later],
        goals=[
            goal("company", "booked_from", "900.00"),
            goal("east", "booked_from", "90.00", team="East"),
            goal("dropped", "deals_won", "5"),
            goal("past", "deals_won", "1", period_start="2026-01-01", period_end="2026-04-01"),
        ],
        store={
            "goals": [
                written("g1", "booked_from", "300.00"),
                written("g2", "booked_from", "450.00", signed_at="2026-04-02T00:00:00+00:00"),
                written("g3", "booked_from", "80.00", team="West"),
                written("g4", "deals_won", "0"),
                written("g5", "booked_from", "70.00", team="East", state="open", signed_marketing="", signed_at=None),
                written("g6", "booked_from", "60.00", team="East", state="withdrawn", signed_at=None),
                written("g7", "handoffs", "5", period_end="2026-05-01"),
            ]
        },
    )
    with closing(reader):
        found = answer(reader, "goals/status", params={"which": "begun"}).frame.to_dicts()
        yield {row["goal_id"]: row for row in found}


def test_the_newest_goal_both_teams_signed_takes_the_place_of_the_others(rows):
    assert set(rows) == {"company", "east", "dropped", "past", "g2", "g3", "g7"}
    assert {name for name, row in rows.items() if row["is_replaced"]} == {"company", "dropped"}
    assert {name for name, row in rows.items() if row["origin"] == "signed"} == {"g2", "g3", "g7"}
    assert (rows["g2"]["target"], rows["g2"]["actual"], rows["g2"]["owner"]) == (450, Decimal("150.01"), "Mara and Sam")
    assert (rows["g3"]["people_team"], rows["g3"]["actual"]) == ("West", 0)


def test_a_goal_that_was_replaced_or_dropped_is_not_told(rows):
    said = plan.answer([row for row in rows.values() if plan.is_running(row)], "EUR")
    assert said.startswith("**1 of 3 goals on plan**")  # East alone; the company's and West's are behind


def test_the_plan_goes_by_the_weights_that_held_when_the_period_began(rows):
    quarter = (date(2026, 4, 1), date(2026, 7, 1), date(2026, 6, 1))
    assert rows["east"]["plan_share"] == pytest.approx(planned_share(*quarter, WEIGHTS)) == pytest.approx(1)
    assert rows["g2"]["plan_to_date"] == 450
    assert rows["past"]["plan_share"] == 1


def test_the_chart_marks_what_was_replaced_and_what_was_signed(rows):
    figure = on_plan(list(rows.values()), LIGHT, "EUR").to_dict()
    colours = dict(zip(rows, figure["data"][0]["marker"]["color"], strict=True))
    labels = dict(zip(rows, figure["layout"]["yaxis"]["ticktext"], strict=True))
    assert colours["company"] == LIGHT.grey != colours["g2"]
    assert "replaced: target" in labels["company"]
    assert "signed: target" in labels["g2"]


def test_a_goal_is_proposed_in_words():
    row = {"metric": "booked_from", "team": "East", "region": None, "is_money": True, "target": Decimal("1500.5"),
           "period_start": date(2026, 10, 1), "period_end": date(2027, 1, 1)}  # fmt: skip
    assert plan.proposed(row, "EUR") == "Booked revenue, East: €\u00a01,500.50 in Oct 2026 to Dec 2026"
    assert plan.proposed(row | {"target": Decimal(0)}, "EUR") == (
        "Booked revenue, East: no goal any more for Oct 2026 to Dec 2026"
    )


def test_the_running_quarter_comes_first_and_every_period_ends_after_it_begins():
    periods = goal_periods(date(2026, 11, 30))
    assert list(periods) == [
        "Q4 2026", "Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027", "2026", "2027", "Nov 2026", "Dec 2026", "Jan 2027",
    ]  # fmt: skip
    assert periods["Q4 2026"] == (date(2026, 10, 1), date(2027, 1, 1))
    assert periods["Dec 2026"] == (date(2026, 12, 1), date(2027, 1, 1))
    assert periods["2027"] == (date(2027, 1, 1), date(2028, 1, 1))


def test_a_fiscal_year_is_named_for_the_year_in_which_it_ends():
    periods = goal_periods(date(2027, 1, 15), first_month=2)
    assert periods["Q4 FY2027"] == (date(2026, 11, 1), date(2027, 2, 1))
    assert periods["Q1 FY2028"] == (date(2027, 2, 1), date(2027, 5, 1))
    assert periods["FY2027"] == (date(2026, 2, 1), date(2027, 2, 1))
    assert periods["Jan 2027"] == (date(2027, 1, 1), date(2027, 2, 1))
