"""What became of an export's files, kept beside the canonical tables: its records, its columns, its rejects."""

from datetime import datetime

import duckdb
import polars as pl

from overlap.contract import TABLES
from overlap.reading import Account, Source

CHANGES = "changes/"  # before the names of files of changes, beside those of the whole export
_BY_FILE = ("files", "columns", "cleaned", "rejects")


def keep(
    connection: duckdb.DuckDBPyConnection, source: Source, account: Account, supplied: set[str], loaded_at: datetime
) -> None:
    """Insert the account of what was read, and which tables it supplies."""
    tables = pl.DataFrame(  # noqa: F841 - DuckDB finds the frames by their names
        [(source.name, table.name, table.name in supplied) for table in TABLES], orient="row"
    )
    files = pl.DataFrame(  # noqa: F841
        [
            (source.name, file.file, file.table, file.records, file.accepted, file.rejected,
             file.refused, file.later_than_now, file.supplied, loaded_at)
            for file in account.files
        ],
        orient="row",
    )  # fmt: skip
    connection.execute("insert into meta.tables from tables; insert into meta.files from files")
    if columns := _columns(source, account):
        connection.executemany("insert into meta.columns values ($1, $2, $3, $4, $5, $6, $7)", columns)
    if cleaned := _cleaned(source, account):
        connection.executemany("insert into meta.cleaned values ($1, $2, $3, $4, $5, $6)", cleaned)
    connection.execute("insert into meta.rejects select * from scratch.raw._rejects")


def keep_earlier(connection: duckdb.DuckDBPyConnection, previous: str, source: str) -> None:
    """Beside the account of an export of changes, that of the whole export they change; of earlier changes none."""
    for name in _BY_FILE:
        mine = "where source = $source"
        connection.execute(
            f"update meta.{name} set file = $changes || file {mine}", {"source": source, "changes": CHANGES}
        )
        connection.execute(
            f"insert into meta.{name} by name from {previous}.meta.{name} {mine} and not starts_with(file, $changes)",
            {"source": source, "changes": CHANGES},
        )
    # What the whole export had no file for may have come since.
    connection.execute(
        "delete from meta.files where source = $source and not is_supplied"
        ' and "table" in (select "table" from meta.files where source = $source and is_supplied)',
        {"source": source},
    )


def _columns(source: Source, account: Account) -> list[tuple[object, ...]]:
    """What is worth saying about columns: those nothing is read from, and those with values read as blank."""
    return [
        (source.name, file.file, file.table, name, is_used, is_flag, blanked)
        for file in account.files
        for names, is_used, is_flag in (
            ([(name.partition(" Did you mean")[0], 0) for name in file.ignored_columns], False, False),
            ([(name, 0) for name in file.flag_columns], False, True),
            (file.blanked, True, False),
        )
        for name, blanked in names
    ]


def _cleaned(source: Source, account: Account) -> list[tuple[object, ...]]:
    """What reading made of the values of each file: changed ones counted by rule, and found ways to write."""
    rows: list[tuple[str, str, str | None, str, int | None]] = []
    for file in account.files:
        place = (file.file, file.table)
        rows += [(*place, each.column, each.how, each.count) for each in file.changed]
        rows += [(*place, column, f"read as {words}", None) for column, words in file.written]
        if file.around:
            rows.append((*place, None, "left out above and below the table", file.around))
    return [(source.name, *row) for row in rows]
