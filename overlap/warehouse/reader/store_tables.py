"""The store's tables as DuckDB has them: their columns, and rows on their way from one database to the other."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl
from sqlalchemy import Column, Connection, Date, Float, Integer, String, Table, cast, func, select

from overlap.store.schema import AUDIT, HOUSE, METADATA, REVISIONS
from overlap.store.utc_time import UtcTime
from overlap.store.written_rows import key_of

TABLES: Mapping[str, Table] = {
    name: table for name, table in METADATA.tables.items() if table not in (HOUSE, REVISIONS)
}
MOST_CHANGED = 1_000  # more of them are found no faster than all rows are read
_TYPES = ((Integer, "bigint"), (Float, "double"), (UtcTime, "timestamptz"), (Date, "date"))


def made(table: Table) -> str:
    """The statement that makes `store.<table>` anew, empty."""
    columns = ", ".join(f'"{column.name}" {_type(column)}' for column in table.columns)
    return f'create or replace table store."{table.name}" ({columns})'


def all_rows(read: Connection, table: Table) -> pl.DataFrame:
    """Every row, every cell a text as the database writes it: DuckDB parses them far faster than Python."""
    if read.dialect.name == "sqlite":
        return _by_column(read, table)
    return _frame(table, read.execute(select(*_texts(table))).fetchall())


def rows_written(read: Connection, table: Table, since: int, count: int) -> pl.DataFrame | None:
    """The rows of the `count` writes after audit entry `since`; None unless exactly these writes are told there.

    A write that the audit does not tell row by row (a draw of a sample, a restored backup) takes all rows again.
    """
    if count > MOST_CHANGED:
        return None
    told = (AUDIT.c.table_name == table.name) & (AUDIT.c.audit_id > since)
    ids = list(read.scalars(select(AUDIT.c.row_id).where(told).limit(count + 1)))
    key = key_of(table)
    if len(ids) != count or len(table.primary_key.columns) != 1 or key.type.python_type is not str:
        return None
    return _frame(table, read.execute(select(*_texts(table)).where(key.in_(ids))).fetchall())


def last_write(read: Connection, table: Table) -> int:
    """The newest audit entry about a table, 0 for none."""
    return read.scalar(select(func.max(AUDIT.c.audit_id)).where(AUDIT.c.table_name == table.name)) or 0


def put(cursor: duckdb.DuckDBPyConnection, table: Table, rows: pl.DataFrame) -> None:
    """Insert the rows, in place of those with the same key."""
    cursor.register("fresh", rows)
    key = key_of(table)
    cursor.execute(f'delete from store."{table.name}" where "{key.name}" in (select {_parsed(key)} from fresh)')
    cursor.execute(f'insert into store."{table.name}" select {", ".join(map(_parsed, table.columns))} from fresh')
    cursor.unregister("fresh")


def _by_column(read: Connection, table: Table) -> pl.DataFrame:
    """Every row, a column at a time as one JSON text: a million cells cost two fifths of what fetching them does."""
    columns = read.execute(select(*(func.json_group_array(text) for text in _texts(table)))).one()
    names = [column.name for column in table.columns]
    lists = pl.DataFrame({name: [column] for name, column in zip(names, columns, strict=True)})
    decoded = lists.select(pl.all().str.json_decode(pl.List(pl.String)))
    # An empty list would be exploded to one row of nulls.
    return decoded.explode(names) if decoded[names[0]].list.len()[0] else _frame(table, [])


def _frame(table: Table, rows: Sequence[Any]) -> pl.DataFrame:
    names = [column.name for column in table.columns]
    cells = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pl.DataFrame([pl.Series(name, list(column), pl.String) for name, column in zip(names, cells, strict=True)])


def _texts(table: Table) -> list[Any]:
    return [cast(column, String) for column in table.columns]


def _parsed(column: Column[Any]) -> str:
    if column.info:
        return f"""from_json("{column.name}", '["varchar"]')"""
    return f'cast("{column.name}" as {_type(column)})'


def _type(column: Column[Any]) -> str:
    found = next((sql for type_, sql in _TYPES if isinstance(column.type, type_)), "varchar")
    return f"{found}[]" if column.info else found
