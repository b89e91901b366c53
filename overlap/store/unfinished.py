"""What somebody has typed into a form and not saved yet, so that nothing is lost when browser or server go away."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from overlap.store import typed
from overlap.store.schema import UNFINISHED
from overlap.store.store import Store


def keep_typed(store: Store, form: str, by: str, fields: Mapping[str, Any], at: datetime | None = None) -> None:
    """Keep the fields of a form as this person has typed them so far, in the place of those before."""
    who, now = typed.name("by", by), typed.moment(at)
    said = json.dumps(dict(fields), ensure_ascii=False, default=date.isoformat)
    with store.write("unfinished") as connection:
        connection.execute(delete(UNFINISHED).where(UNFINISHED.c.form == form, UNFINISHED.c.typed_by == who))
        row = {"form": form, "typed_by": who, "fields_json": said, "typed_at": now}
        connection.execute(insert(UNFINISHED).values(**row))


def typed_so_far(store: Store, form: str, by: str) -> dict[str, Any]:
    """The fields as they were kept last, days as ISO texts; none where nothing waits to be saved."""
    asked = select(UNFINISHED.c.fields_json).where(UNFINISHED.c.form == form, UNFINISHED.c.typed_by == by)
    with store.read() as connection:
        found = connection.scalar(asked)
    return json.loads(found) if found else {}


def finished(store: Store, form: str, by: str) -> None:
    """The form was saved, or given up."""
    if typed_so_far(store, form, by):
        with store.write("unfinished") as connection:
            connection.execute(delete(UNFINISHED).where(UNFINISHED.c.form == form, UNFINISHED.c.typed_by == by))
