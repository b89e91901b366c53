"""A house built in shards has the marts of the house built in one piece, whatever hangs together in it."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
from in_shards import differences, in_shards
from many_companies import many_companies

from overlap.sqlfile import HeaderError
from overlap.warehouse.building import models
from overlap.warehouse.building.shards.union import whole
from overlap.warehouse.generations.layout import Warehouse

pytestmark = pytest.mark.whole


def published(seed: int, folder: Path) -> Warehouse:
    many_companies(Random(seed), 7).published(folder).close()
    return Warehouse(folder / "warehouse")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A company of seven; nothing is written to it."""
    yield published(3, tmp_path_factory.mktemp("house"))


def test_three_shards_have_the_marts_of_the_whole(warehouse: Warehouse, tmp_path: Path) -> None:
    assert not list(differences(warehouse, in_shards(warehouse, 3, tmp_path / "shards")))


@pytest.mark.soak
@pytest.mark.parametrize("count", [1, 3, 7])
@pytest.mark.parametrize("seed", range(40))
def test_shards_of_any_company_have_the_marts_of_the_whole(seed: int, count: int, tmp_path: Path) -> None:
    """One company of these, in three shards, by `make test`."""
    warehouse = published(seed, tmp_path)
    assert not list(differences(warehouse, in_shards(warehouse, count, tmp_path / "shards")))


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
        header = f"-- Planted.\n--\n-- grain: {grain}\n-- scope: {scope}\n"
        (folder / "models" / f"{name}.sql").write_text(header + sql, encoding="utf-8")
    with patch.object(models, "models", partial(models.models, folder / "models")), duckdb.connect() as connection:
        marts = in_shards(warehouse, 3, folder / "shards").run()
        return {
            name: sorted(whole(connection, model, marts[name].whole.files).fetchall(), key=repr)
            for name, model in models.models().items()
        }


def test_wrong_scopes_are_noticed(warehouse: Warehouse, tmp_path: Path) -> None:
    """A house model called cluster, one that reads other clusters, a maximum called a sum; and a sum that is one."""
    right = made(
        {name: ("house", grain, sql) for name, (_, grain, sql) in PLANTED.items()}, warehouse, tmp_path / "right"
    )
    found = made(PLANTED, warehouse, tmp_path / "planted")
    assert [name for name in PLANTED if found[name] != right[name]] == ["numbered", "of_the_same_channel", "the_latest"]


def test_what_is_no_count_is_not_added_up(warehouse: Warehouse, tmp_path: Path) -> None:
    sql = "select rep_id, avg(score) as n from canonical.handoffs group by all"
    with pytest.raises(HeaderError, match="mean: n is no count"):
        made({"mean": ("sum", "rep_id?", sql)}, warehouse, tmp_path)
