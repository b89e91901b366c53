"""Goals as a meeting froze them beside the same goals today, and each difference explained row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from overlap import words

Row = Mapping[str, Any]
OF_DEALS = ("booked_from", "deals_won")
# What counts a goal's metric in the history of past months.
IN_HISTORY = {
    "booked_from": "revenue_booked", "deals_won": "deals_won", "leads_created": "leads_created",
    "leads_qualified": "leads_qualified", "handoffs": "handoffs",
}  # fmt: skip
KEPT = (
    "origin", "goal_id", "metric", "team", "region", "people_team", "period_start", "period_end", "seen_until",
    "day_count", "seen_day_count", "is_money", "target", "actual", "plan_to_date", "pace", "forecast_low",
    "forecast_mid", "forecast_high", "chance",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What one deal gave to a number then and gives now, and what happened to it."""

    deal_id: str
    before: Decimal
    after: Decimal
    what: str


@dataclass(frozen=True)
class Since:
    """One goal, frozen and today; `now` is None where there is no such goal any more.

    `changes` are its deals, where it counts won ones; `counted` are rows of meeting/frozen_changes, where it counts
    anything else.
    """

    then: Row
    now: Row | None
    changes: tuple[Change, ...]
    counted: tuple[Row, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """What was reached now less what was frozen; None where either is not known."""
        if self.now is None or self.now["actual"] is None or self.then["actual"] is None:
            return None
        return Decimal(self.now["actual"]) - self.then["actual"]

    @property
    def unexplained(self) -> Decimal | None:
        """The part of the difference that no row explains: all of it where a meeting froze none."""
        if self.difference is None:
            return None
        of_deals = sum((each.after - each.before for each in self.changes), Decimal(0))
        return self.difference - of_deals - sum(row["after_count"] - row["before_count"] for row in self.counted)


def to_freeze(goals: Sequence[Row]) -> list[dict[str, Any]]:
    """What a meeting freezes of the goals: numbers, intervals and periods; nobody's name."""
    return [{name: row[name] for name in KEPT} for row in goals if not row["is_replaced"]]


def compared(
    frozen: Sequence[Row], goals: Sequence[Row], deals: Sequence[Row], counted: Sequence[Row] = ()
) -> list[Since]:
    """Each frozen goal beside today's, `frozen` as the store holds it.

    `deals` are rows of meeting/frozen_deals, `counted` of meeting/frozen_changes.
    """
    today = {_goal(row): row for row in goals}
    rows = {key: tuple(row for row in counted if _goal(row) == key) for key in map(_goal, counted)}
    return [_since(thawed(row), today.get(_goal(row)), deals, rows.get(_goal(row), ())) for row in frozen]


def counted_since(goals: Sequence[Row]) -> date | None:
    """From which day on the rows of these goals are frozen; None without a goal."""
    return min((goal["period_start"] for goal in goals), default=None)


def of_goals(counts: Sequence[Row], goals: Sequence[Row]) -> list[Row]:
    """Those rows of meeting/counted_rows that one of the goals counts."""
    metrics = {goal["metric"] for goal in goals}
    return [row for row in counts if row["metric"] in metrics]


def thawed(row: Row) -> dict[str, Any]:
    """A frozen goal with days and amounts that are texts in the store."""
    days = {name: date.fromisoformat(row[name]) for name in ("period_start", "period_end", "seen_until")}
    names = ("target", "actual", "plan_to_date", "forecast_low", "forecast_mid", "forecast_high")
    amounts = {name: None if row[name] is None else Decimal(str(row[name])) for name in names}
    return {**row, **days, **amounts}


def _goal(row: Row) -> tuple[str, str]:
    return row["origin"], row["goal_id"]


def _since(then: Row, now: Row | None, deals: Sequence[Row], counted: tuple[Row, ...]) -> Since:
    if now is None or then["metric"] not in OF_DEALS:
        return Since(then, now, (), counted)
    mine = [row for row in deals if _is_of(row, then)]
    return Since(then, now, tuple(_changes(mine, then, now)))


def _is_of(deal: Row, goal: Row) -> bool:
    return (goal["people_team"] is None or goal["people_team"] == deal["team"]) and (
        goal["region"] is None or goal["region"] == deal["region"]
    )


def _changes(deals: Sequence[Row], then: Row, now: Row) -> Iterator[Change]:
    """A deal with people of several teams is one change, and one deal."""
    for deal_id in dict.fromkeys(row["deal_id"] for row in deals):
        rows = [row for row in deals if row["deal_id"] == deal_id]
        before = _counted(rows, "before", then["period_start"], then["seen_until"], then)
        after = _counted(rows, "after", now["period_start"], now["seen_until"], then)
        if before != after:
            yield Change(deal_id, before, after, _what(rows, before, then["seen_until"]))


def _counted(rows: Sequence[Row], when: str, starts_on: date, until: date, goal: Row) -> Decimal:
    inside = [row for row in rows if _is_inside(row[f"{when}_closed_on"], starts_on, until)]
    if not goal["is_money"]:
        return Decimal(1 if inside else 0)
    return sum((Decimal(row[f"{when}_amount"] or 0) for row in inside), Decimal(0))


def _is_inside(day: date | None, starts_on: date, until: date) -> bool:
    return day is not None and starts_on <= day < until


def _what(rows: Sequence[Row], before: Decimal, frozen_until: date) -> str:
    then, now = ([row for row in rows if row[f"{when}_closed_on"] is not None] for when in ("before", "after"))
    if now and not (then and before):
        closed_on = now[0]["after_closed_on"]
        if closed_on >= frozen_until:
            return f"won since, on {words.day(closed_on)}"
        if not then:
            return f"known late: won on {words.day(closed_on)}"
        return f"closing day moved from {words.day(then[0]['before_closed_on'])} to {words.day(closed_on)}"
    if now and now[0]["after_closed_on"] != then[0]["before_closed_on"]:
        moved = (words.day(then[0]["before_closed_on"]), words.day(now[0]["after_closed_on"]))
        return f"closing day moved from {moved[0]} to {moved[1]}"
    if now:
        return "amount or shares changed"
    return {"open": "reopened", "lost": "lost now", "won": "shares or region changed"}.get(
        rows[0]["state_now"] or "", "no longer in the data"
    )
