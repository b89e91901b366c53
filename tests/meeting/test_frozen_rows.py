"""Frozen leads, MQLs, handoffs, opened deals: each that came late, went, merged or changed is told; no lead is kept."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from houses import house_of

from overlap.reports import Scope, answer
from overlap.store.frozen import all_frozen
from overlap.subjects.meeting.since_frozen import Since, compared, of_goals, to_freeze
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house = house_of(
    "goals/deal_ends", "goals/forecast", "goals/forecast_facts", "goals/status", "meeting/counted_rows",
    "meeting/frozen_changes", "meeting/frozen_rows",
)  # fmt: skip

REPS = [{"rep_id": "r1", "team": "East"}, {"rep_id": "r2", "team": "West"}]
PERIOD = {"period_start": "2026-04-01", "period_end": "2026-07-01"}
METRICS = {"leads": "leads_created", "mqls": "leads_qualified", "handoffs": "handoffs", "opened": "deals_opened"}
GOALS = [
    *({"goal_id": name, "metric": metric, "target": "20", **PERIOD} for name, metric in METRICS.items()),
    {"goal_id": "east", "metric": "handoffs", "target": "20", "team": "East", **PERIOD},
]
Told = dict[str, tuple[str, str]]


def day(number: int, month: int = 5) -> str:
    return f"2026-{month:02d}-{number:02d}T10:00:00"


def lead(name: str, created: str) -> dict[str, Any]:
    return {"lead_id": name, "created_at": created}


def mql(name: str, entered: str) -> dict[str, Any]:
    return {"lead_id": name, "stage": "mql", "entered_at": entered}


def handoff(name: str, lead_id: str, handed: str, rep: str = "r1") -> dict[str, Any]:
    return {"handoff_id": name, "lead_id": lead_id, "handed_at": handed, "qualified_at": handed, "rep_id": rep}


def deal(name: str, opened: str, kind: str = "new") -> dict[str, Any]:
    return {"deal_id": name, "opened_at": opened, "outcome": "open", "amount": "10.00", "currency": "EUR", "kind": kind}


THEN = {
    "leads": [lead(name, day(4)) for name in ("same", "gone", "merged", "moved", "older", "not qualified")],
    "stage_entries": [mql(name, day(5)) for name in ("same", "gone", "merged", "moved", "not qualified")],
    "handoffs": [
        handoff("h same", "same", day(6)), handoff("h gone", "gone", day(6)), handoff("h part", "moved", day(6)),
        handoff("h west", "not qualified", day(6), "r2"),
    ],
    "deals": [deal("d same", day(7)), deal("d renewal", day(7)), deal("d moved", day(7))],
}  # fmt: skip
NOW = {
    "leads": [
        lead("same", day(4)), lead("moved", day(4)), lead("older", day(4, 3)), lead("not qualified", day(4)),
        lead("late", day(20)), lead("since", day(2, 6)),
    ],
    "stage_entries": [
        mql("same", day(5)), mql("moved", day(5, 3)), mql("late", day(21)), mql("since", day(3, 6)),
    ],
    "handoffs": [
        handoff("h same", "same", day(6)), handoff("h first", "moved", day(5)),
        {"handoff_id": "h part", "lead_id": "moved", "handed_at": day(6), "rep_id": "r1"},
        {"handoff_id": "h west", "lead_id": "not qualified", "handed_at": day(6), "rep_id": "r1"},
    ],
    "deals": [deal("d same", day(7)), deal("d renewal", day(7), "renewal"), deal("d moved", day(7, 3))],
    "merged_leads": [{"lead_id": "merged", "merged_into": "same"}],
}  # fmt: skip
# By goal the rows that it counts in one of the two, counted by hand: those it lost, and those it won.
LOST: dict[str, Told] = {
    "leads": {
        "gone": ("", "no longer in the data"), "merged": ("same", "merged into another lead"),
        "older": ("older", "another day now"),
    },
    "mqls": {
        "gone": ("", "no longer in the data"), "merged": ("same", "merged into another lead"),
        "moved": ("moved", "another day now"), "not qualified": ("not qualified", "no longer an MQL"),
    },
    "handoffs": {"h gone": ("", "no longer in the data"), "h part": ("moved", "part of another handoff now")},
    "opened": {"d renewal": ("", "no longer opened as new business"), "d moved": ("", "another day now")},
}  # fmt: skip
WON: dict[str, Told] = {
    "leads": {"late": ("late", "known late"), "since": ("since", "came since")},
    "mqls": {"late": ("late", "known late"), "since": ("since", "came since")},
    "handoffs": {"h first": ("moved", "known late")},
    "opened": {},
}  # fmt: skip
UNNAMED = {"gone", "h gone"}  # nothing in the data names them any more


def company(folder, as_of: str, tables: dict[str, Any], store: dict[str, Any] | None = None) -> Reader:
    return house(folder, as_of=as_of, reps=REPS, goals=GOALS, store=store, **tables)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory) -> dict[str, Any]:
    """What a meeting on 1 June freezes, as the store holds it."""
    with closing(company(tmp_path_factory.mktemp("then"), "2026-06-01T00:00:00+02:00", THEN)) as reader:
        goals = to_freeze(answer(reader, "goals/status").frame.to_dicts())
        asked = {"generation": reader.manifest.generation, "since": "2026-04-01"}
        counts = of_goals(answer(reader, "meeting/counted_rows", params=asked).frame.to_dicts(), goals)
        return {
            "frozen_id": "frozen-1", "generation": reader.manifest.generation, "as_of": "2026-06-01T00:00:00+02:00",
            "agenda_json": "[]", "goals_json": json.dumps(goals, default=str), "deals_json": "[]",
            "counts_json": json.dumps(counts, default=str), "frozen_at": "2026-06-01T12:00:00+02:00",
            "frozen_by": "Mia",
        }  # fmt: skip


@pytest.fixture(scope="module")
def today(tmp_path_factory, frozen) -> Iterator[Reader]:
    without = {**frozen, "frozen_id": "frozen-2", "submit_id": "frozen-2", "counts_json": "[]"}
    kept = {"frozen": [frozen, without]}
    with closing(company(tmp_path_factory.mktemp("now"), "2026-06-08T00:00:00+02:00", NOW, kept)) as reader:
        yield reader


def rows(today: Reader, scope: Scope | None = None, **params: str) -> list[dict[str, Any]]:
    asked = {"frozen_id": "frozen-1", **params}
    return answer(today, "meeting/frozen_rows", params=asked, scope=scope or Scope(sees_all=True)).frame.to_dicts()


def since(today: Reader, frozen_id: str = "frozen-1") -> dict[str, Since]:
    assert today.store
    [kept] = [one for one in all_frozen(today.store) if one.frozen_id == frozen_id]
    goals = answer(today, "goals/status").frame.to_dicts()
    counted = answer(today, "meeting/frozen_changes", params={"frozen_id": frozen_id}).frame.to_dicts()
    return {each.then["goal_id"]: each for each in compared(kept.seen.goals, goals, [], counted)}


@pytest.mark.parametrize("goal", METRICS)
def test_each_row_that_a_goal_lost_or_won_is_told_with_what_became_of_it(today, goal):
    found = rows(today, goal=goal)
    for was_counted, expected in ((True, LOST[goal]), (False, WON[goal])):
        told = sorted(
            (row["id"] or "", row["lead_id"] or "", row["what"]) for row in found if row["was_counted"] is was_counted
        )
        assert told == sorted(
            ("" if name in UNNAMED else name, lead, what) for name, (lead, what) in expected.items()
        ), goal


def test_the_rows_add_up_to_the_difference_of_every_goal_a_team_s_too(today):
    found = since(today)
    assert set(found) == {*METRICS, "east"}
    for name, each in found.items():
        assert each.unexplained == 0, name
    assert found["mqls"].difference == len(WON["mqls"]) - len(LOST["mqls"])
    assert {row["id"]: row["what"] for row in rows(today, goal="east")} == {
        None: "no longer in the data", "h part": "part of another handoff now", "h first": "known late",
        "h west": "another team or region now",
    }  # fmt: skip


def test_whoever_sees_a_lead_sees_its_row_and_what_is_gone_is_seen_only_by_who_sees_all(today):
    east = rows(today, Scope(reps=("r1",)))
    assert {row["id"] for row in east} == {"merged", "moved", "not qualified", "h part", "h first", "h west"}
    assert rows(today, Scope()) == []


def test_a_meeting_that_kept_no_rows_says_nothing_of_them(today):
    for name, each in since(today, "frozen-2").items():
        assert each.counted == () and each.unexplained == each.difference, name


def test_what_is_frozen_holds_no_lead(frozen):
    kept = frozen["counts_json"]
    assert json.loads(kept)
    assert not [row["lead_id"] for row in THEN["leads"] if row["lead_id"] in kept]
