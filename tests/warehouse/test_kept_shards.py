"""The shards of a build lie beside the published generation alone, and go when its files are others."""

from dataclasses import replace
from pathlib import Path

import pytest

from overlap.warehouse.generations.layout import Warehouse, shards_name
from overlap.warehouse.generations.manifest import Manifest

FIRST = Manifest(
    generation="first", built_at="", app_version="", contract_hash="", models_hash="", agreements_hash="",
    build_hash="", house_id="", as_of="", time_zone="", reporting_currency="", as_of_is_given=False, sources={},
    files={"marts": "marts-first.duckdb"}, checks={},
)  # fmt: skip
SECOND = replace(FIRST, generation="second", files={"marts": "marts-second.duckdb"})


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """A warehouse with two generations, both built in shards."""
    made = Warehouse(tmp_path)
    for manifest in (FIRST, SECOND):
        with made.writing() as building:
            (building / shards_name(manifest.generation) / "leads").mkdir(parents=True)
            made.publish(manifest, {"marts": built(building, manifest.files["marts"])}, 3)
    return made


def built(building: Path, name: str) -> Path:
    (building / name).write_bytes(b"marts")
    return building / name


def shards(warehouse: Warehouse) -> list[str]:
    return [path.name for path in (warehouse.folder / "files").glob("shards-*")]


def test_those_of_the_generation_before_go_with_the_next(warehouse: Warehouse) -> None:
    assert shards(warehouse) == ["shards-second"]
    assert (warehouse.path("shards-second") / "leads").is_dir()


def test_they_go_when_a_kept_generation_gets_other_files(warehouse: Warehouse) -> None:
    """Somebody is forgotten in a generation that was rolled back: its shards would still hold them."""
    warehouse.turn_back("first")
    with warehouse.writing() as building:
        other = replace(SECOND, files={"marts": "marts-other.duckdb"})
        warehouse.put_in_place(other, {"marts": built(building, "marts-other.duckdb")})
    assert shards(warehouse) == []


def test_they_go_with_a_generation_that_is_taken_away(warehouse: Warehouse) -> None:
    warehouse.turn_back("first")
    with warehouse.writing():
        warehouse.take_away(["second"])
    assert shards(warehouse) == []
