"""A rollback publishes the generation before, running readers follow, and what was rolled back does not come back."""

from datetime import timedelta

import pytest
from test_importing import LATER, LEADS, NOW, House

from overlap.errors import UsageError, WarehouseError
from overlap.reports import answer
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.rolling_back import roll_back
from overlap.warehouse.reader import Readers

pytestmark = pytest.mark.whole
REPORTS = ("goals/totals",)

MORE = LEADS + "L3,2026-01-07T10:00:00Z,web\n"


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A house that was imported twice and rolled back, and what a running app then reads."""
    house = House(tmp_path_factory.mktemp("twice")).put(leads=LEADS)
    first = house.begin().manifest
    second = house.put(leads=MORE).bring(now=LATER).manifest
    readers = Readers(house.warehouse, house.store)
    assert answer(readers.current(), "goals/totals").frame["lead_count"][0] == 3
    back = roll_back(house.warehouse, now=LATER)
    return house, first, second, back, readers


def test_the_generation_it_was_built_over_is_published_and_readers_follow(twice):
    house, first, _, back, readers = twice
    assert back.generation == first.generation == house.warehouse.current_id()
    assert answer(readers.current(), "goals/totals").frame["lead_count"][0] == 2


def test_before_the_first_generation_there_is_nothing(twice):
    house, first, *_ = twice
    with pytest.raises(WarehouseError, match=f"There is nothing before {first.generation}"):
        roll_back(house.warehouse, now=LATER)
    with pytest.raises(UsageError, match='No other generation "nonsense" is kept'):
        roll_back(house.warehouse, "nonsense", now=LATER)


def test_the_content_rolled_back_is_refused_until_it_is_accepted_by_name(twice):
    house, first, second, _, readers = twice
    (stop,) = house.bring(now=LATER).stopped
    assert stop.name == "rolled-back" and second.generation in stop.sentence
    assert house.warehouse.current_id() == first.generation
    again = house.bring(now=LATER + timedelta(days=1), accept=("rolled-back",)).manifest
    assert again.previous == first.generation and house.warehouse.rolled_back() == []
    assert answer(readers.current(), "goals/totals").frame["lead_count"][0] == 3


@pytest.mark.usefixtures("no_marts")
def test_another_export_is_taken_after_a_rollback_and_the_one_rolled_back_still_is_not(tmp_path):
    house = House(tmp_path).put(leads=LEADS)
    first = house.begin().manifest
    house.put(leads=MORE).bring(now=LATER)
    roll_back(house.warehouse, now=LATER)
    third = house.put(leads=LEADS + "L4,2026-01-07T10:00:00Z,web\n").bring(now=LATER + timedelta(days=1)).manifest
    assert third.previous == first.generation
    house.put(leads=MORE)
    assert [stop.name for stop in house.bring(now=LATER + timedelta(days=2)).stopped] == ["rolled-back"]
    assert roll_back(house.warehouse, now=NOW).generation == first.generation


@pytest.mark.usefixtures("no_marts")
def test_a_generation_rolled_back_is_pruned_before_the_others_and_can_be_published_by_its_name(tmp_path):
    house = House(tmp_path).put(leads=LEADS)
    first = house.begin().manifest
    second = house.put(leads=MORE).bring(now=LATER).manifest
    roll_back(house.warehouse, now=LATER)
    assert roll_back(house.warehouse, second.generation, now=LATER).generation == second.generation
    assert house.warehouse.rolled_back() == []
    roll_back(house.warehouse, now=LATER)
    house.put(leads=LEADS + "X,2026-01-07T10:00:00Z,web\n")
    house.bring(now=LATER + timedelta(hours=1), resources=Resources(generations_kept=2))
    kept = {each.generation for each in house.warehouse.kept()}
    assert first.generation in kept and second.generation not in kept
