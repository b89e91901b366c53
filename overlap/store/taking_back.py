"""What its writer alone may change or take back: rows with `created_by` and `withdrawn_at`, which stay in the store."""

from datetime import datetime

from sqlalchemy import Table

from overlap.errors import InputError
from overlap.store import typed, written_rows
from overlap.store.schema import AUDIT
from overlap.store.store import Store


def take_back(store: Store, table: Table, row_id: str, by: str, at: datetime | None) -> None:
    """Show it no more. A second time changes nothing. Raises InputError for anybody but the writer."""
    now = typed.moment(at)
    with store.write(AUDIT.name, table.name) as connection:
        before = own(written_rows.found(connection, table, row_id), by)
        if before["withdrawn_at"] is None:
            gone = {"withdrawn_at": now}
            written_rows.alter(connection, table, before, gone, "withdraw", before["created_by"], now)


def own(row: written_rows.Row, by: str) -> written_rows.Row:
    """The row itself. Raises InputError for anybody but its writer."""
    if not typed.is_same_person(row["created_by"], typed.name("by", by)):
        raise InputError(f"Only {row['created_by']}, who wrote it, can change it or take it back.")
    return row
