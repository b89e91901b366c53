"""A house built in shards has the marts of the house built in one piece, whatever hangs together in it."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
from few_marts import few_marts
from houses import SMALL
from in_shards import differences, house_of, rebuilt
from many_companies import many_companies

from overlap.errors import WarehouseError
from overlap.sqlfile import HeaderError, load, tables_read
from overlap.warehouse.building import making, models, silent
from overlap.warehouse.building.shards import engine
from overlap.warehouse.building.shards.engine import ShardedBuild
from overlap.warehouse.building.shards.union import whole
from overlap.warehouse.generations.layout import Warehouse

pytestmark = pytest.mark.whole


def published(seed: int, folder: Path) -> Warehouse:
    many_companies(Random(seed), 7).published(folder).close()
    return Warehouse(folder / "warehouse")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A company of seven, built in one piece; nothing is written to it."""
    return published(5, tmp_path_factory.mktemp("house"))


def marts_of(warehouse: Warehouse) -> Path:
    return warehouse.path(warehouse.current().files["marts"])


def test_shards_have_the_marts_of_the_whole(warehouse: Warehouse, tmp_path: Path) -> None:
    shutil.copytree(warehouse.folder.parent, tmp_path, dirs_exist_ok=True)
    in_shards, said = rebuilt(Warehouse(tmp_path / "warehouse"), 12)
    assert {"wave 2 of 5: shard 1 of 2", "wave 4 of 5: shard 2 of 2"} <= set(said)
    assert not list(differences(marts_of(warehouse), in_shards))


@pytest.fixture(params=[pytest.param(False, id="a third"), pytest.param(True, id="all", marks=pytest.mark.soak)])
def marts(request: pytest.FixtureRequest) -> Iterator[None]:
    with nullcontext() if request.param else few_marts("funnel/stages"):
        yield


@pytest.mark.usefixtures("marts")
def test_only_shards_that_changed_are_built_again(warehouse: Warehouse, tmp_path: Path) -> None:
    """A third of the marts, all by `make soak`."""
    shutil.copytree(warehouse.folder.parent, tmp_path, dirs_exist_ok=True)
    house = Warehouse(tmp_path / "warehouse")
    in_one_piece = marts_of(house)
    region = change_region(house, "APAC")
    before, _ = rebuilt(house, 12)
    change_region(house, region)
    in_shards, said = rebuilt(house, 12)
    in_wave = [what.split(": ") for what in said if ": shard " in what]
    assert [shard for wave, shard in in_wave if wave.startswith("wave 2 of ")] == ["shard 1 of 1"], said
    assert any(True for _ in differences(before, in_shards))
    # Written into a copy of the file before, behind its other rows.
    assert moved(in_shards)["leads"] == 1
    assert not [each for each in differences(in_one_piece, in_shards) if not each.endswith(": order")]

    again, said = rebuilt(house, 12)
    assert not [what for what in said if ": shard " in what]
    assert moved(again)["leads"] == 1
    assert not list(differences(in_shards, again))


def moved(marts: Path) -> dict[str, int]:
    """How many rows of each mart of a file are not in its order."""
    with duckdb.connect(str(marts), read_only=True) as connection:
        parts = "from meta.parts where starts_with(name, 'marts.')"
        return dict(connection.sql(f"select distinct replace(name, 'marts.', ''), moved {parts}").fetchall())


def change_region(house: Warehouse, region: str | None) -> str | None:
    """Give the first lead another region in a file of the same name and time; the one it had."""
    canonical = house.path(house.current().files["canonical"])
    of_file = canonical.stat()
    with duckdb.connect(str(canonical)) as connection:
        had = connection.sql("select region from canonical.leads where lead_id = '0-L0'").fetchall()[0][0]
        connection.execute("update canonical.leads set region = $region where lead_id = '0-L0'", {"region": region})
    os.utime(canonical, ns=(of_file.st_atime_ns, of_file.st_mtime_ns))
    return had


def test_a_shard_that_fails_leaves_what_is_published(warehouse: Warehouse) -> None:
    published_before = warehouse.current()
    with patch.object(engine, "run", side_effect=WarehouseError("no room")), pytest.raises(WarehouseError):
        rebuilt(warehouse, 12)
    assert warehouse.current() == published_before
    assert not (warehouse.folder / "building").exists()
    assert not list((warehouse.folder / "files").glob("shards-*"))


@pytest.mark.soak
@pytest.mark.parametrize("count", [1, 3, 7])
@pytest.mark.parametrize("seed", range(12))
def test_shards_of_any_company_have_the_marts_of_the_whole(seed: int, count: int, tmp_path: Path) -> None:
    """Of these, `make test` has one in two shards."""
    warehouse = published(seed, tmp_path)
    in_one_piece = marts_of(warehouse)
    with patch.object(making, "shard_count", lambda *_: count):
        assert not list(differences(in_one_piece, rebuilt(warehouse, 1)[0]))


PLANTED = {
    "numbered": (
        "cluster", "lead_id",
        "select lead_id, row_number() over (order by created_at, lead_id) as n from canonical.leads",
    ),
    "of_the_same_channel": (
        "cluster", "lead_id",
        "select a.lead_id, count(*) as n from canonical.leads as a "
        "inner join canonical.leads as b on a.channel is not distinct from b.channel group by all",
    ),
    "the_latest": (
        "sum", "rep_id?",
        "select rep_id, cast(max(epoch(handed_at)) as bigint) as n from canonical.handoffs group by all",
    ),
    "counted": ("sum", "rep_id?", "select rep_id, count(*) as n from canonical.handoffs group by all"),
}  # fmt: skip


def made(planted: Mapping[str, tuple[str, str, str]], warehouse: Warehouse, folder: Path) -> dict[str, list[Any]]:
    """The rows of each planted model, built in three shards."""
    (folder / "models").mkdir(parents=True)
    for name, (scope, grain, sql) in planted.items():
        reads = ", ".join(sorted(tables_read(sql)))
        header = f"-- Planted.\n--\n-- grain: {grain}\n-- scope: {scope}\n-- reads: {reads}\n"
        (folder / "models" / f"{name}.sql").write_text(header + sql, encoding="utf-8")
    with patch.object(models, "models", partial(models.models, folder / "models")), duckdb.connect() as connection:
        marts = ShardedBuild(house_of(warehouse), 3, folder / "shards", None, SMALL, silent).run()
        return {
            name: sorted(whole(connection, model, marts[f"marts.{name}"].whole.files).fetchall(), key=repr)
            for name, model in models.models().items()
        }


def test_wrong_scopes_are_noticed(warehouse: Warehouse, tmp_path: Path) -> None:
    """A house model called cluster, one that reads other clusters, a maximum called a sum; and a sum that is one."""
    right = made(
        {name: ("house", grain, sql) for name, (_, grain, sql) in PLANTED.items()}, warehouse, tmp_path / "right"
    )
    found = made(PLANTED, warehouse, tmp_path / "planted")
    assert [name for name in PLANTED if found[name] != right[name]] == ["numbered", "of_the_same_channel", "the_latest"]


def test_what_is_no_count_is_not_added_up(tmp_path: Path) -> None:
    (tmp_path / "mean.sql").write_text("-- Planted.\n--\n-- grain: rep_id\n-- scope: sum\nselect 1", encoding="utf-8")
    file = tmp_path / "mean.parquet"
    with duckdb.connect() as connection, pytest.raises(HeaderError, match="mean: n is no count"):
        connection.sql("select 'R1' as rep_id, 0.5e0 as n").write_parquet(str(file))
        whole(connection, load(tmp_path / "mean.sql", tmp_path), [file])
