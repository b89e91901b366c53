"""Ideas that are parked: kept until a meeting decides on one or drops it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from overlap.errors import InputError
from overlap.store import typed, written_rows
from overlap.store.schema import DECISIONS, IDEAS
from overlap.store.store import Store
from overlap.store.submitting import Form, submit

PARKED, DECIDED, DROPPED = "parked", "decided", "dropped"


@dataclass(frozen=True)
class Idea:
    """An idea that is kept; `state` is parked, decided (`decision_id` says by which) or dropped."""

    idea_id: str
    what: str
    created_at: datetime
    created_by: str
    state: str
    decision_id: str | None


def park(store: Store, submit_id: str, what: str, by: str, at: datetime | None = None) -> str:
    """Keep an idea and return its id; the same form again returns the same. Raises InputError naming the field."""
    who, now = typed.name("by", by), typed.moment(at)
    says = {"what": typed.sentence("what", what), "created_by": who}
    stamps = {"created_at": now, "state": PARKED, "decision_id": None}
    return submit(store, IDEAS, Form(submit_id, says, stamps, "park", who, now))


def take_up(store: Store, idea_id: str, decision_id: str, *, by: str, at: datetime | None = None) -> None:
    """An idea became this decision. Raises InputError where it was decided on or dropped before, or neither exists."""
    who = typed.name("by", by)
    with store.write("audit", "ideas") as connection:
        written_rows.found(connection, DECISIONS, decision_id)
        before = _parked(written_rows.found(connection, IDEAS, idea_id))
        after = {"state": DECIDED, "decision_id": decision_id}
        written_rows.alter(connection, IDEAS, before, after, "take up", who, typed.moment(at))


def drop(store: Store, idea_id: str, *, by: str, at: datetime | None = None) -> None:
    """Park it no more. A second time changes nothing. Raises InputError for one that became a decision."""
    who = typed.name("by", by)
    with store.write("audit", "ideas") as connection:
        before = written_rows.found(connection, IDEAS, idea_id)
        if before["state"] != DROPPED:
            written_rows.alter(connection, IDEAS, _parked(before), {"state": DROPPED}, "drop", who, typed.moment(at))


def ideas(store: Store) -> list[Idea]:
    """Every idea, the newest first."""
    with store.read() as connection:
        found = connection.execute(select(IDEAS).order_by(IDEAS.c.created_at.desc(), IDEAS.c.idea_id)).mappings()
        return [Idea(**{name: value for name, value in row.items() if name != "submit_id"}) for row in found]


def _parked(row: written_rows.Row) -> written_rows.Row:
    if row["state"] != PARKED:
        raise InputError(f"This idea is {row['state']} already. Load the page again.")
    return row
