"""What a revenue goal takes: each line's chance, its units with their interval, and what capacity carries."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from typing import Any, cast

import polars as pl
import pytest
from goal_rows import goal
from houses import house_of
from oracle.naive_needed import Story, needs

from overlap.reports import Filters, answer
from overlap.subjects.goals import calculator
from overlap.subjects.goals.steps import needed as steps
from overlap.warehouse.reader import Reader

house = house_of("funnel/stages", "goals/needed", "goals/totals")

TODAY, FIRST = date(2026, 6, 1), date(2025, 1, 1)
LEFT = 30  # days of the goal


def stories() -> list[Story]:
    draw, found = random.Random(4), []
    for _ in range(400):
        day = draw.randrange((TODAY - FIRST).days - 8)
        mql = day + 1 if draw.random() < 0.7 else None
        handed = mql + 1 if mql and draw.random() < 0.9 else None
        sql = handed + 2 if handed and draw.random() < 0.6 else None
        opened = sql + 1 if sql else None
        takes = draw.choice((draw.randrange(20, 165), draw.randrange(190, 260)))  # no clock change can decide
        won = opened + takes if opened and draw.random() < 0.5 else None
        won = won if won and won < (TODAY - FIRST).days else None
        amount, tries = round(draw.lognormvariate(9, 0.5), 2), draw.randrange(4) if handed else 0
        found.append(Story(day, mql, handed, sql, opened, won, amount, tries))
    return found


def at(day: int, hour: int) -> str:
    return f"{FIRST + timedelta(days=day)}T{hour:02}:00:00"


def tables(told: Sequence[Story]) -> dict[str, Any]:
    named = [(f"L{number}", each) for number, each in enumerate(told)]
    entries = [(lead, stage, day) for lead, each in named
               for stage, day in (("mql", each.mql), ("sql", each.sql), ("opportunity", each.opened), ("won", each.won))
               if day is not None]  # fmt: skip
    return {
        "leads": [{"lead_id": lead, "created_at": at(each.created, 9)} for lead, each in named],
        "stage_entries": [{"lead_id": lead, "stage": stage, "entered_at": at(day, 10)} for lead, stage, day in entries],
        "handoffs": [{"handoff_id": f"H{lead}", "lead_id": lead, "handed_at": at(each.handed, 10), "rep_id": "r1"}
                     for lead, each in named if each.handed],
        "activities": [{"activity_id": f"{lead}-{number}", "lead_id": lead, "kind": "call", "outcome": "no_answer",
                        "occurred_at": at(each.handed + 1 + number, 11), "rep_id": "r1"}
                       for lead, each in named if each.handed for number in range(each.tries)
                       if each.handed + 1 + number < (TODAY - FIRST).days],
        "deals": [{"deal_id": f"D{lead}", "lead_id": lead, "kind": "new", "currency": "EUR",
                   "opened_at": at(each.opened, 10), "outcome": "open" if each.won is None else "won",
                   "amount": str(each.amount), "closed_at": None if each.won is None else at(each.won, 10)}
                  for lead, each in named if each.opened],
        "reps": [{"rep_id": "r1", "weekly_capacity": "6"}, {"rep_id": "r2", "weekly_capacity": "4"},
                 {"rep_id": "gone", "weekly_capacity": "90", "active_to": "2026-01-31"}],
        "goals": [goal("late", "booked_from", "9000000", period_end="2027-01-01"), goal("q2", "booked_from", "900000"),
                  goal("east", "booked_from", "1", team="East", period_end="2026-06-15")],
    }  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("needed")
    with closing(house(folder, as_of=f"{TODAY}T00:00:00+02:00", **tables(stories()))) as opened:
        yield opened


def lines(reader: Reader, filters: Filters | None = None, **params: object) -> dict[str, dict]:
    found = answer(reader, "goals/needed", filters, params=params).frame
    return {row["line"]: row for row in found.to_dicts()}


def test_each_line_is_what_a_second_implementation_finds(reader):
    found = lines(reader, revenue=600_000, days=35)
    naive = needs(stories(), (TODAY - FIRST).days, 600_000)
    assert found.keys() == naive.keys()
    for line, need in naive.items():
        row = found[line]
        if line != "attempt":
            assert (row["judged_count"], row["won_count"]) == (need.judged, need.won), line
        for name, number in (("needed", need.needed), ("needed_low", need.low), ("needed_high", need.high)):
            assert row[name] == pytest.approx(number, rel=1e-9), (line, name)
            assert row[name.replace("needed", "a_week")] == pytest.approx(number / 5, rel=1e-9)


def test_its_chances_are_those_that_other_reports_show(reader):
    found = lines(reader)
    totals = answer(reader, "goals/totals").frame.row(0, named=True)
    assert [found["opened deal"][end] for end in ("rate", "rate_low", "rate_high")] == [
        totals["win_rate"], totals["win_rate_low"], totals["win_rate_high"],
    ]  # fmt: skip
    chain = {row["stage"]: row for row in answer(reader, "funnel/stages").frame.to_dicts()}
    assert found["MQL"]["rate"] == chain["won"]["overall_rate"]
    assert found["SQL"]["judged_count"] == chain["sql"]["reached_count"]


def test_what_is_left_of_the_companys_goal_that_ends_first_is_asked_for(reader):
    row = lines(reader)["lead"]
    booked = sum(each.amount for each in stories() if each.won and FIRST + timedelta(each.won) >= date(2026, 4, 1))
    assert (row["goal_id"], row["days_left"]) == ("q2", LEFT)
    assert float(row["revenue"]) == pytest.approx(900_000 - booked, abs=0.01)


@pytest.mark.parametrize(
    ("revenue", "verdict", "said"),
    [
        (20_000, "within capacity", "Agreed capacity carries it"),
        (70_000, "may be over capacity", "may be more than capacity carries"),
        (3_000_000, "over capacity", "**Handoffs** are more than capacity carries"),
    ],
)
def test_capacity_of_the_people_there_carries_a_line_or_does_not(reader, revenue, verdict, said):
    found = lines(reader, revenue=revenue, days=28)
    row = found["handoff"]
    assert (row["capacity"], row["people_count"], row["verdict"]) == (10, 2, verdict)
    assert row["people_needed"] == pytest.approx(row["a_week"] / 5)
    assert found["lead"]["verdict"] == "no capacity agreed"
    assert said in calculator.carried(list(found.values()))
    told = calculator.answer(list(found.values()), "EUR")
    assert told.startswith("**€") and told.endswith("calls and other attempts.")
    assert calculator.lines(list(found.values()))["Verdict"].to_list() == ["–"] * 5 + [verdict] * 2


def test_too_few_wins_tell_no_figure_and_nothing_left_takes_nothing(reader):
    few = lines(reader, Filters(date(2026, 5, 25), TODAY))
    assert {row["needed"] for row in few.values()} == {None}
    none = list(lines(reader, revenue=0).values())
    assert calculator.answer(none, "EUR") == "The goal is reached: nothing is left to book."


def test_new_deals_that_are_worth_nothing_tell_no_figure():
    row = {
        "goal_id": None, "revenue": 100.0, "days_left": 28, "new_share": 0.0, "amount_count": 9, "mean_cents": 0.0,
        "spread_cents": 0.0, "judged_count": 40, "won_count": 9, "usual": 1.0, "tried_count": 9, "mean_attempts": 2.0,
        "spread_attempts": 1.0, "people_count": 2, "capacity": 10.0,
    }  # fmt: skip
    names = ("won deal", "opened deal", "SQL", "MQL", "lead", "handoff", "attempt")
    frame = pl.DataFrame([{"position": place, "line": name, **row} for place, name in enumerate(names, 1)])
    found = steps.needed(frame, cast(Any, None))
    assert set(found["needed"]) == {None} and found["verdict"].to_list()[-2:] == ["not known"] * 2
