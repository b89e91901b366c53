"""The accepted records of each source, kept in a file beside a generation, so that an export of changes finds them."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.errors import InputError
from overlap.reading import Account, Kept, Source
from overlap.warehouse.connections import attach, attach_unfinished
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest

_AFTER, _BEFORE = "records", "records_before"


def records_before(warehouse: Warehouse | None, current: Manifest | None, source: str) -> Path:
    """The file of what a source has brought until now. Raises InputError where changes would have nothing to change."""
    if warehouse is None or current is None or source not in current.sources:
        raise InputError(f"{source} has not been imported yet. Import a whole export once, without --update.")
    if source not in current.records:
        raise InputError(
            f"{source} was imported by an older version, which kept no records to change. "
            "Import a whole export once, without --update."
        )
    return warehouse.path(current.records[source])


@contextmanager
def keeping(connection: duckdb.DuckDBPyConnection, after: Path, before: Path | None) -> Iterator[Kept]:
    """Where accepted records are kept, and those kept before; both files are closed when it ends."""
    attach_unfinished(connection, after, "records")
    tables: list[tuple[str]] = []
    if before:
        attach(connection, before, _BEFORE)
        tables = connection.sql(
            "select table_name from duckdb_tables() where database_name = $file", params={"file": _BEFORE}
        ).fetchall()
    yield Kept(_AFTER, _BEFORE if before else None, frozenset(name for (name,) in tables))
    connection.execute("checkpoint records; detach records")
    if before:
        connection.execute(f"detach {_BEFORE}")


@dataclass(frozen=True)
class Held:
    """What stands in `raw` after an import: which raw tables anything was ever read of, and a hash of all rows."""

    tables: frozenset[str]
    content: str


def held(connection: duckdb.DuckDBPyConnection, source: Source, account: Account, kept: Kept) -> Held:
    """What an import holds; the order of rows says nothing."""
    tables = kept.tables | {file.table for file in account.files if file.supplied}
    names = [file.table for file in source.files if file.table in tables]
    sums = [(name, _sum(connection, name)) for name in names]
    return Held(frozenset(names), hashlib.sha256(repr(sums).encode()).hexdigest())


def _sum(connection: duckdb.DuckDBPyConnection, table: str) -> Sequence[object]:
    return connection.sql(f'select count(*), sum(hash(rows)::hugeint) from raw."{table}" as rows').fetchall()[0]
