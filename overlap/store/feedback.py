"""Feedback on leads, typed by the people in sales: given once, changed, withdrawn and brought back."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from overlap.errors import InputError
from overlap.limits import STARS
from overlap.store import typed, written_rows
from overlap.store.reasons import allowed_reasons
from overlap.store.schema import FEEDBACK
from overlap.store.store import Store
from overlap.store.submitting import Form, submit


@dataclass(frozen=True)
class Rating:
    """What a form says. `rep_id` is the person who rates, `given_by` the name of who typed it."""

    submit_id: str
    handoff_id: str
    lead_id: str
    rep_id: str
    rating: int
    given_by: str
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True)
class Feedback:
    """What is kept. `withdrawn_at` is None while it counts."""

    feedback_id: str
    submit_id: str
    handoff_id: str
    lead_id: str
    rep_id: str
    rating: int
    reasons: tuple[str, ...]
    comment: str
    given_at: datetime
    given_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None


def give(store: Store, rating: Rating, at: datetime | None = None) -> str:
    """Keep a rating and return its id; the same form again returns the same id. Raises InputError naming the field.

    A person rates a handoff once; a second time is a change of the first.
    """
    by = typed.name("given_by", rating.given_by)
    says = {
        "handoff_id": typed.identifier("handoff_id", rating.handoff_id),
        "lead_id": typed.identifier("lead_id", rating.lead_id),
        "rep_id": typed.identifier("rep_id", rating.rep_id),
        **_judged(rating.rating, rating.reasons, rating.comment),
        "given_by": by,
    }
    form = Form(rating.submit_id, says, {"given_at": (now := typed.moment(at))}, "give", by, now)
    return submit(store, FEEDBACK, form, lambda connection: _refuse_second(connection, says))


def change(
    store: Store,
    feedback_id: str,
    *,
    rating: int,
    reasons: tuple[str, ...] = (),
    comment: str = "",
    by: str,
    at: datetime | None = None,
) -> None:
    """Say something else; what was said before stays in its history. Raises InputError."""
    says, who = _judged(rating, reasons, comment), typed.name("by", by)
    with store.write("feedback", "audit") as connection:
        before = written_rows.found(connection, FEEDBACK, feedback_id)
        if before["withdrawn_at"] is not None:
            raise InputError(f"{feedback_id} was withdrawn. Bring it back before changing it.")
        if any(before[name] != value for name, value in says.items()):
            written_rows.alter(connection, FEEDBACK, before, says, "change", who, typed.moment(at))


def withdraw(store: Store, feedback_id: str, *, by: str, at: datetime | None = None) -> None:
    """Let it count no more; `restore` undoes it. A second time changes nothing. Raises InputError."""
    who, now = typed.name("by", by), typed.moment(at)
    with store.write("feedback", "audit") as connection:
        before = written_rows.found(connection, FEEDBACK, feedback_id)
        if before["withdrawn_at"] is None:
            gone = {"withdrawn_at": now, "withdrawn_by": who}
            written_rows.alter(connection, FEEDBACK, before, gone, "withdraw", who, now)


def restore(store: Store, feedback_id: str, *, by: str, at: datetime | None = None) -> None:
    """Let it count again. Raises InputError when its person has rated the handoff anew since."""
    who = typed.name("by", by)
    with store.write("feedback", "audit") as connection:
        before = written_rows.found(connection, FEEDBACK, feedback_id)
        if before["withdrawn_at"] is not None:
            _refuse_second(connection, before)
            back = {"withdrawn_at": None, "withdrawn_by": None}
            written_rows.alter(connection, FEEDBACK, before, back, "restore", who, typed.moment(at))


def given(store: Store) -> list[Feedback]:
    """All feedback typed here, withdrawn ones too, in the order it was given."""
    with store.read() as connection:
        rows = connection.execute(select(FEEDBACK).order_by(FEEDBACK.c.given_at, FEEDBACK.c.feedback_id)).mappings()
        return [_feedback(dict(row)) for row in rows]


def given_on(store: Store, lead_id: str) -> list[Feedback]:
    """What was typed about one lead, withdrawn ones too, oldest first."""
    asked = select(FEEDBACK).where(FEEDBACK.c.lead_id == lead_id).order_by(FEEDBACK.c.given_at, FEEDBACK.c.feedback_id)
    with store.read() as connection:
        return [_feedback(dict(row)) for row in connection.execute(asked).mappings()]


def _judged(rating: int, reasons: tuple[str, ...], comment: str) -> dict[str, object]:
    allowed = allowed_reasons()
    ticked = [typed.choice("reasons", reason, allowed) for reason in dict.fromkeys(reasons)]
    return {
        "rating": typed.whole("rating", rating, *STARS),
        "reasons": json.dumps(ticked, ensure_ascii=False),
        "comment": typed.text("comment", comment),
    }


def _refuse_second(connection: Connection, row: written_rows.Row) -> None:
    asked = select(FEEDBACK).where(
        FEEDBACK.c.handoff_id == row["handoff_id"],
        FEEDBACK.c.rep_id == row["rep_id"],
        FEEDBACK.c.withdrawn_at.is_(None),
    )
    there = connection.execute(asked).mappings().first()
    if there is not None:
        raise InputError(
            f"{there['given_by']} has already rated this handoff: {there['rating']} of {STARS[1]}. "
            "Change that rating instead."
        )


def _feedback(row: dict) -> Feedback:
    return Feedback(**{**row, "reasons": tuple(json.loads(row["reasons"]))})
