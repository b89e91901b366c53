"""What a model's `scope` says holds of its statement, and the waves of a build in shards follow from it."""

import pytest

from overlap.contract import TABLES
from overlap.sqlfile import HeaderError, SqlFile, load_tables, sorted_by
from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.cutting import cut_tables
from overlap.warehouse.building.shards.waves import Wave, marts_read, runs_in_shards, scope_of, waves

MODELS = models()
CUT = {f"canonical.{table.name}" for table in cut_tables()}


def each(wanted):
    return pytest.mark.parametrize("model", [*filter(wanted, MODELS.values())], ids=lambda model: model.name)


def reads_leads(model: SqlFile) -> bool:
    """Whether what it reads differs from lead to lead: of a canonical table that is cut, or of a model that does."""
    return bool(CUT & model.tables_read) or any(scope_of(MODELS[name]) != "shared" for name in marts_read(model))


@each(lambda model: True)
def test_a_model_is_shared_if_it_reads_no_lead_and_no_other_is(model: SqlFile) -> None:
    assert (scope_of(model) == "shared") == (not reads_leads(model))


@each(runs_in_shards)
def test_a_model_of_shards_reads_leads_of_its_own(model: SqlFile) -> None:
    """Over what is the same in every shard it would be made in each of them."""
    assert CUT & model.tables_read or any(runs_in_shards(MODELS[name]) for name in marts_read(model))


@each(runs_in_shards)
def test_a_model_of_shards_draws_no_chance_and_sorts_by_what_it_returns(model: SqlFile) -> None:
    """A step would see a shard for the house; the rows of shards are sorted again, by columns of theirs."""
    assert not model.line("then")
    assert sorted_by(model.sql)


def test_what_names_a_lead_is_cut() -> None:
    shared = {table.name for table in TABLES} - {table.name for table in cut_tables()}
    assert shared == {"campaigns", "campaign_days", "reps", "goals", "rates"}


def test_waves_run_over_the_house_and_in_shards_by_turns_and_nothing_before_what_it_reads() -> None:
    every = waves(MODELS)
    place = {name: number for number, wave in enumerate(every) for name in wave.models}
    assert set(place) == set(MODELS)
    assert [wave.in_shards for wave in every] == [number % 2 == 1 for number in range(len(every))]
    for name, model in MODELS.items():
        assert every[place[name]].in_shards == runs_in_shards(model)
        for read in marts_read(model):
            assert place[read] <= place[name]
            assert scope_of(MODELS[read]) != "sum" or place[read] < place[name]


def test_a_sum_is_read_in_a_later_wave_and_a_shared_model_waits_for_nobody(tmp_path) -> None:
    planted = {
        "steps": "-- scope: sum\nselect lead_id from canonical.leads",
        "later": "-- scope: cluster\nselect steps.lead_id from marts.steps cross join canonical.leads",
        "people": "-- scope: shared\nselect rep_id from canonical.reps",
    }
    for name, text in planted.items():
        (tmp_path / f"{name}.sql").write_text(f"-- Planted.\n--\n{text}")
    assert waves(models(tmp_path)) == (Wave(False, ("people",)), Wave(True, ("steps",)), Wave(True, ("later",)))


def test_a_header_without_a_scope_is_refused(tmp_path) -> None:
    (tmp_path / "x.sql").write_text("-- Planted.\n--\n-- scope: shard\nselect 1 as n")
    with pytest.raises(HeaderError, match="x: scope is one of shared, cluster, sum, house, not 'shard'"):
        scope_of(load_tables(tmp_path)["x"])
