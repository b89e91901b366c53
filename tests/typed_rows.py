"""A store that holds rows written in a test, as if people had typed them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, Float, Integer, Table, insert

from overlap.agreements import SignedAgreement
from overlap.store import Store, open_store
from overlap.store.schema import METADATA
from overlap.store.utc_time import UtcTime

Rows = Sequence[Mapping[str, Any]]

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def written_store(place: Path, house_id: str, signed: Sequence[SignedAgreement], tables: Mapping[str, Rows]) -> Store:
    """An open store with these agreements and these rows; the caller closes it.

    Of a row only what matters to the test is written: ids are numbered, texts blank, numbers 1, times a new year's.
    Times are ISO texts with an offset, days ISO texts, lists lists.
    """
    store = open_store(place, house_id)
    for one in signed:
        agreed = {**vars(one), "values_json": json.dumps(one.values)}
        put(store, "agreements", {name: value for name, value in agreed.items() if name != "values"})
    for name, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            put(store, name, row, number)
    return store


def put(store: Store, name: str, row: Mapping[str, Any], number: int = 1) -> None:
    """One more row in a table of the store, without the rules of its form. A column the table lacks fails the test."""
    table = METADATA.tables[name]
    unknown = set(row) - set(table.columns.keys())
    assert not unknown, f"the store's {name} has no column {unknown}"
    filled = {column.name: _filled(table, column, row, number) for column in table.columns}
    with store.write(name) as connection:
        connection.execute(insert(table).values(filled))


def _filled(table: Table, column: Column[Any], row: Mapping[str, Any], number: int) -> Any:
    if column.name in row:
        return _typed(column, row[column.name])
    if column.nullable:
        return None
    if column.primary_key or column.name == "submit_id":
        return number if isinstance(column.type, Integer) else f"{table.name}-{number}"
    if isinstance(column.type, Integer | Float):
        return 1
    if isinstance(column.type, UtcTime):
        return EPOCH
    if isinstance(column.type, Date):
        return EPOCH.date()
    return "[]" if column.info else ""


def _typed(column: Column[Any], value: Any) -> Any:
    if column.info:
        return json.dumps(value)
    if isinstance(value, str) and isinstance(column.type, UtcTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value
