"""Comments on numbers: where they stand, who wrote them; changed or taken back by their writer alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from overlap.errors import InputError
from overlap.store import taking_back, typed, written_rows
from overlap.store.schema import COMMENTS
from overlap.store.store import Store
from overlap.store.submitting import Form, submit


@dataclass(frozen=True)
class Place:
    """What a comment is about: a number of a report (blank: all of it) on a page, and the screen's address."""

    report: str
    number: str
    page: str
    address: str
    lead_id: str | None = None


@dataclass(frozen=True)
class Comment:
    """A comment that is kept; `withdrawn_at` is None while it stands, `changed_at` while it says what it first said."""

    comment_id: str
    place: Place
    says: str
    created_at: datetime
    created_by: str
    changed_at: datetime | None
    withdrawn_at: datetime | None


def comment(store: Store, submit_id: str, place: Place, says: str, by: str, at: datetime | None = None) -> str:
    """Keep a comment and return its id; the same form again returns the same. Raises InputError naming the field."""
    who, now = typed.name("by", by), typed.moment(at)
    row = {**vars(place), "says": typed.sentence("comment", says), "created_by": who}
    stamps = {"created_at": now, "changed_at": None, "withdrawn_at": None}
    return submit(store, COMMENTS, Form(submit_id, row, stamps, "comment", who, now))


def reword(store: Store, comment_id: str, says: str, *, by: str, at: datetime | None = None) -> None:
    """Say something else; what it said stays in its history. Raises InputError for anybody but the writer."""
    kept, now = typed.sentence("comment", says), typed.moment(at)
    with store.write("audit", "comments") as connection:
        before = taking_back.own(written_rows.found(connection, COMMENTS, comment_id), by)
        if before["withdrawn_at"] is not None:
            raise InputError("This comment was taken back. Write a new one.")
        if before["says"] != kept:
            changes = {"says": kept, "changed_at": now}
            written_rows.alter(connection, COMMENTS, before, changes, "change", before["created_by"], now)


def take_back(store: Store, comment_id: str, *, by: str, at: datetime | None = None) -> None:
    """Show it no more. A second time changes nothing. Raises InputError for anybody but the writer."""
    taking_back.take_back(store, COMMENTS, comment_id, by, at)


def comments(store: Store) -> list[Comment]:
    """Every comment that stands, the newest first."""
    asked = select(COMMENTS).where(COMMENTS.c.withdrawn_at.is_(None))
    with store.read() as connection:
        found = connection.execute(asked.order_by(COMMENTS.c.created_at.desc(), COMMENTS.c.comment_id)).mappings()
        return [_comment(dict(row)) for row in found]


def _comment(row: written_rows.Row) -> Comment:
    place = Place(**{name: row.pop(name) for name in ("report", "number", "page", "address", "lead_id")})
    row.pop("submit_id")
    return Comment(place=place, **row)
