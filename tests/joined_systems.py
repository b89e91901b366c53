"""Leads of several systems written in a test, as their sources brought them, in a database of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import duckdb

from overlap.warehouse import canonical

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def brought() -> Iterator[duckdb.DuckDBPyConnection]:
    """Canonical tables that hold nothing."""
    with duckdb.connect() as opened:
        opened.execute("set global TimeZone = 'UTC'")
        canonical.create_tables(opened)
        yield opened


def put(connection: duckdb.DuckDBPyConnection, table: str, *rows: dict) -> None:
    """All rows in one statement; what a row does not say is null."""
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    values = ", ".join(f"unnest(${place})" for place in range(1, len(names) + 1))
    columns = [[row.get(name) for row in rows] for name in names]
    connection.execute(f'insert into canonical."{table}" ({", ".join(names)}) select {values}', columns)


def supply(connection: duckdb.DuckDBPyConnection, **tables: tuple[str, ...]) -> None:
    for source, supplied in tables.items():
        for table in supplied:
            connection.execute("insert into meta.tables values ($1, $2, true)", [source, table])


def lead(source: str, lead_id: str, day: int = 0, **values: object) -> dict:
    return {"source": source, "lead_id": lead_id, "created_at": FIRST + timedelta(days=day), **values}


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    return connection.sql(sql).fetchall()
