"""Which columns hold ids of another file: keys that join, found from the values alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from overlap.guessing.column_facts import Column
from overlap.guessing.text_tables import File

_COMPARED = 500  # distinct values of a column, looked for among the keys of every other file
_FOUND = 0.95
_NEARLY_KEY = 0.98


@dataclass(frozen=True)
class Join:
    """A column of `file` whose values are keys of `other_file`: names of files and columns."""

    file: str
    column: str
    other_file: str
    other_column: str
    found: float


def joins(connection: duckdb.DuckDBPyConnection, files: Sequence[File]) -> tuple[Join, ...]:
    """Every such pair; a key that stands for itself in its own file is left out."""
    keys = [(file, column) for file in files for column in file.columns if is_nearly_key(column) and _may_be_id(column)]
    return tuple(_joins(connection, files, keys))


def is_nearly_key(column: Column) -> bool:
    """Whether nearly every record has a value of its own; a few repeated ones are the import's to reject."""
    return column.filled > 0 and column.distinct >= _NEARLY_KEY * column.count


def _may_be_id(column: Column) -> bool:
    return column.dates < 0.5 and column.flags < 0.9 and column.length < 80


def _joins(
    connection: duckdb.DuckDBPyConnection, files: Sequence[File], keys: Sequence[tuple[File, Column]]
) -> Iterator[Join]:
    for file in files:
        for column in file.columns:
            if not column.filled or not _may_be_id(column):
                continue
            for other, key in keys:
                if (other.name, key.name) == (file.name, column.name):
                    continue
                found = _share(connection, file, column, other, key)
                if found >= _FOUND:
                    yield Join(file.name, column.name, other.name, key.name, found)


def _share(connection: duckdb.DuckDBPyConnection, file: File, column: Column, other: File, key: Column) -> float:
    few = [value for value, _ in column.values[:5]]
    if few and not _any_of(connection, other, key, few):
        return 0.0
    row = connection.execute(
        f"""
        select count(*) filter (id in (select c{key.place} from {other.table})), count(*)
        from (select distinct c{column.place} as id from {file.table} where id is not null limit {_COMPARED})
        """
    ).fetchone()
    return row[0] / row[1] if row and row[1] else 0.0


def _any_of(connection: duckdb.DuckDBPyConnection, other: File, key: Column, values: list[str]) -> bool:
    row = connection.execute(
        f"select exists (from {other.table} where list_contains($values, c{key.place}))", {"values": values}
    ).fetchone()
    return bool(row and row[0])
