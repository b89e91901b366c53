"""Agreements as DuckDB tables: `agreements.<kind>`, which all SQL joins by the instant of the event it measures."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import duckdb

from overlap.agreements.kinds import SQL_TYPES, Kind

_TIMES = {"effective_from": "-infinity", "effective_to": "infinity"}


def columns(kind: Kind) -> tuple[tuple[str, str], ...]:
    """(column, SQL type) of `agreements.<kind>`: the time it holds, who signed, the row it is for, its values."""
    return (
        *((name, "timestamptz") for name in _TIMES),
        ("agreement_id", "varchar"),
        *(((kind.per, kind.per_type),) if kind.per else ()),
        *((value.name, SQL_TYPES[value.type]) for value in kind.values),
    )


def read_table(
    connection: duckdb.DuckDBPyConnection, schema: str, kind: Kind
) -> dict[tuple[datetime | None, datetime | None, str], dict[str, Any]]:
    """(from, to, agreement id) -> values of every row a kind holds, earliest first: what `write_table` was given."""
    times = ", ".join(f"case when isfinite({name}) then timezone('UTC', {name}) end" for name in _TIMES)
    names = ["agreement_id", *([kind.per] if kind.per else []), *(value.name for value in kind.values)]
    listed = ", ".join(f'"{name}"' for name in names)
    found = connection.execute(f'select {times}, {listed} from {schema}."{kind.name}" order by effective_from')
    held: dict[tuple[datetime | None, datetime | None, str], dict[str, Any]] = {}
    for starts, ends, agreement_id, *cells in found.fetchall():
        values = held.setdefault((_utc(starts), _utc(ends), agreement_id), {})
        row = values.setdefault(str(cells.pop(0)), {}) if kind.per else values
        row.update(zip((value.name for value in kind.values), cells, strict=True))
    return held


def write_table(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    kind: Kind,
    rows: Sequence[tuple[str | None, str | None, str, Mapping[str, Any]]],
) -> None:
    """Create the table of a kind from (from, to, agreement id, values); times are ISO texts with an offset."""
    table = f'"{schema}"."{kind.name}"'
    typed = columns(kind)
    held: list[list[Any]] = []
    for effective_from, effective_to, agreement_id, values in rows:
        told = [effective_from or _TIMES["effective_from"], effective_to or _TIMES["effective_to"], agreement_id]
        for row, cells in values.items() if kind.per else [(None, values)]:
            held.append([*told, *([row] if kind.per else []), *(cells[value.name] for value in kind.values)])
    if not held:
        definitions = ", ".join(f'"{name}" {type_}' for name, type_ in typed)
        connection.execute(f"create or replace table {table} ({definitions})")
        return
    # In one statement: a table made first would be planned, and each row alone.
    names = ", ".join(f'"{name}"' for name, _ in typed)
    holes = ", ".join([f"({', '.join(f'cast(? as {type_})' for _, type_ in typed)})"] * len(held))
    connection.execute(
        f"create or replace table {table} as from (values {holes}) as held ({names})", list(chain.from_iterable(held))
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at else None
