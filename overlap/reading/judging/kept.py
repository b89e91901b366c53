"""What earlier imports of a source accepted, laid under an export of changes: a record that comes again replaces it.

A record is the same one by its file's key, else by the columns its file is `same_by`, else by all that it says: then it
stands as often as the fuller of both exports has it. Lists of what was deleted (`deleted_contacts.csv`) name keys.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb

from overlap.reading.judging.merges import MERGED_INTO, faults
from overlap.reading.judging.rejecting import is_orphan
from overlap.reading.records import quoted
from overlap.reading.source import RawFile

_LAID = "_part_kept"


@dataclass(frozen=True)
class Kept:
    """Two attached databases: `before` holds what was accepted until now, if anything; `after` is what will be kept.

    `tables` are those that `before` holds.
    """

    after: str
    before: str | None = None
    tables: frozenset[str] = field(default_factory=frozenset)

    def holds(self, file: RawFile) -> bool:
        """Whether records of that kind were accepted before."""
        return file.table in self.tables

    def keep(self, connection: duckdb.DuckDBPyConnection, file: RawFile, parts: Iterable[str]) -> None:
        """Write the rows of a table, which lie in parts, as they are accepted, before values are spelled alike."""
        rows = " union all ".join(f"from {part}" for part in parts)
        connection.execute(f"create table {self.after}.{quoted(file.table)} as {rows}")


def forget_deleted(connection: duckdb.DuckDBPyConnection, file: RawFile, parts: Iterable[str]) -> None:
    """Take out of the parts what `raw.deleted_<table>` names."""
    key = " and ".join(f"one.{quoted(name)} = gone.{quoted(name)}" for name in file.key)
    for part in parts:
        connection.execute(f"delete from {part} as one using raw.{quoted(f'deleted_{file.table}')} as gone where {key}")


def lay_under(
    connection: duckdb.DuckDBPyConnection, file: RawFile, kept: Kept, parts: Mapping[str, tuple[str, ...]]
) -> str:
    """Make a part of the kept records that none of the new ones replaces; its name.

    `parts` are the tables of the new ones, each with the columns its file has not: those keep their values.
    """
    for part, absent in parts.items():
        _keep_values(connection, file, kept, part, absent)
    rows = _kept_rows(connection, file, kept)
    connection.execute(f"create or replace table raw.{_LAID} as {_unreplaced(file, rows, tuple(parts))}")
    return f"raw.{_LAID}"


def _kept_rows(connection: duckdb.DuckDBPyConnection, file: RawFile, kept: Kept) -> str:
    """A SELECT of them in today's columns: one that an older version did not know is blank."""
    there = connection.sql(f"from {kept.before}.{quoted(file.table)} limit 0").columns
    columns = ", ".join(
        f"cast({quoted(name) if name in there else 'null'} as {kind}) as {quoted(name)}"
        for name, kind in file.raw_columns
    )
    return f"select {columns} from {kept.before}.{quoted(file.table)}"


def _unreplaced(file: RawFile, kept: str, parts: tuple[str, ...]) -> str:
    if not parts:
        return kept
    same = file.key or file.same_by
    names = ", ".join(quoted(name) for name in same or [name for name, _ in file.raw_columns])
    new = " union all ".join(f"select {names} from {part}" for part in parts)
    if not same:
        return f"({kept}) except all ({new})"
    met = " and ".join(f"kept.{quoted(name)} is not distinct from new.{quoted(name)}" for name in same)
    return f"select kept.* from ({kept}) as kept anti join ({new}) as new on {met}"


def _keep_values(
    connection: duckdb.DuckDBPyConnection, file: RawFile, kept: Kept, part: str, absent: tuple[str, ...]
) -> None:
    """A column that a file of changes has not has not changed."""
    times = {column.name for column in file.columns if column.type == "time"}
    there = connection.sql(f"from {kept.before}.{quoted(file.table)} limit 0").columns
    names = [each for name in absent for each in (name, *([f"{name}_is_date_only"] if name in times else []))]
    values = ", ".join(f"{quoted(name)} = kept.{quoted(name)}" for name in names if name in there)
    if file.key and values:
        met = " and ".join(f"new.{quoted(name)} = kept.{quoted(name)}" for name in file.key)
        connection.execute(
            f"update {part} as new set {values} from {kept.before}.{quoted(file.table)} as kept where {met}"
        )


def forget_orphans(connection: duckdb.DuckDBPyConnection, file: RawFile, part: str) -> None:
    """Take out of a part the records that point to one that is there no more."""
    for column in file.columns:
        other = str(column.refers).partition(".")[0]
        if column.refers is None or column.orphans != "reject" or other == file.table:
            continue
        if file.has_merges and column.name == MERGED_INTO:
            lost = f"lead_id in (select lead_id from ({faults(part)}))"
        else:
            lost = is_orphan(column)
        connection.execute(f"delete from {part} as judged where {lost}")
