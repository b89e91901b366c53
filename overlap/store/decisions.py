"""What was decided to be changed, with all that its verdict needs fixed on that day, so that none is chosen later."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from overlap.errors import InputError, UsageError
from overlap.glossary import metric
from overlap.store import typed, written_rows
from overlap.store.schema import DECISIONS
from overlap.store.store import Store
from overlap.store.submitting import Form, submit

WINDOW_DAYS = (1, 365)
REASON = "reject_share"  # judged on a reason for rejecting, by campaign
# What a decision of a meeting may mean to move -> the number that shows whether it was moved at the cost of the lead.
GUARDS: Mapping[str, str] = {
    "acceptance_rate": "handoffs_won_share",
    "service_level": "contact_rate",
    "feedback_coverage": "feedback_polarity",
    "handoffs_won_share": "acceptance_rate",
}
COMPANY = "company"  # no group to compare with
DIMENSIONS = (COMPANY, "campaign", "channel", "team", "region", "segment")
OPEN, DONE, DROPPED, POSTPONED = STATES = ("open", "done", "dropped", "postponed")


@dataclass(frozen=True)
class Decision:
    """What a form says. The change is judged on `metric` of `subject` (a reason, say), `window_days` before and after.

    `campaign_id` None means every campaign; `comparison` says in words what it is compared with; `baseline` is the
    shrunk value of that day in the metric's unit, None where there is none. A decision of a meeting names the
    `dimension` and the group in it that it is about (blank: a reason, by campaign), due date and guard.
    """

    submit_id: str
    metric: str
    subject: str
    comparison: str
    owner: str
    what: str
    decided_on: date
    window_days: int
    created_by: str
    campaign_id: str | None = None
    baseline: float | None = None
    due_on: date | None = None
    guard: str = ""
    dimension: str = ""
    group_id: str | None = None


@dataclass(frozen=True)
class Decided:
    """A decision that is kept; `withdrawn_at` is None while it stands, `state` is what became of the work."""

    decision_id: str
    submit_id: str
    metric: str
    subject: str
    campaign_id: str | None
    comparison: str
    owner: str
    what: str
    decided_on: date
    window_days: int
    baseline: float | None
    created_at: datetime
    created_by: str
    withdrawn_at: datetime | None
    due_on: date | None
    guard: str
    dimension: str
    group_id: str | None
    state: str


def decide(store: Store, decision: Decision, at: datetime | None = None) -> str:
    """Keep a decision and return its id; the same form again returns the same. Raises InputError naming the field."""
    if decision.baseline is not None and not math.isfinite(decision.baseline):
        raise InputError(f"baseline must be a number, not {decision.baseline}.")
    by, now = typed.name("created_by", decision.created_by), typed.moment(at)
    says = {
        "metric": _metric(decision.metric),
        "subject": typed.sentence("subject", decision.subject),
        "campaign_id": decision.campaign_id,
        "comparison": typed.sentence("comparison", decision.comparison),
        "owner": typed.name("owner", decision.owner),
        "what": typed.sentence("what", decision.what),
        "decided_on": decision.decided_on,
        "window_days": typed.whole("window_days", decision.window_days, *WINDOW_DAYS),
        "baseline": decision.baseline,
        "created_by": by,
        "due_on": decision.due_on,
        "guard": typed.choice("guard", decision.guard, ("", *GUARDS.values())),
        "dimension": typed.choice("dimension", decision.dimension, ("", *DIMENSIONS)),
        "group_id": decision.group_id,
    }
    stamps = {"created_at": now, "state": OPEN}
    return submit(store, DECISIONS, Form(decision.submit_id, says, stamps, "decide", by, now))


def move_decision(
    store: Store, decision_id: str, state: str, *, by: str, due_on: date | None = None, at: datetime | None = None
) -> None:
    """Say that it was done, dropped, postponed (with the new day) or is open again. Raises InputError.

    The same again changes nothing; on which day it was decided, and what it is judged on, stays.
    """
    who, new = typed.name("by", by), {"state": typed.choice("state", state, STATES)}
    if state == POSTPONED:
        if due_on is None:
            raise InputError("A postponed decision needs a new due date.")
        new |= {"due_on": due_on}
    with store.write("audit", "decisions") as connection:
        before = written_rows.found(connection, DECISIONS, decision_id)
        if before["withdrawn_at"] is not None:
            raise InputError("This decision was withdrawn. Bring it back first.")
        if any(before[name] != value for name, value in new.items()):
            written_rows.alter(connection, DECISIONS, before, new, "move", who, typed.moment(at))


def withdraw_decision(store: Store, decision_id: str, *, by: str, at: datetime | None = None) -> None:
    """Let it stand no more. A second time changes nothing. Raises InputError for an unknown one."""
    who, now = typed.name("by", by), typed.moment(at)
    with store.write("audit", "decisions") as connection:
        before = written_rows.found(connection, DECISIONS, decision_id)
        if before["withdrawn_at"] is None:
            written_rows.alter(connection, DECISIONS, before, {"withdrawn_at": now}, "withdraw", who, now)


def restore_decision(store: Store, decision_id: str, *, by: str, at: datetime | None = None) -> None:
    """Let a withdrawn one stand again. A second time changes nothing. Raises InputError for an unknown one."""
    who = typed.name("by", by)
    with store.write("audit", "decisions") as connection:
        before = written_rows.found(connection, DECISIONS, decision_id)
        if before["withdrawn_at"] is not None:
            written_rows.alter(connection, DECISIONS, before, {"withdrawn_at": None}, "restore", who, typed.moment(at))


def decisions(store: Store) -> list[Decided]:
    """Every decision, withdrawn ones too, the newest first."""
    with store.read() as connection:
        found = connection.execute(select(DECISIONS).order_by(DECISIONS.c.decided_on.desc(), DECISIONS.c.decision_id))
        return [Decided(**row) for row in found.mappings()]


def _metric(name: str) -> str:
    try:
        return metric(name).id
    except UsageError as error:
        raise InputError(f"metric: {error}") from None
