"""Models are made beside each other: each after all it reads, whatever the threads; the first that fails is named."""

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier

import duckdb
import pytest

from overlap.errors import WarehouseError
from overlap.warehouse.building import beside, models
from overlap.warehouse.connections import see

MODELS = {
    "one": ("select 1 as id", ""),
    "two": ("select 2 as id", ""),
    "both": ("select id from marts.one union all select id from marts.two order by id", "marts.one, marts.two"),
    "last": ("select sum(id) as id from marts.both", "marts.both"),
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("attach ':memory:' as marts_file; create schema marts_file.marts")
        see(opened, "marts_file.marts")
        yield opened


def _written(folder: Path, monkeypatch: pytest.MonkeyPatch, **statements: tuple[str, str]) -> None:
    for name, (statement, reads) in statements.items():
        (folder / f"{name}.sql").write_text(f"-- A mart.\n--\n-- grain: id\n-- reads: {reads}\n{statement}\n")
    ordered = models.models(folder)
    monkeypatch.setattr(beside, "models", lambda: ordered)


@pytest.mark.parametrize("threads", [1, 2, 9])
def test_each_mart_is_made_after_all_it_reads(connection, tmp_path, monkeypatch, threads: int):
    _written(tmp_path, monkeypatch, **MODELS)
    told: list[tuple[str, float]] = []
    beside.build_beside(connection, {}, 0, threads, lambda *each: told.append(each))
    assert connection.sql("select id from marts.last").fetchall() == [(3,)]
    made = [what.removeprefix("mart ") for what, _ in told]
    assert sorted(made) == sorted(MODELS) and made.index("both") > max(made.index("one"), made.index("two"))
    assert [share for _, share in told] == [0.25, 0.5, 0.75, 1.0]


def test_two_that_do_not_read_each_other_are_made_at_once(connection, tmp_path, monkeypatch):
    _written(tmp_path, monkeypatch, **MODELS)
    met, make = Barrier(2, timeout=20), models.make

    def meeting(desk, name, *given):
        if name in ("one", "two"):
            met.wait()  # breaks where only one of them is being made
        make(desk, name, *given)

    monkeypatch.setattr(beside, "make", meeting)
    beside.build_beside(connection, {}, 0, 2, lambda *_: None)
    assert connection.sql("select count(*) from marts.both").fetchall() == [(2,)]


@pytest.mark.parametrize("threads", [1, 2])
def test_the_model_that_fails_is_named_and_none_is_begun_after_it(connection, tmp_path, monkeypatch, threads: int):
    _written(tmp_path, monkeypatch, **MODELS | {"both": ("select error('no room') as id from marts.one", "marts.one")})
    with pytest.raises(WarehouseError, match="both.sql"):
        beside.build_beside(connection, {}, 0, threads, lambda *_: None)
    made = connection.sql("select table_name from duckdb_tables() where database_name = 'marts_file'").fetchall()
    assert ("last",) not in made
