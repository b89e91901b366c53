"""Rows that people write: each write leaves who, when, and what stood there before."""

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from overlap.errors import InputError
from overlap.store import chain
from overlap.store.schema import AUDIT, REVISIONS

Row = dict[str, Any]


def key_of(table: Table) -> Any:
    """The column that names a row."""
    return next(iter(table.primary_key.columns))


def found(connection: Connection, table: Table, row_id: str) -> Row:
    """The row of that id. Raises InputError."""
    row = connection.execute(select(table).where(key_of(table) == row_id)).mappings().first()
    if row is None:
        raise InputError(f'There is no {key_of(table).name} "{row_id}" in the store. Load the page again.')
    return dict(row)


def enter(connection: Connection, table: Table, values: Row, action: str, who: str, at: datetime) -> str:
    """Insert a row and return its id, named for the table's revision, which this transaction has moved.

    No id is given twice, even after a backup was put back: a page that shows a row lost by it cannot change another.
    """
    key = key_of(table)
    number = connection.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.table_name == table.name))
    row = {**dict.fromkeys(table.columns.keys()), **values, key.name: f"{key.name.removesuffix('_id')}-{number}"}
    connection.execute(insert(table).values(row))
    record(connection, table, row[key.name], action, who, at, None, row)
    return row[key.name]


def alter(connection: Connection, table: Table, before: Row, changes: Row, action: str, who: str, at: datetime) -> None:
    """Change a row as it was found."""
    key = key_of(table)
    connection.execute(update(table).where(key == before[key.name]).values(changes))
    record(connection, table, before[key.name], action, who, at, before, {**before, **changes})


def record(
    connection: Connection,
    table: Table,
    row_id: str,
    action: str,
    who: str,
    at: datetime,
    before: Row | None,
    after: Row,
) -> None:
    """Write down one write, in that write's transaction."""
    line = {
        "written_at": at.astimezone(UTC),
        "who": who,
        "action": action,
        "table_name": table.name,
        "row_id": row_id,
        "before_json": None if before is None else as_json(before),
        "after_json": as_json(after),
    }
    line |= chain.payload(line["before_json"], line["after_json"])
    said = chain.fingerprint(line)
    hashes = {"said_hash": said, "chain_hash": chain.linked(chain.newest(connection), said)}
    connection.execute(insert(AUDIT).values(**line, **hashes))


def as_json(row: Row) -> str:
    """A row as the audit keeps it: times and days as ISO texts."""
    return json.dumps(row, sort_keys=True, default=_iso)


def _iso(value: date | datetime) -> str:
    return value.isoformat()
