"""Goals that people write: one team proposes and signs, the other signs; then it holds, in place of an earlier one."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from overlap.errors import InputError
from overlap.store import typed, written_rows
from overlap.store.schema import GOALS
from overlap.store.store import Store
from overlap.store.submitting import Form, submit
from overlap.store.two_signatures import OPEN, SIGNED, TEAMS, WITHDRAWN, TwoSignatures, withdraw

METRICS = ("booked_from", "deals_won", "deals_opened", "leads_created", "leads_qualified", "handoffs")
MONEY = "booked_from"
_MOST = Decimal(10) ** 15
LONGEST_DAYS = 3 * 366


@dataclass(frozen=True)
class Goal:
    """What a form says. The period ends before `period_end`; `team` and `region` None are everybody.

    A target of 0 means that there is to be no such goal: both teams sign that, too. `by_team` is marketing or sales.
    """

    submit_id: str
    metric: str
    period_start: date
    period_end: date
    target: Decimal
    by_team: str
    by: str
    team: str | None = None
    region: str | None = None
    note: str = ""


@dataclass(frozen=True)
class WrittenGoal(TwoSignatures):
    """A goal that is kept."""

    goal_id: str
    metric: str
    period_start: date
    period_end: date
    team: str | None
    region: str | None
    target: Decimal
    note: str
    signed_marketing: str
    signed_sales: str
    proposed_at: datetime
    signed_at: datetime | None
    state: str


def propose_goal(store: Store, goal: Goal, at: datetime | None = None) -> str:
    """Keep a goal that one team has signed and return its id. Raises InputError naming the field.

    The same form again, or the same goal by the same person while it waits, returns the same: two clicks are one.
    """
    by, now = typed.name("by", goal.by), typed.moment(at)
    team = typed.choice("by_team", goal.by_team, TEAMS)
    _refuse_period(goal)
    says = {
        "metric": typed.choice("metric", goal.metric, METRICS),
        "period_start": goal.period_start,
        "period_end": goal.period_end,
        "team": goal.team,
        "region": goal.region,
        "target": str(_target(goal)),
        "note": typed.text("note", goal.note),
        **{f"signed_{each}": by if each == team else "" for each in TEAMS},
    }
    waiting = [each.goal_id for each in open_goals(store) if _says(each) == says]
    if waiting:
        return waiting[0]
    stamps = {"proposed_at": now, "signed_at": None, "state": OPEN}
    return submit(store, GOALS, Form(goal.submit_id, says, stamps, "propose", by, now))


def sign_goal(store: Store, goal_id: str, team: str, name: str, at: datetime | None = None) -> None:
    """The second signature: from now on the goal holds. The same signature again changes nothing.

    Raises InputError when the first signer or their team signs again, or the goal is withdrawn.
    """
    typed.choice("team", team, TEAMS)
    who, now = typed.name("name", name), typed.moment(at)
    with store.write("audit", "goals") as connection:
        before = written_rows.found(connection, GOALS, goal_id)
        if before["state"] == SIGNED and typed.is_same_person(before[f"signed_{team}"], who):
            return
        _refuse_ended(before)
        if before[f"signed_{team}"]:
            raise InputError(f"{before[f'signed_{team}']} has signed for {team} already; the other team signs it now.")
        first = before["signed_marketing"] or before["signed_sales"]
        if typed.is_same_person(first, who):
            raise InputError(f"Two people sign a goal, one of each team: {who} cannot sign for both.")
        after = {f"signed_{team}": who, "state": SIGNED, "signed_at": now}
        written_rows.alter(connection, GOALS, before, after, "sign", who, now)


def withdraw_goal(store: Store, goal_id: str, *, by: str, at: datetime | None = None) -> None:
    """Take back a goal that waits. A second time changes nothing. Raises InputError when both teams have signed it."""
    withdraw(store, GOALS, goal_id, _refuse_ended, by, at)


def goals(store: Store) -> list[WrittenGoal]:
    """Every goal that was ever written here, the newest first."""
    with store.read() as connection:
        found = connection.execute(select(GOALS).order_by(GOALS.c.proposed_at.desc(), GOALS.c.goal_id)).mappings()
        return [_written(dict(row)) for row in found]


def open_goals(store: Store) -> list[WrittenGoal]:
    """Those that wait for a signature, the newest first."""
    return [each for each in goals(store) if each.state == OPEN]


def _refuse_period(goal: Goal) -> None:
    days = (goal.period_end - goal.period_start).days
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError(f"The period has {days:,} days. Give one of 1 to {LONGEST_DAYS:,}.")


def _target(goal: Goal) -> Decimal:
    if not goal.target.is_finite() or not 0 <= goal.target <= _MOST:
        raise InputError(f"target must be a number from 0 to {_MOST:,}, not {goal.target}.")
    places = Decimal("0.01") if goal.metric == MONEY else Decimal(1)
    if goal.target != goal.target.quantize(places):
        kept = "two decimals at the most" if goal.metric == MONEY else "a whole number"
        raise InputError(f"target must be {kept}, not {goal.target}.")
    return goal.target.quantize(places)


def _refuse_ended(row: written_rows.Row) -> None:
    if row["state"] == SIGNED:
        raise InputError("Both teams have signed this goal. Propose another for the same period to replace it.")
    if row["state"] == WITHDRAWN:
        raise InputError("The goal was withdrawn. Propose it again.")


def _says(goal: WrittenGoal) -> written_rows.Row:
    stamps = ("goal_id", "proposed_at", "signed_at", "state")
    return {name: value for name, value in vars(goal).items() if name not in stamps} | {"target": str(goal.target)}


def _written(row: written_rows.Row) -> WrittenGoal:
    kept = {name: value for name, value in row.items() if name not in ("submit_id", "target")}
    return WrittenGoal(target=Decimal(row["target"]), **kept)
