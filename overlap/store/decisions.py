"""What marketing decided to change because of a reason, fixed on that day so that no verdict is chosen later."""

import math
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


@dataclass(frozen=True)
class Decision:
    """What a form says. The change is judged on `metric` of `subject` (a reason, say), `window_days` before and after.

    `campaign_id` None means every campaign; `comparison` says in words what it is compared with; `baseline` is the
    shrunk value of that day in the metric's unit, None where there is none.
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


@dataclass(frozen=True)
class Decided:
    """A decision that is kept; `withdrawn_at` is None while it stands."""

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
    }
    return submit(store, DECISIONS, Form(decision.submit_id, says, {"created_at": now}, "decide", by, now))


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
