"""A marts file that goes on from the published one: only the rows that are others are replaced."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest
from houses import SMALL
from test_kept_shards import FIRST

from overlap.agreements import resolve
from overlap.errors import WarehouseError
from overlap.warehouse.building import checks, continued, models, silent
from overlap.warehouse.building.history import Before
from overlap.warehouse.building.shards import loading, preparing
from overlap.warehouse.building.shards.held_tables import Held, Part, once
from overlap.warehouse.building.shards.published import Continued, Known
from overlap.warehouse.connections import see
from overlap.warehouse.generations.durable import digest_of
from overlap.warehouse.generations.layout import Warehouse

ROWS = 100  # in each of two parts


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A desk with an empty marts file, where one planted model is known."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "planted.sql").write_text(
        "-- Planted.\n--\n-- grain: n, part?\n-- scope: cluster\n"
        "select n, part, said from canonical.x order by n, part",
        encoding="utf-8",
    )
    planted = partial(models.models, tmp_path / "models")
    with duckdb.connect() as opened, patch.object(loading, "models", planted):
        opened.execute("attach ':memory:' as marts_file; create schema marts_file.marts")
        see(opened, "marts_file.marts")
        yield opened


def part(folder: Path, key: str, number: int, changed: str = "") -> Part:
    """A file with the rows of a part; `changed` says of some of them that they are others."""
    file = folder / "planted" / f"{key}.parquet"
    file.parent.mkdir(parents=True, exist_ok=True)
    of_part = "null::varchar" if number else "'one'"
    rows = f"select n, {of_part} as part, 'as before' as said from range({ROWS}) as r (n)"
    duckdb.execute(f"copy (select * {changed} from ({rows})) to '{file}'")
    return Part(key, (file,))


def known(folder: Path, keys: tuple[str, ...], moved: int = 0) -> Continued:
    parts = {"planted": tuple(Known(key, f"planted/{key}.parquet") for key in keys)}
    return Continued(parts, {"planted": moved}, "2026-01-01T00:00:00+00:00", folder, {})


def loaded(
    connection: duckdb.DuckDBPyConnection, parts: tuple[Part, ...], before: Continued | None
) -> tuple[Mapping[str, int], list[tuple[object, ...]]]:
    """How many rows are said to be out of order, and the rows."""
    moved = loading.load(connection, {"planted": Held(parts, is_cut=True)}, before, silent)
    return moved, connection.sql("from marts.planted").fetchall()


CHANGED = "replace (case when n = 7 then 'changed' else said end as said)"


def test_only_rows_that_changed_are_replaced(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Of a part whose rows have no value in the grain too; the first part keeps its key and is not read."""
    one, two = part(tmp_path, "1", 0), part(tmp_path, "2", 1)
    _, rows = loaded(connection, (one, two), None)
    changed = part(tmp_path, "3", 1, CHANGED)
    part(tmp_path, "1", 0, "replace ('not read' as said)")
    moved, now = loaded(connection, (one, changed), known(tmp_path, ("1", "2")))
    assert moved == {"planted": 1}
    assert now == [row for row in rows if row != (7, None, "as before")] + [(7, None, "changed")]


def test_a_mart_with_other_columns_is_written_anew(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """A model of the same release that gives one column more, others in their order, or one of another type."""
    ways = ("replace (n + 0.25 as n)", ", 1 as more", "exclude (n), n", "rename (said as told)")
    for number, others in enumerate(ways):
        loaded(connection, (part(tmp_path, "1", 0), part(tmp_path, "2", 1)), None)
        now = part(tmp_path, f"3-{number}", 0, others), part(tmp_path, f"4-{number}", 1, others)
        moved, _ = loaded(connection, now, known(tmp_path, ("1", "2")))
        assert moved == {}
        wanted = connection.read_parquet([str(each.files[0]) for each in now])
        found = connection.table("marts_file.marts.planted")
        assert (found.columns, found.types) == (wanted.columns, wanted.types)
        assert not found.except_(wanted).fetchall()


def test_a_mart_that_held_other_rows_than_its_parts_is_written_anew(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    one, two = part(tmp_path, "1", 0), part(tmp_path, "2", 1)
    _, rows = loaded(connection, (one, two), None)
    connection.execute("delete from marts_file.marts.planted where n = 3 and part = 'one'")
    changed = part(tmp_path, "3", 1, CHANGED)
    moved, now = loaded(connection, (one, changed), known(tmp_path, ("1", "2")))
    assert (moved, len(now)) == ({}, len(rows))


def test_another_key_of_the_same_rows_moves_nothing(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    one, two = part(tmp_path, "1", 0), part(tmp_path, "2", 1)
    _, rows = loaded(connection, (one, two), None)
    moved, now = loaded(connection, (one, part(tmp_path, "3", 1)), known(tmp_path, ("1", "2"), moved=4))
    assert moved == {"planted": 4}
    assert now == rows


@pytest.mark.parametrize("why", ["too much", "too often", "gone", "cut otherwise"])
def test_a_mart_is_sorted_anew(connection: duckdb.DuckDBPyConnection, tmp_path: Path, why: str) -> None:
    """Where too many rows would stand behind the others, or nothing tells which were of the part."""
    one, two = part(tmp_path, "1", 0), part(tmp_path, "2", 1)
    loaded(connection, (one, two), None)
    changed = part(tmp_path, "3", 1, "replace ('changed' as said)" if why == "too much" else CHANGED)
    if why == "gone":
        two.files[0].unlink()
    keys = ("1",) if why == "cut otherwise" else ("1", "2")
    moved, now = loaded(connection, (one, changed), known(tmp_path, keys, moved=10 if why == "too often" else 0))
    assert moved == {}
    assert now == sorted(now, key=lambda row: (row[0], row[1] is None)) and len(now) == 2 * ROWS
    assert (7, None, "changed") in now


def test_a_file_is_copied_while_most_of_it_stays_and_no_longer_than_a_week(tmp_path: Path) -> None:
    """A copy keeps the bytes of what was deleted in it."""
    one, two = part(tmp_path, "1", 0), part(tmp_path, "2", 1)
    wanted, before = {"planted": Held((one, two), is_cut=True)}, known(tmp_path, ("1", "9"))
    worth = partial(continued.is_worth_it, before)
    assert worth({"planted": Held((one, one, two), is_cut=True)}, "2026-01-07T00:00:00+00:00")
    assert not worth(wanted, "2026-01-08T00:00:01+00:00")
    assert not worth({"planted": Held((one, two, two), is_cut=True)}, "2026-01-02T00:00:00+00:00")


def test_a_file_with_a_damaged_byte_is_not_copied(tmp_path: Path) -> None:
    """Wherever it lies: DuckDB would notice it when somebody reads that block. Nor is one whose bytes nobody knows."""
    marts, copied, said = published(tmp_path), tmp_path / "copied.duckdb", list[str]()
    digest, whole = digest_of(marts), marts.read_bytes()
    damaged = whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]
    now = replace(FIRST, built_at="2026-01-02T00:00:00+00:00")
    for content, known_as, is_copied, told in (
        (whole, digest, True, []),
        (damaged, digest, False, ["published.duckdb is damaged: it is written anew"]),
        (whole, "", False, []),
    ):
        marts.write_bytes(content)
        over = Before(replace(FIRST, generation="before", marts_digest=known_as), marts)
        said.clear()
        wanted = {"marts.planted": once("1")}
        began = continued.begin(copied, wanted, over, now, SMALL, lambda what, _: said.append(what))
        assert (began is not None, copied.exists(), said) == (is_copied, is_copied, told)
        copied.unlink(missing_ok=True)


def test_a_canonical_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """One that was put in its place may have its name, its size and its time."""
    canonical, agreed = tmp_path / "canonical.duckdb", resolve({}, {}, ())
    known = []
    for content in (b"as imported", b"as restored"):
        canonical.write_bytes(content)
        os.utime(canonical, ns=(1, 1))
        in_one_piece = continued.in_one_piece(canonical, FIRST, agreed)["marts.leads"].whole.key
        known.append((in_one_piece, preparing._cut_of(canonical, 2)))  # noqa: SLF001 - where shards are known by it
    assert all(one != other for one, other in zip(*known, strict=True))


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    marts = published(tmp_path)
    over = Before(replace(FIRST, generation="before", marts_digest=digest_of(marts)), marts)
    now, wanted = replace(FIRST, built_at="2026-01-02T00:00:00+00:00"), {"marts.planted": once("1")}
    full = patch("shutil.copyfile", side_effect=OSError(28, "No space left on device", "before.duckdb"))
    warehouse = Warehouse(tmp_path / "warehouse")
    with (
        full,
        pytest.raises(WarehouseError, match=r"^before\.duckdb: the disk is full\."),
        warehouse.writing() as building,
    ):
        continued.begin(building / "copied", wanted, over, now, SMALL, silent)


def test_a_build_anew_copies_nothing(tmp_path: Path) -> None:
    marts = published(tmp_path)
    first = replace(FIRST, generation="before", marts_digest=digest_of(marts))
    over = Before(first, marts, is_taken_over=False)
    now = replace(FIRST, built_at="2026-01-02T00:00:00+00:00")
    assert continued.begin(tmp_path / "copied", {"marts.planted": once("1")}, over, now, SMALL, silent) is None


def test_a_file_that_says_more_of_people_is_not_copied(tmp_path: Path) -> None:
    personal = {"email": "hashed", "names": "kept", "texts": "kept", "key": "k"}
    clear, hidden = ({"crm": {}}, {"crm": {"personal": personal}})
    marts = published(tmp_path)
    first = replace(FIRST, generation="before", sources=clear, marts_digest=digest_of(marts))
    before = Before(first, marts)
    for sources, is_copied in ((clear, True), (hidden, False)):
        marts = tmp_path / f"{is_copied}.duckdb"
        manifest = replace(FIRST, built_at="2026-01-02T00:00:00+00:00", sources=sources)
        known = continued.begin(marts, {"marts.planted": once("1")}, before, manifest, SMALL, silent)
        assert (known is not None, marts.exists()) == (is_copied, is_copied)


def test_the_mart_of_a_model_that_is_gone_goes(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    loaded(connection, (part(tmp_path, "1", 0),), None)
    connection.execute("create schema marts_file.meta; create schema marts_file.agreements")
    continued.forget_the_rest(connection, known(tmp_path, ("1",)))
    assert not connection.sql("from duckdb_tables() where database_name = 'marts_file'").fetchall()


def published(folder: Path) -> Path:
    """A marts file that says what it was made of."""
    path = folder / "published.duckdb"
    with duckdb.connect() as opened:
        opened.execute(f"attach '{path}' as marts_file; create schema marts_file.meta")
        checks.keep(opened, [])
        continued.keep(opened, {"marts.planted": once("1")}, {}, "2026-01-01T00:00:00+00:00")
    return path
