"""A new store has what the migrations make, to the letter, without running them; what is there is not touched."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from overlap.store import migrate, open_store
from overlap.store.beginning import NEW_STORE, begin_anew
from overlap.store.engine import connect
from overlap.store.revision import is_newest

AS_MIGRATED = f"{NEW_STORE.name} is not what the migrations make: write into it what `written` of this file returns."


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("migrated") / "store.db"
    migrate.migrate(connect(place))
    return place


def held(place: Path) -> dict[str, Any]:
    """All that stands in a database: the statement of each table, index and trigger, and the rows of each table."""
    with sqlite3.connect(place) as read:
        made = read.execute("select name, type, sql from sqlite_master order by rowid").fetchall()
        return {
            name: (sql, read.execute(f'select * from "{name}"').fetchall() if kind == "table" else [])
            for name, kind, sql in made
        }


def written(place: Path) -> str:
    """The script that makes a database like this one."""
    there = held(place)
    filled = [
        f"INSERT INTO {name} VALUES\n\t" + ",\n\t".join(f"({', '.join(map(repr, row))})" for row in rows)
        for name, (_, rows) in there.items()
        if rows
    ]
    return "\n\n".join(f"{text};" for text in [*(sql for sql, _ in there.values() if sql), *filled]) + "\n"


def test_a_new_store_is_what_the_migrations_make(migrated: Path, tmp_path: Path) -> None:
    engine = connect(tmp_path / "store.db")
    begin_anew(engine)
    assert is_newest(engine)
    assert held(tmp_path / "store.db") == held(migrated), AS_MIGRATED


def test_no_migration_is_run_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(migrate, "migrate")
    open_store(tmp_path / "store.db", "ours").close()
    with sqlite3.connect(tmp_path / "store.db") as read:
        assert read.execute("select house_id from house").fetchall() == [("ours",)]


def test_what_holds_anything_is_left_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "store.db"
    with sqlite3.connect(place) as other:
        other.execute("create table theirs (id integer)")
    before = held(place)
    begin_anew(connect(place))
    assert held(place) == before


def test_several_that_open_one_at_once_make_it_once(tmp_path: Path, migrated: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for begun in [pool.submit(begin_anew, connect(tmp_path / "store.db")) for _ in range(4)]:
            begun.result()
    assert held(tmp_path / "store.db") == held(migrated)
