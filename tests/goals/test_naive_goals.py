"""Every goal of a random company stands where a second implementation puts it, today and at the end of every week."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from goal_rows import REPS, goal
from houses import house_of
from oracle.naive_goals import Event, Promised, standing

from overlap.charts.palette import LIGHT
from overlap.reports import answer
from overlap.subjects.goals.charts.goals_on_plan import on_plan
from overlap.warehouse.reader import Reader

house = house_of("goals/progress", "goals/status")

TODAY = date(2026, 5, 20)  # as of its noon: it has begun, and is no whole day
WEIGHTS = {4: 0.5, 5: 2.0, 6: 1.5}
TEAMS = {"r1": "East", "r2": "West"}
GOALS = [
    *(goal(f"{each}-all", each, "4321.00") for each in ("booked_from", "deals_won", "deals_opened", "leads_created")),
    goal("money-east", "booked_from", "900.00", team="East"), goal("won-west", "deals_won", "7", team="West"),
    goal("money-emea", "booked_from", "700.00", region="EMEA"),
    goal("leads-emea", "leads_created", "30", region="EMEA"),
    goal("year", "booked_from", "9000.00", period_start="2026-01-01", period_end="2027-01-01"),
    goal("ended", "deals_won", "20", period_start="2026-01-01", period_end="2026-04-01"),
    goal("handed", "handoffs", "10"),
]  # fmt: skip


def company() -> tuple[dict[str, Any], list[Event]]:
    draw, events = random.Random(8), []
    tables: dict[str, Any] = {"leads": [], "deals": [], "deal_reps": [], "reps": REPS, "goals": GOALS}
    for number in range(90):
        created = date(2025, 12, 1) + timedelta(days=draw.randrange(172))
        region = draw.choice(("EMEA", "AMER"))
        tables["leads"].append({"lead_id": f"L{number}", "created_at": f"{created}T09:00:00", "region": region})
        events.append(Event("leads_created", created, region=region))
        won = min(created + timedelta(days=draw.randrange(60)), TODAY)
        cents = draw.randrange(1, 9000) * 100
        parts = draw.choice(((1.0, 0.0), (0.25, 0.75), (0.0, 1.0)))
        tables["deals"].append(
            {"deal_id": f"D{number}", "lead_id": f"L{number}", "kind": "new", "outcome": "won", "currency": "EUR",
             "opened_at": f"{created}T10:00:00", "closed_at": f"{won}T11:00:00", "amount": f"{cents // 100}.00"}
        )  # fmt: skip
        shares = {rep: part for rep, part in zip(TEAMS, parts, strict=True) if part}
        tables["deal_reps"] += [
            {"deal_id": f"D{number}", "rep_id": rep, "share": part} for rep, part in shares.items()
        ]  # fmt: skip
        teams = frozenset(TEAMS[rep] for rep in shares)
        by_team = {TEAMS[rep]: round(cents * part) for rep, part in shares.items()}
        events += [
            Event("booked_from", won, teams, region, cents, by_team), Event("deals_won", won, teams, region),
            Event("deals_opened", created, teams, region),
        ]  # fmt: skip
    return tables, events


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, list[Event]]]:
    tables, events = company()
    agreed = {"seasonal": {str(month): weight for month, weight in WEIGHTS.items()}}
    as_of = f"{TODAY}T12:00:00+02:00"
    with closing(house(tmp_path_factory.mktemp("goals"), as_of=as_of, agreements=agreed, **tables)) as reader:
        yield reader, events


def promised(row: dict[str, Any]) -> Promised:
    start, end = row["period_start"], row["period_end"]
    return Promised(row["metric"], start, end, float(row["target"]), row["team"], row["region"])


def test_actual_plan_pace_and_attainment_are_those_of_a_second_implementation(told):
    reader, events = told
    rows = answer(reader, "goals/status", params={"which": "begun"}).frame.to_dicts()
    assert {row["goal_id"] for row in rows} == {each["goal_id"] for each in GOALS}
    for row in rows:
        if row["metric"] == "handoffs":
            assert (row["actual"], row["pace"], row["attainment"]) == (None, None, None)
            continue
        found = standing(promised(row), events, TODAY, WEIGHTS)
        assert float(row["actual"]) == pytest.approx(found.actual), row["goal_id"]
        assert float(row["plan_to_date"]) == pytest.approx(found.planned, abs=0.0051), row["goal_id"]
        assert row["pace"] == pytest.approx(found.pace), row["goal_id"]
        assert row["attainment"] == pytest.approx(found.actual / float(row["target"])), row["goal_id"]
        assert row["seen_until"] == min(TODAY, row["period_end"])


def test_each_week_of_a_goal_stands_where_a_second_implementation_puts_it(told):
    reader, events = told
    goals = {row["goal_id"]: row for row in answer(reader, "goals/status", params={"which": "begun"}).frame.to_dicts()}
    weeks = answer(reader, "goals/progress", params={"which": "begun"}).frame
    assert set(weeks["goal_id"]) == set(goals) - {"handed"}
    for row in weeks.to_dicts():
        found = standing(promised(goals[row["goal_id"]]), events, row["until"], WEIGHTS)
        assert float(row["actual"]) == pytest.approx(found.actual), row
        assert float(row["plan_to_date"]) == pytest.approx(found.planned, abs=0.0051), row
    for name, own in weeks.group_by("goal_id"):
        first, last = goals[name[0]]["period_start"], goals[name[0]]["seen_until"]
        days = [*(first + timedelta(days=each) for each in range(7, (last - first).days + 1, 7))]
        assert own["until"].to_list() == sorted({*days, last})
        assert own["actual"][-1] == goals[name[0]]["actual"]


def test_the_weeks_of_a_goal_are_a_small_line_from_nothing_to_what_was_reached_over_the_plan(told):
    reader, _ = told
    row = answer(reader, "goals/status").frame.filter(goal_id="booked_from-all").row(0, named=True)
    points = answer(reader, "goals/progress").frame.filter(goal_id="booked_from-all").to_dicts()
    plan, reached = on_plan([row], LIGHT, "EUR", [points]).to_dict()["data"][-2:]
    assert (plan["line"]["dash"], reached["line"]["dash"]) == ("dot", "solid")
    for line, number in ((plan, "plan_to_date"), (reached, "actual")):
        low, *rest = line["y"]
        highest = max(float(point[each]) for point in points for each in ("plan_to_date", "actual"))
        assert [(low - each) / 0.64 for each in rest] == pytest.approx(
            [float(each[number]) / highest for each in points]
        )
    assert list(reached["x"])[0] == 0 and list(reached["x"])[-1] == 1
