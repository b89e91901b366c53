"""The connections a build works in: a file-backed scratch for reading, an in-memory desk with every schema at hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import duckdb

from overlap.faults import worded
from overlap.reading import Limits


@dataclass(frozen=True)
class Resources:
    """What a build may use of the machine, how many generations it leaves, what may come out of a ZIP, where the key
    of the company lies if not beside its warehouse, from how many leads on it is built in shards, and by whom."""

    memory_limit: str = "4GB"
    threads: int = 2
    generations_kept: int = 3
    limits: Limits = field(default_factory=Limits)
    key_file: Path | None = None
    leads_per_shard: int = 500_000
    engine: Literal["local", "spark"] = "local"
    spark: str = "local[2,4]"


DEFAULT_RESOURCES = Resources()
FINISHED = ("canonical_file.canonical", "canonical_file.meta")  # what a desk sees from the start


@contextmanager
def scratch(folder: Path, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose database `scratch` spills to disk; it is thrown away with the folder.

    Raises WarehouseError for whatever DuckDB says meanwhile: no room on the disk, no memory.
    """
    try:
        with _configured(folder, resources) as connection:
            attach_unfinished(connection, folder / "scratch.duckdb", "scratch")
            connection.execute("use scratch")
            yield connection
    except duckdb.Error as error:
        raise worded(error, "The import") from error


@contextmanager
def workbench(folder: Path, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory that spills to the folder. Raises WarehouseError for what DuckDB says."""
    try:
        with _configured(folder, resources) as connection:
            yield connection
    except duckdb.Error as error:
        raise worded(error, "The build of a shard") from error


@contextmanager
def writing(path: Path, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose database `made` is an unfinished file. Raises WarehouseError for what DuckDB says of it."""
    try:
        with _configured(path.parent, resources) as connection:
            attach_unfinished(connection, path, "made")
            connection.execute("use made")
            yield connection
    except duckdb.Error as error:
        raise worded(error, f"The build of {path.name}") from error


@contextmanager
def desk(canonical: Path, marts: Path, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory connection: `canonical.*` and `meta.*` are those of a finished file, `marts_file` is written.

    Raises WarehouseError for whatever DuckDB says meanwhile: a damaged file, no room on the disk.
    """
    try:
        with _configured(marts.parent, resources) as connection:
            attach(connection, canonical, "canonical_file")
            attach_unfinished(connection, marts, "marts_file")
            see(connection, *FINISHED)
            yield connection
    except duckdb.Error as error:
        raise worded(error, f"The build beside {canonical.name}") from error


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a file read-only; a path cannot be bound, so its quotes are doubled."""
    connection.execute(f"attach '{_quoted(path)}' as {name} (read_only)")


def attach_unfinished(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a file that is being made, to be written without a log: nobody reads it before it is whole.

    What a killed process leaves of it is thrown away, and publishing sees to it that the disk has it. A log would be
    waited for at every statement: some 250 times in a small import.
    """
    connection.execute(f"attach '{_quoted(path)}' as {name} (recovery_mode no_wal_writes)")


def see(connection: duckdb.DuckDBPyConnection, *schemas: str) -> None:
    """Let `marts.leads` be what the attached schema `file.marts` holds; schemas seen until now are seen no more.

    A view of each table would do the same, and be planned again wherever a model reads it. Cursors see nothing of it.
    """
    connection.execute(f"set search_path = '{','.join(['memory.main', *schemas])}'")


def see_the_same(cursor: duckdb.DuckDBPyConnection, connection: duckdb.DuckDBPyConnection) -> None:
    """Let a cursor find what its connection finds."""
    cursor.execute(
        "set search_path = $seen", {"seen": connection.sql("select current_setting('search_path')").fetchall()[0][0]}
    )


def mirror(connection: duckdb.DuckDBPyConnection, file: str, schema: str) -> None:
    """A view `<schema>.<table>` in the current database for every table of that schema in an attached file."""
    connection.execute(f'create schema if not exists "{schema}"')
    for table in _tables(connection, file, schema):
        connection.execute(f'create or replace view "{schema}"."{table}" as select * from {file}."{schema}"."{table}"')


def copy(connection: duckdb.DuckDBPyConnection, file: str, schema: str) -> None:
    """A table `<schema>.<table>` in the current database, with the rows, for every table of that schema in a file."""
    connection.execute(f'create schema if not exists "{schema}"')
    for table in _tables(connection, file, schema):
        connection.execute(f'create table "{schema}"."{table}" as from {file}."{schema}"."{table}"')


def copy_whole(connection: duckdb.DuckDBPyConnection, name: str, newer: Path) -> None:
    """Everything of an attached database into a new file, and nothing that was deleted there."""
    attach_unfinished(connection, newer, "whole")
    connection.execute(f"copy from database {name} to whole; checkpoint whole; detach whole")


def _tables(connection: duckdb.DuckDBPyConnection, file: str, schema: str) -> list[str]:
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = $file and schema_name = $schema",
        {"file": file, "schema": schema},
    ).fetchall()
    return [table for (table,) in found]


@contextmanager
def _configured(spill: Path, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    settings = {
        "memory_limit": resources.memory_limit,
        "threads": resources.threads,
        "temp_directory": str(spill / "spill"),
        "fsync_mode": "NONE",  # publishing waits for the disk, once a file
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        connection.execute("set global TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
