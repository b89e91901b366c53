"""A person taken out of the store: what was typed about a lead goes, and so do the payloads of the audit about it."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from overlap.store import chain, written_rows
from overlap.store.schema import AUDIT, COMMENTS, FEEDBACK, SAMPLES
from overlap.store.store import Store

IsForgotten = Callable[[str], bool]
_ABOUT_LEADS = (FEEDBACK, SAMPLES, COMMENTS)


def count_forgotten(store: Store, is_forgotten: IsForgotten) -> dict[str, int]:
    """Table -> how many rows would go; of the audit, how many payloads."""
    with store.read() as connection:
        return _counts(connection, is_forgotten)


def forget(store: Store, is_forgotten: IsForgotten, who: str, at: datetime) -> dict[str, int]:
    """Take out what was typed about the leads, and the payloads of the audit about them, in one transaction.

    One line of the audit says so, and names nobody. Returns what `count_forgotten` would have; nothing is written where
    there is nothing.
    """
    with store.write(AUDIT.name, *(table.name for table in _ABOUT_LEADS)) as connection:
        counts = _counts(connection, is_forgotten)
        if counts:
            lines = _lines(connection, is_forgotten)
            for table in _ABOUT_LEADS:
                leads = _leads(connection, table, is_forgotten)
                connection.execute(delete(table).where(table.c.lead_id.in_(leads)))
            chain.blank(connection, lines)
            said = {chain.BLANKED: lines, **{name: count for name, count in counts.items() if name != AUDIT.name}}
            number = f"{chain.FORGET}-{chain.newest(connection)[:12]}"
            written_rows.record(connection, AUDIT, number, chain.FORGET, who, at, None, said)
    store.overwrite_deleted()
    return counts


def _counts(connection: Connection, is_forgotten: IsForgotten) -> dict[str, int]:
    found = {table.name: _count(connection, table, is_forgotten) for table in _ABOUT_LEADS}
    found[AUDIT.name] = len(_lines(connection, is_forgotten))
    return {name: count for name, count in found.items() if count}


def _count(connection: Connection, table: Table, is_forgotten: IsForgotten) -> int:
    named = select(table.c.lead_id).where(table.c.lead_id.is_not(None))
    return sum(is_forgotten(lead_id) for lead_id in connection.scalars(named))


def _leads(connection: Connection, table: Table, is_forgotten: IsForgotten) -> list[str]:
    named = select(table.c.lead_id).where(table.c.lead_id.is_not(None)).distinct()
    return [lead_id for lead_id in connection.scalars(named) if is_forgotten(lead_id)]


def _lines(connection: Connection, is_forgotten: IsForgotten) -> list[int]:
    """The lines of the audit whose payload is about one of the leads."""
    asked = select(AUDIT.c.audit_id, AUDIT.c.before_json, AUDIT.c.after_json).order_by(AUDIT.c.audit_id)
    return [
        line.audit_id
        for line in connection.execute(asked)
        if any(is_forgotten(lead) for text in (line.before_json, line.after_json) if text for lead in _lead_of(text))
    ]


def _lead_of(text: str) -> list[str]:
    said: Mapping[str, Any] = json.loads(text)
    return [said["lead_id"]] if isinstance(said.get("lead_id"), str) else []
