"""Where the company's weeks begin: every number by week follows the agreed weekday."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from houses import house_of

from overlap.reports import answer, catalogue
from overlap.reports.header import Report
from overlap.warehouse.reader import Reader

FIRST, WEEKS, SUNDAY, MONDAY = date(2025, 7, 1), 48, 7, 1
BY_WEEK = sorted(
    (
        report
        for report in catalogue().values()
        if any((each.name, each.unit) == ("week", "date") for each in report.columns)
    ),
    key=lambda report: report.name,
)

told_by_week = house_of(*(report.name for report in BY_WEEK))


def tables() -> dict[str, Any]:
    """A handoff on every day of most of a year, tried within the hour, and a campaign with visits on all of them."""
    named = [(f"L{number:03}", FIRST + timedelta(days=number)) for number in range(7 * WEEKS)]
    return {
        "reps": [{"rep_id": "r1", "rep_name": "Ann", "team": "East", "weekly_capacity": "20"}],
        "campaigns": [{"campaign_id": "c1", "campaign_name": "Ads", "channel": "paid"}],
        "campaign_days": [{"campaign_id": "c1", "day": str(day), "measure": "visits", "quantity": "10"}
                          for _, day in named],
        "leads": [{"lead_id": lead, "created_at": f"{day}T07:00:00"} for lead, day in named],
        "touches": [{"touch_id": f"T{lead}", "lead_id": lead, "campaign_id": "c1", "channel": "paid", "kind": "form",
                     "touched_at": f"{day}T08:00:00"} for lead, day in named],
        "handoffs": [{"handoff_id": f"H{lead}", "lead_id": lead, "handed_at": f"{day}T10:00:00", "rep_id": "r1"}
                     for lead, day in named],
        "activities": [{"activity_id": f"A{lead}", "lead_id": lead, "kind": "call", "rep_id": "r1",
                        "occurred_at": f"{day}T10:30:00", "outcome": "no_answer"} for lead, day in named],
    }  # fmt: skip


@pytest.fixture(scope="module", params=["sun", "mon"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, int]]:
    agreed = {"week_starts": {"first_day": request.param}, "threshold": {"points": 0}}
    folder = tmp_path_factory.mktemp(request.param)
    looked = [{"visited_on": str(FIRST + timedelta(days=number)), "team": "sales", "page": "goals", "visit_count": 1}
              for number in range(7 * WEEKS)]  # fmt: skip
    with closing(told_by_week(folder, agreements=agreed, store={"visits": looked}, **tables())) as reader:
        yield reader, SUNDAY if request.param == "sun" else MONDAY


@pytest.mark.parametrize("report", BY_WEEK, ids=lambda report: report.name)
def test_weeks_begin_on_the_agreed_weekday_in_every_report_by_week(told: tuple[Reader, int], report: Report):
    reader, first = told
    weeks = answer(reader, report.name).frame["week"].unique().drop_nulls()
    assert len(weeks) > WEEKS / 4
    assert {week.isoweekday() for week in weeks} == {first}


def test_a_week_has_the_handoffs_of_its_seven_days_and_the_capacity_of_its_working_days(told: tuple[Reader, int]):
    """But for those at the ends of the data."""
    reader, _ = told
    whole = answer(reader, "capacity/by_week").frame.filter(is_whole=True)[1:-1]
    assert set(whole["handoff_count"]) == {7}
    assert {(row["next_week"] - row["week"]).days for row in whole.iter_rows(named=True)} == {7}
    assert whole["capacity"].max() == pytest.approx(20)


def test_a_week_of_visits_has_those_of_its_seven_days(told: tuple[Reader, int]):
    reader, _ = told
    counts = answer(reader, "meeting/adoption").frame.sort("week")["visit_count"].to_list()
    assert set(counts[1:-1]) == {7} and sum(counts) == 7 * WEEKS
