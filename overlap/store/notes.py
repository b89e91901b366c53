"""Notes on days: what somebody wants to be known beside numbers over time; taken back by their writer alone."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from overlap.store import taking_back, typed, written_rows
from overlap.store.schema import NOTES
from overlap.store.store import Store
from overlap.store.submitting import Form, submit


@dataclass(frozen=True)
class Note:
    """A note that stands. `teams` are those it concerns; none: everybody."""

    note_id: str
    happened_on: date
    says: str
    teams: tuple[str, ...]
    created_at: datetime
    created_by: str


def note(
    store: Store,
    submit_id: str,
    happened_on: date,
    says: str,
    teams: tuple[str, ...] = (),
    *,
    by: str,
    at: datetime | None = None,
) -> str:
    """Keep a note of one line and return its id; the same form again returns the same. Raises InputError."""
    who, now = typed.name("by", by), typed.moment(at)
    row = {
        "happened_on": happened_on,
        "says": typed.name("note", says),
        "teams": json.dumps([typed.name("teams", team) for team in teams]),
        "created_by": who,
    }
    return submit(store, NOTES, Form(submit_id, row, {"created_at": now, "withdrawn_at": None}, "note", who, now))


def take_back(store: Store, note_id: str, *, by: str, at: datetime | None = None) -> None:
    """Show it no more. A second time changes nothing. Raises InputError for anybody but the writer."""
    taking_back.take_back(store, NOTES, note_id, by, at)


def notes(store: Store) -> list[Note]:
    """Every note that stands, the latest day first."""
    asked = select(NOTES).where(NOTES.c.withdrawn_at.is_(None))
    with store.read() as connection:
        found = connection.execute(asked.order_by(NOTES.c.happened_on.desc(), NOTES.c.note_id)).mappings()
        return [_note(dict(row)) for row in found]


def _note(row: written_rows.Row) -> Note:
    kept = {name: value for name, value in row.items() if name not in ("submit_id", "withdrawn_at")}
    return Note(**{**kept, "teams": tuple(json.loads(row["teams"]))})
