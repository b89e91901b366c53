"""A file that is being made has no log beside it, which every statement would wait for, and holds all when closed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import pytest

from overlap.warehouse.connections import Resources, attach_unfinished, copy_whole, desk, scratch, writing

SMALL = Resources(memory_limit="1GB", threads=1)


def _desk(folder: Path) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    with writing(folder / "canonical.duckdb", SMALL) as made:
        made.execute("create schema canonical; create schema meta")
    return desk(folder / "canonical.duckdb", folder / "made.duckdb", SMALL)


WAYS = {
    "scratch": (lambda folder: scratch(folder, SMALL), "scratch"),
    "made": (lambda folder: writing(folder / "made.duckdb", SMALL), "made"),
    "marts": (_desk, "marts_file"),
}


@pytest.fixture(params=WAYS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    begin, name = WAYS[request.param]
    with begin(tmp_path) as connection:
        yield connection, name


def test_nothing_is_logged_of_it(opened: tuple[duckdb.DuckDBPyConnection, str], tmp_path: Path) -> None:
    connection, name = opened
    connection.execute(f"create table {name}.rows as select range as id from range(1000)")
    connection.execute(f"insert into {name}.rows values (1000)")
    assert not [*tmp_path.rglob("*.wal")]


def test_it_holds_all_that_was_written_once_it_is_closed(tmp_path: Path) -> None:
    with writing(tmp_path / "made.duckdb", SMALL) as connection:
        connection.execute("create table rows as select range as id from range(1000); insert into rows values (1000)")
    with writing(tmp_path / "made.duckdb", SMALL) as connection:
        connection.execute("insert into rows values (1001)")
        copy_whole(connection, "made", tmp_path / "copy.duckdb")
    for name in ("made", "copy"):
        with duckdb.connect(str(tmp_path / f"{name}.duckdb"), read_only=True) as read:
            assert read.sql("select count(*), max(id) from rows").fetchall() == [(1002, 1001)]


def test_an_attached_one_holds_all_when_it_is_detached(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        attach_unfinished(connection, tmp_path / "it's.duckdb", "made")
        connection.execute("create table made.rows as select 1 as id; detach made")
    with duckdb.connect(str(tmp_path / "it's.duckdb"), read_only=True) as read:
        assert read.sql("from rows").fetchall() == [(1,)]
