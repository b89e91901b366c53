"""What shards count is added up as if for the first time, however often some of them have changed since."""

from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import duckdb
import pytest

from overlap.sqlfile import SqlFile, load
from overlap.warehouse.building.shards import sums
from overlap.warehouse.building.shards.older import Older, tell_digests
from overlap.warehouse.building.shards.parquet import linked, read
from overlap.warehouse.building.shards.sums import ADDED, add_up
from overlap.warehouse.building.shards.union import whole

SHARDS = 8
Rows = list[tuple[object, ...]]


@pytest.fixture
def model(tmp_path: Path) -> SqlFile:
    path = tmp_path / "planted.sql"
    path.write_text(
        "-- Planted.\n--\n-- grain: region?, month\n-- scope: sum\nselect region, month, lead_count, won_count "
        "from canonical.x order by region, month",
        encoding="utf-8",
    )
    return load(path, tmp_path)


def part(folder: Path, chance: Random) -> Path:
    """What a shard counted: of few regions, one of them blank, so that shards count in the same rows."""
    path = folder / f"{chance.randrange(10**9)}.parquet"
    drawn = {(chance.choice(("'EMEA'", "'APAC'", "null")), chance.randrange(5)) for _ in range(chance.randrange(4))}
    rows = ", ".join(f"({region}, {month}, {chance.randint(1, 3)}, {chance.randrange(2)})" for region, month in drawn)
    values = f"(values {rows or '(null, 0, 0, 0)'}) as t (region, month, lead_count, won_count)"
    types = "region::varchar as region, month, lead_count::bigint as lead_count, won_count::bigint as won_count"
    duckdb.execute(f"copy (select {types} from {values} where lead_count > 0) to '{path}'")
    return path


def builds(folder: Path, model: SqlFile, seed: int) -> list[tuple[Rows, Rows]]:
    """Builds one after the other, each over the folder of the one before: the sum gone on from, and added up anew."""
    chance, found, older, names = Random(seed), [], None, list[Path]()
    connection = duckdb.connect()
    for number in range(6):
        shards = folder / f"{seed}-{number}"
        (shards / "planted").mkdir(parents=True)
        for path in names:
            linked(path, shards / "planted" / path.name)
        names = [shards / "planted" / path.name for path in names]
        for _ in range(SHARDS if not names else chance.randrange(3)):
            if len(names) == SHARDS:
                names.pop(chance.randrange(SHARDS)).unlink()
            names.append(part(shards / "planted", chance))
        added = add_up(connection, model, names, older)
        found.append((sorted_rows(connection, added), sorted(whole(connection, model, names).fetchall(), key=repr)))
        tell_digests(shards, None)
        older = Older(shards)
    connection.close()
    return found


def sorted_rows(connection: duckdb.DuckDBPyConnection, added: Path) -> Rows:
    return sorted(read(connection, [added]).fetchall(), key=repr)


@pytest.mark.parametrize("seeds", [range(3), pytest.param(range(3, 10), marks=pytest.mark.soak)], ids=["few", "all"])
def test_a_sum_that_goes_on_is_the_one_added_up_anew(tmp_path: Path, model: SqlFile, seeds: range) -> None:
    for seed in seeds:
        assert [one for one, other in builds(tmp_path, model, seed) if one != other] == []


@pytest.mark.parametrize("mistake", ["nothing is taken off", "a row of nothing stays"])
def test_a_sum_that_goes_on_wrongly_is_noticed(tmp_path: Path, model: SqlFile, mistake: str) -> None:
    gone_on = sums._statement  # noqa: SLF001 - where mistakes are planted

    def planted(*given: Any) -> str:
        ways = {"nothing is taken off": ('-"lead_count"', "0"), "a row of nothing stays": ("> 0", ">= 0")}
        return gone_on(*given).replace(*ways[mistake])

    with patch.object(sums, "_statement", planted):
        assert any(one != other for seed in range(3) for one, other in builds(tmp_path, model, seed))


def test_where_most_shards_are_others_or_a_file_is_not_as_it_was_a_sum_is_added_up_anew(
    tmp_path: Path, model: SqlFile
) -> None:
    chance, folder = Random(1), tmp_path / "before" / "planted"
    folder.mkdir(parents=True)
    names = [part(folder, chance) for _ in range(4)]
    with duckdb.connect() as connection:
        add_up(connection, model, names, None)
        tell_digests(folder.parent, None)
        kept = {path.name for path in names}

        def goes_on(now: set[str]) -> bool:
            return sums._before(Older(folder.parent), "planted", now) is not None  # noqa: SLF001

        assert goes_on(kept) and goes_on({*sorted(kept)[2:], "new", "newer"})
        assert not goes_on({*sorted(kept)[3:], "new"})
        added = (folder / ADDED).read_bytes()
        (folder / ADDED).write_bytes(added[:-9] + bytes([added[-9] ^ 1]) + added[-8:])
        assert not goes_on(kept)
        (folder / ADDED).write_bytes(added)
        names[0].unlink()
        assert goes_on(kept) and not goes_on(kept - {names[0].name})
