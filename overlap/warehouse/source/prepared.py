"""Tables a source prepares from its raw ones, so that a rule of its CRM stands once: `prepared/<name>.sql`.

Each becomes `raw.<name>`, in the order of what they read. Those that rest on an answer (`raw._choices`) wait for it.
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from overlap.errors import InputError
from overlap.reading import Source
from overlap.reading.source.sql_files import sql_files
from overlap.sqlfile import named_parameters, tables_read
from overlap.warehouse.source.statements import in_the_source, place_of, source_statement

CHOICES = "raw._choices"


def prepare_unasked(connection: duckdb.DuckDBPyConnection, source: Source, zone: str) -> None:
    """Make the tables that rest on no answer, in the current database. Raises InputError naming the file.

    `$zone` in a statement is the company's time zone.
    """
    waiting = _waiting(source)
    _make(connection, source, [name for name in _ordered(source) if name not in waiting], zone)


def prepare_answered(connection: duckdb.DuckDBPyConnection, source: Source, zone: str) -> None:
    """Make those that do, once `raw._choices` holds what was answered. Raises InputError naming the file."""
    waiting = _waiting(source)
    _make(connection, source, [name for name in _ordered(source) if name in waiting], zone)


def files_behind(source: Source, select: str) -> frozenset[str]:
    """The raw files that a statement reads, itself or through prepared tables: `RawFile.table` names."""
    reads, statements = set(_raw(select)), _statements(source)
    for name in reversed(_ordered(source)):
        if name in reads:
            reads |= set(_raw(statements[name]))
    return frozenset(reads) & {file.table for file in source.files}


def _waiting(source: Source) -> set[str]:
    waiting: set[str] = set()
    statements = _statements(source)
    for name in _ordered(source):
        if CHOICES in tables_read(statements[name]) or waiting & set(_raw(statements[name])):
            waiting.add(name)
    return waiting


def _make(connection: duckdb.DuckDBPyConnection, source: Source, names: list[str], zone: str) -> None:
    statements = _statements(source)
    for name in names:
        try:
            bound = {"zone": zone} if "zone" in named_parameters(statements[name]) else {}
            connection.execute(f'create or replace table raw."{name}" as {statements[name]}', bound)
        except duckdb.Error as error:
            raise in_the_source(error, place_of(source, _paths(source)[name])) from error


def _ordered(source: Source) -> list[str]:
    statements = _statements(source)
    graph = {name: [read for read in _raw(text) if read in statements] for name, text in statements.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise InputError(
            f"{source.folder / 'prepared'}: {' -> '.join(error.args[1])} read each other in a circle."
        ) from None


def _statements(source: Source) -> dict[str, str]:
    found, taken = _paths(source), {file.table for file in source.files}
    for name, path in found.items():
        if name in taken:
            raise InputError(f"{path}: a file of the export is called so already. Name the table otherwise.")
    return {name: source_statement(path, place_of(source, path)) for name, path in found.items()}


def _raw(select: str) -> Iterator[str]:
    return (name.removeprefix("raw.") for name in tables_read(select) if name.startswith("raw."))


def _paths(source: Source) -> dict[str, Path]:
    return sql_files(source.folders, "prepared")
