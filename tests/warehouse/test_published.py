"""What is published is read as it is: by readers that are open, again, after damage, and never written."""

import json

import pytest
from imported_house import DEALS, LATER, LEADS, REPS, House
from typer.testing import CliRunner

from overlap.cli import app
from overlap.errors import WarehouseError
from overlap.warehouse.building import check_current, rebuild
from overlap.warehouse.building.file_checks import check_files
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.whole
REPORTS = ("goals/totals",)


@pytest.fixture
def house(tmp_path):
    return House(tmp_path).put(leads=LEADS, deals=DEALS, deal_reps=REPS)


def test_marts_can_be_built_again_from_the_same_canonical_file(house):
    first = house.begin().manifest
    second, results = rebuild(house.warehouse, house.store, now=LATER)
    assert second.generation != first.generation
    assert second.files["canonical"] == first.files["canonical"] and second.files["marts"] != first.files["marts"]
    assert not [result for result in results if result.stops]
    assert str(house.ask("goals/totals")[0]["revenue"]) == "150.00"


def test_checks_can_be_asked_again_of_what_is_published(house):
    published = house.begin().results
    again = check_current(house.warehouse)
    assert [(one.check.name, one.failed) for one in again] == [(one.check.name, one.failed) for one in published]


def test_a_generation_of_other_models_says_build_instead_of_a_stack_trace(house):
    manifest = house.begin().manifest
    path = house.warehouse.folder / "generations" / f"{manifest.generation}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "models_hash": "older", "app_version": "0.0.9"}))
    with pytest.raises(WarehouseError, match="was built by 0.0.9 with other models. Run `overlap build`"):
        open_reader(house.warehouse)


def test_a_damaged_file_is_said_in_words(house):
    manifest = house.begin().manifest
    house.warehouse.path(manifest.files["marts"]).write_bytes(b"rubbish" * 1000)
    with pytest.raises(WarehouseError, match="damaged. Run `overlap build --anew`"):
        open_reader(house.warehouse)


def test_a_build_anew_mends_a_damaged_file_and_says_that_the_history_begins_again(house):
    manifest = house.begin().manifest
    house.warehouse.path(manifest.files["marts"]).write_bytes(b"rubbish" * 1000)
    with pytest.raises(WarehouseError, match="damaged. Run `overlap build --anew`"):
        rebuild(house.warehouse, house.store, now=LATER)
    kept = {"OVERLAP_WAREHOUSE": str(house.warehouse.folder), "OVERLAP_STORE": str(house.store)}
    said = CliRunner(env=kept).invoke(app, ["build", "--anew"]).stderr
    assert "cannot be read: that history begins again" in said and "Published generation" in said
    assert str(house.ask("goals/totals")[0]["revenue"]) == "150.00"


def test_a_byte_that_was_changed_since_is_found_by_a_check(house):
    """Where DuckDB finds it only when somebody asks for just that block."""
    manifest = house.begin().manifest
    marts = house.warehouse.path(manifest.files["marts"])
    whole = marts.read_bytes()
    assert [(one.failed, one.sample) for one in check_files(house.warehouse)] == [(0, "")]
    marts.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    assert [(one.failed, one.stops, one.sample) for one in check_files(house.warehouse)] == [(1, True, marts.name)]


def test_the_reader_can_neither_write_nor_fetch_nor_be_unlocked(house):
    house.begin()
    reader = open_reader(house.warehouse)
    for statement in (
        "create table marts_file.marts.x (n integer)",
        "copy (select 1) to '/tmp/overlap_should_not_exist.csv'",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/overlap_should_not_exist.duckdb' as y",
        "set global enable_external_access = true",
    ):
        with pytest.raises(Exception, match=r"read-only|disabled|locked|permission|Permission|Cannot"):
            reader.cursor_for("").execute(statement)
    reader.close()
