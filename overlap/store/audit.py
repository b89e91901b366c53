"""Who changed what, when, and what stood there before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from overlap.store import chain
from overlap.store.schema import AUDIT
from overlap.store.store import Store


@dataclass(frozen=True)
class Entry:
    """One write: `before` is None where there was no such row. Times and days inside are ISO texts.

    Both are empty where they held somebody who is forgotten.
    """

    at: datetime
    who: str
    action: str
    table: str
    row_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def history(store: Store, table: str, row_id: str) -> list[Entry]:
    """Every write of a row, oldest first; none for a row nobody wrote."""
    asked = select(AUDIT).where(AUDIT.c.table_name == table, AUDIT.c.row_id == row_id).order_by(AUDIT.c.audit_id)
    with store.read() as connection:
        return [entry_of(dict(row)) for row in connection.execute(asked).mappings()]


def entry_of(row: dict) -> Entry:
    """A row of the table as what it says."""
    before = json.loads(row["before_json"]) if row["before_json"] is not None else None
    after = {} if chain.is_blanked(row) else json.loads(row["after_json"])
    return Entry(row["written_at"], row["who"], row["action"], row["table_name"], row["row_id"], before, after)
