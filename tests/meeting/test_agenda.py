"""The agenda holds at most seven items, one a kind, money first; each sentence has the number of its report."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from overlap.reports import catalogue
from overlap.steps import Given
from overlap.subjects.meeting.steps.agenda import MOST, items

AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
COMPANY: dict[str, Any] = {
    "currency": "EUR", "whole_until": date(2026, 7, 1), "is_of_teams": True, "open_proposal_count": 0,
    "open_goal_count": 0, "waiting_since": None, "decision_count": 0, "has_ratings": True, "smallest": 0.03,
}  # fmt: skip
GOAL: dict[str, Any] = {
    "metric": "booked_from", "team": None, "region": None, "is_replaced": False, "is_money": True,
    "period_start": date(2026, 4, 1), "period_end": date(2026, 10, 1), "target": Decimal(1000), "actual": Decimal(400),
    "plan_to_date": Decimal(500), "plan_share": 0.5, "attainment": 0.4, "pace": 0.8, "forecast_low": None,
    "forecast_mid": None, "forecast_high": None, "chance": None,
}  # fmt: skip
LEAK: dict[str, Any] = {
    "benchmark": "company", "verdict": "leak", "dimension": "channel", "group_id": "email", "group_name": "email",
    "stage": "mql", "next_stage": "sal", "lost_rate": 0.5, "expected_rate": 0.4, "worth": Decimal(90),
    "worth_low": Decimal(10), "worth_high": Decimal(170),
}  # fmt: skip
PROMISE: dict[str, Any] = {
    "promised_by": "sales", "promise": "follow-up in time", "unit": "percent", "agreed": 85.0, "reached": 60.0,
    "shortfall": 25.0, "shortfall_low": 20.0, "shortfall_high": 30.0, "verdict": "broken",
}  # fmt: skip
RATED = {"old_enough_count": 200, "rated_count": 100, "coverage": 0.5, "coverage_low": 0.43, "coverage_high": 0.57}
RESTATED: dict[str, Any] = {
    "month": date(2026, 3, 1), "metric": "revenue_booked", "before_amount": Decimal(100), "after_amount": Decimal(70),
}  # fmt: skip
DECIDED = {"verdict": "moved", "direction": "better", "is_overdue": True}


def agenda(company: dict[str, Any] | None = None, **frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    quiet = {"feedback": [RATED | {"rated_count": 200, "coverage": 1.0}]}
    names = ("status", "leaks", "promises", "feedback", "restated", "decisions")
    given = {name: pl.DataFrame((quiet | frames).get(name, [])) for name in names}
    return items(pl.DataFrame([COMPANY | (company or {})]), Given({"as_of": AS_OF}, given)).to_dicts()


def test_where_nothing_is_wrong_there_is_nothing_to_talk_about():
    on_track = GOAL | {"attainment": 0.48, "pace": 0.96}
    kept = PROMISE | {"verdict": "below, not significantly"}
    gain = LEAK | {"verdict": "gain"}
    assert agenda(status=[on_track], promises=[kept], leaks=[gain, LEAK | {"benchmark": "agreed"}]) == []


def test_money_comes_first_and_the_rest_by_kind():
    company = {"open_proposal_count": 1, "open_goal_count": 1, "waiting_since": datetime(2026, 6, 28, tzinfo=UTC)}
    found = agenda(
        company, status=[GOAL], leaks=[LEAK, LEAK | {"worth": Decimal(20), "group_id": "ads"}], promises=[PROMISE],
        feedback=[RATED], restated=[RESTATED], decisions=[DECIDED],
    )  # fmt: skip
    assert len(found) == MOST
    assert [(row["place"], row["kind"], row["stake"]) for row in found] == [
        (1, "goals", Decimal("100.00")),
        (2, "leak", Decimal("90.00")),
        (3, "restatements", Decimal("30.00")),
        (4, "promises", None),
        (5, "feedback", None),
        (6, "decisions", None),
        (7, "signatures", None),
    ]
    said = {row["kind"]: row["sentence"].replace("\u00a0", " ") for row in found}
    assert said == {
        "goals": "Booked revenue, company, Apr 2026 to Sep 2026: € 400 reached, 80.0% of the plan to date (€ 500). "
        "1 goal of 1 is off track.",
        "leak": "Email, MQL to SAL: 50.0% lost where 40.0% is expected; at most € 90 (€ 10 to € 170).",
        "restatements": "1 number of past months changed with the newest import (Mar 2026); booked revenue by −€ 30.",
        "promises": "What sales promised, follow-up in time: 60.0% (55.0–65.0) of 85.0% promised.",
        "feedback": "Sales rated 50.0% (43.0–57.0) of 200 mature handoffs in time; 100 have no rating.",
        "decisions": "Of 1 decision, 1 moved as meant; 1 is past the due date.",
        "signatures": "1 change of an agreement and 1 goal wait for a signature, the oldest for 3 days.",
    }
    assert found[3]["value_low"] == pytest.approx(55) and found[3]["value_high"] == pytest.approx(65)
    assert found[1]["address"] == "leak=channel.mql.email"


def test_a_goal_with_a_forecast_is_told_with_its_interval_and_what_the_middle_lacks():
    ahead = {"forecast_low": Decimal(700), "forecast_mid": Decimal(800), "forecast_high": Decimal(900), "chance": 0.1}
    quiet = GOAL | {"attainment": 0.5, "chance": None, "team": "Sales APAC"}
    replaced = GOAL | {"is_replaced": True, "actual": Decimal(0)}
    [row] = agenda(status=[quiet, GOAL | ahead | {"attainment": 0.5, "pace": 1.0}, replaced])
    assert "forecast € 800 (€ 700 to € 900) of € 1.0k, chance 10%" in row["sentence"].replace("\u00a0", " ")
    assert (row["value"], row["value_low"], row["value_high"], row["stake"]) == (800, 700, 900, Decimal("200.00"))
    assert row["sentence"].endswith("1 goal of 2 is off track.")


def test_a_number_of_leads_has_no_money_at_stake():
    [row] = agenda(status=[GOAL | {"metric": "leads_created", "is_money": False}])
    assert row["stake"] is None and row["sentence"].startswith("Leads, company")


def test_nobody_rates_where_ratings_are_not_recorded():
    assert agenda({"has_ratings": False}, feedback=[RATED]) == []


def test_there_is_no_agenda_about_a_person():
    assert agenda({"is_of_teams": False}, status=[GOAL], promises=[PROMISE]) == []


def test_the_agenda_names_no_person_and_no_lead():
    names = {column.name for column in catalogue()["meeting/agenda"].columns}
    assert not names & {"owner", "rep_name", "rep_id", "lead_id", "lead_name", "decided_by"}
