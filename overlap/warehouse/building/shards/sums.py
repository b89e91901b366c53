"""What shards count, added up in one file: gone on from the file of the build before where few of them changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.sqlfile import SqlFile
from overlap.warehouse.building.shards.older import Older
from overlap.warehouse.building.shards.parquet import read, write
from overlap.warehouse.building.shards.union import whole

ADDED, PARTS = "added.parquet", "added.json"


@dataclass(frozen=True)
class _Before:
    """A sum as it was, the parts of it that are no longer, and the names of all."""

    added: Path
    gone: tuple[Path, ...]
    names: frozenset[str]


def add_up(connection: duckdb.DuckDBPyConnection, model: SqlFile, parts: Sequence[Path], older: Older | None) -> Path:
    """The file of the sum, beside the parts that it adds up; a word of which these are is left for the next build."""
    folder = parts[0].parent
    before = _before(older, folder.name, {part.name for part in parts})
    rows = whole(connection, model, parts) if before is None else _gone_on(connection, model, parts, before)
    (folder / ADDED).unlink(missing_ok=True)
    write(rows, folder / ADDED)
    (folder / PARTS).write_text(json.dumps(sorted(part.name for part in parts)), encoding="utf-8")
    return folder / ADDED


def _before(older: Older | None, mart: str, now: set[str]) -> _Before | None:
    """What was added up before; None where that is not there as it was written, or most of it is no longer."""
    told, added = (older.file(f"{mart}/{name}") if older is not None else None for name in (PARTS, ADDED))
    if older is None or told is None or added is None:
        return None
    names = frozenset(json.loads(told.read_text(encoding="utf-8")))
    gone = [older.file(f"{mart}/{name}") for name in sorted(names - now)]
    files = tuple(file for file in gone if file is not None)
    return _Before(added, files, names) if len(files) == len(gone) and 2 * len(gone) <= len(names) else None


def _gone_on(
    connection: duckdb.DuckDBPyConnection, model: SqlFile, parts: Sequence[Path], before: _Before
) -> duckdb.DuckDBPyRelation:
    """The sum less what is gone and more what came, in no order.

    A shard counts nothing that is not there: a row of which nothing is left is no row.
    """
    added = read(connection, [before.added])
    come = [part for part in parts if part.name not in before.names]
    if not come and not before.gone:
        return added
    added.create_view("added_before", replace=True)
    for name, files in (("rows_come", come), ("rows_gone", before.gone)):
        rows = read(connection, files) if files else added.limit(0)
        rows.create_view(name, replace=True)
    return connection.sql(_statement(model, added))


def _statement(model: SqlFile, added: duckdb.DuckDBPyRelation) -> str:
    """`added_before` less `rows_gone` and more `rows_come`, as SQL; its columns and their types."""
    types = dict(zip(added.columns, map(str, added.types), strict=True))
    grain = [name.rstrip("?") for name in model.names("grain")]
    sums = {name: f'coalesce(other."{name}", 0) + one."{name}"' for name in added.columns if name not in grain}
    keys = ", ".join(f'"{name}"' for name in grain)
    same = " and ".join(f'one."{name}" is not distinct from other."{name}"' for name in grain)
    less = ", ".join(f'-"{name}" as "{name}"' for name in sums)
    moves = ", ".join(f'sum("{name}") as "{name}"' for name in sums)
    cells = ", ".join(f'cast({sums[name]} as {types[name]}) as "{name}"' if name in sums else f'one."{name}"'
                      for name in added.columns)  # fmt: skip
    listed = ", ".join(f'"{name}"' for name in added.columns)
    return f"""
        with
        moved as materialized (
            select {keys}, {moves}
            from (select {listed} from rows_come union all by name select {keys}, {less} from rows_gone)
            group by {keys}
        )
        select {listed} from added_before as one anti join moved as other on {same}
        union all
        select {cells} from moved as one left join added_before as other on {same}
        where {" or ".join(f"{each} > 0" for each in sums.values())}
    """
