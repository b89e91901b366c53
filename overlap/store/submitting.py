"""A form that is sent twice is one row: a double click, a resent request, a second try after an error."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, select

from overlap.errors import InputError
from overlap.store import typed, written_rows
from overlap.store.schema import AUDIT
from overlap.store.store import Store


@dataclass(frozen=True)
class Form:
    """What a form says, and what is added to it (`stamps`), under the id that was made when the form was shown."""

    submit_id: str
    says: written_rows.Row
    stamps: written_rows.Row
    action: str
    who: str
    at: datetime


def submit(store: Store, table: Table, form: Form, guard: Callable[[Connection], None] | None = None) -> str:
    """Write the form's row with its audit, once; returns the row's id. `guard` refuses it inside the transaction.

    Raises InputError when the form of that id has been saved with other content: one of the two would be lost.
    """
    submit_id = typed.identifier("submit_id", form.submit_id)
    with store.read() as connection:
        there = _written(connection, table, submit_id, form.says)
    if there is not None:
        return there
    with store.write(table.name, AUDIT.name) as connection:
        # Asked again behind the lock: the other click may have come first.
        there = _written(connection, table, submit_id, form.says)
        if there is not None:
            return there
        if guard is not None:
            guard(connection)
        values = {"submit_id": submit_id, **form.says, **form.stamps}
        return written_rows.enter(connection, table, values, form.action, form.who, form.at)


def _written(connection: Connection, table: Table, submit_id: str, says: written_rows.Row) -> str | None:
    row_id = connection.scalar(select(written_rows.key_of(table)).where(table.c.submit_id == submit_id))
    if row_id is None:
        return None
    # The row may have changed since: what the form said is the first thing ever written about it.
    writes = select(AUDIT.c.after_json).where(AUDIT.c.table_name == table.name, AUDIT.c.row_id == row_id)
    first = json.loads(connection.execute(writes.order_by(AUDIT.c.audit_id).limit(1)).scalar_one())
    if {name: first[name] for name in says} != json.loads(written_rows.as_json(says)):
        raise InputError("This form was saved before with other content. Open it again, then save.")
    return row_id
