"""Frozen numbers stay when the data are restated, and every difference is explained deal by deal, to the cent."""

import json
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from typing import Any

import pytest
from houses import house_of

from overlap.reports import Scope, answer
from overlap.store.frozen import all_frozen
from overlap.subjects.meeting.since_frozen import compared, to_freeze
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house = house_of(
    "goals/deal_ends", "goals/forecast", "goals/forecast_facts", "goals/status", "meeting/frozen_deals",
    "meeting/won_deals",
)  # fmt: skip

REPS = [{"rep_id": "r1", "team": "East"}, {"rep_id": "r2", "team": "West"}]
PERIOD = {"period_start": "2026-04-01", "period_end": "2026-07-01"}
GOALS = [
    {"goal_id": "all", "metric": "booked_from", "target": "9000.00", **PERIOD},
    {"goal_id": "east", "metric": "booked_from", "target": "900.00", "team": "East", **PERIOD},
    {"goal_id": "count", "metric": "deals_won", "target": "20", **PERIOD},
]


def deal(deal_id: str, closed: str | None, amount: str, outcome: str = "won") -> dict[str, Any]:
    at = f"{closed}T10:00:00" if closed else None
    return {
        "deal_id": deal_id, "opened_at": "2026-03-01T10:00:00", "outcome": outcome, "closed_at": at, "amount": amount,
        "currency": "EUR",
    }  # fmt: skip


THEN = [
    deal("same", "2026-04-02", "100.00"), deal("resized", "2026-04-03", "200.00"),
    deal("reopened", "2026-04-04", "400.00"), deal("lost", "2026-04-05", "800.00"),
    deal("gone", "2026-04-06", "1600.00"), deal("moved away", "2026-05-07", "3200.00"),
    deal("to come", None, "10.00", outcome="open"),
]  # fmt: skip
NOW = [
    deal("same", "2026-04-02", "100.00"), deal("resized", "2026-04-03", "250.01"),
    deal("reopened", None, "400.00", outcome="open"), deal("lost", "2026-06-05", "800.00", outcome="lost"),
    deal("moved away", "2026-03-07", "3200.00"), deal("late", "2026-05-20", "33.00"),
    deal("to come", "2026-06-02", "10.00"),
]  # fmt: skip
WHAT = {
    "resized": ("200.00", "250.01", "amount or shares changed"),
    "reopened": ("400.00", "0", "reopened"),
    "lost": ("800.00", "0", "lost now"),
    "gone": ("1600.00", "0", "no longer in the data"),
    "moved away": ("3200.00", "0", "closing day moved from 7 May 2026 to 7 Mar 2026"),
    "late": ("0", "33.00", "known late: won on 20 May 2026"),
    "to come": ("0", "10.00", "won since, on 2 Jun 2026"),
}


def company(folder, as_of: str, deals: list[dict[str, Any]], store: dict[str, Any] | None = None) -> Reader:
    shares = [
        {"deal_id": row["deal_id"], "rep_id": rep, "share": share}
        for row in deals
        for rep, share in (("r1", 0.25), ("r2", 0.75))
    ]
    return house(folder, as_of=as_of, reps=REPS, deals=deals, deal_reps=shares, goals=GOALS, store=store)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory) -> dict[str, Any]:
    """What a meeting on 1 June freezes, as the store holds it."""
    with closing(company(tmp_path_factory.mktemp("then"), "2026-06-01T00:00:00+02:00", THEN)) as reader:
        goals = to_freeze(answer(reader, "goals/status").frame.to_dicts())
        won = answer(reader, "meeting/won_deals", params={"since": "2026-04-01"}).frame.to_dicts()
        return {
            "frozen_id": "frozen-1", "generation": reader.manifest.generation, "as_of": "2026-06-01T00:00:00+02:00",
            "agenda_json": "[]", "goals_json": json.dumps(goals, default=str),
            "deals_json": json.dumps(won, default=str), "counts_json": "[]",
            "frozen_at": "2026-06-01T12:00:00+02:00", "frozen_by": "Mia",
        }  # fmt: skip


@pytest.fixture(scope="module")
def today(tmp_path_factory, frozen) -> Iterator[Reader]:
    with closing(
        company(tmp_path_factory.mktemp("now"), "2026-06-08T00:00:00+02:00", NOW, {"frozen": [frozen]})
    ) as reader:
        yield reader


def since(today: Reader) -> dict[str, Any]:
    assert today.store
    [kept] = all_frozen(today.store)
    goals = answer(today, "goals/status").frame.to_dicts()
    deals = answer(today, "meeting/frozen_deals", params={"frozen_id": "frozen-1"}).frame.to_dicts()
    return {each.then["goal_id"]: each for each in compared(kept.seen.goals, goals, deals)}


def test_frozen_numbers_stay_and_each_deal_that_changed_is_named(today):
    found = since(today)["all"]
    assert (found.then["actual"], found.now["actual"]) == (Decimal("6300.00"), Decimal("393.01"))
    assert {each.deal_id: (str(each.before), str(each.after), each.what) for each in found.changes} == WHAT
    assert found.difference == Decimal("-5906.99") and found.unexplained == 0


def test_a_team_and_a_count_are_explained_to_the_last_deal(today):
    found = since(today)
    assert found["east"].difference and found["east"].unexplained == 0
    assert {each.deal_id: each.before for each in found["east"].changes}["gone"] == Decimal("400.00")
    assert (found["count"].difference, found["count"].unexplained) == (Decimal(-2), 0)
    assert {each.deal_id for each in found["count"].changes} == set(WHAT) - {"resized"}


def test_whoever_sees_nothing_sees_no_frozen_deal(today):
    nobody = Scope(sees_all=False, reps=())
    assert answer(today, "meeting/frozen_deals", params={"frozen_id": "frozen-1"}, scope=nobody).frame.is_empty()


def test_what_is_frozen_names_nobody(frozen):
    goals = json.loads(frozen["goals_json"])
    assert goals and not {"owner", "rep_id", "lead_id"} & {name for row in goals for name in row}
    assert {name for row in json.loads(frozen["deals_json"]) for name in row} == {
        "deal_id", "closed_on", "team", "region", "amount",
    }  # fmt: skip
