"""How a goal is told: its name, its amounts in its own unit, and how it stands against its plan to date."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.reports import Filters
from overlap.sentences.goals import amount, name

Row = Mapping[str, Any]


def proposed(row: Row, currency: str) -> str:
    """`Booked revenue, Sales: € 40.0k in Oct 2026 to Dec 2026`; that there is to be none, for a target of 0."""
    when = words.span(row["period_start"], row["period_end"])
    if not row["target"]:
        return f"{name(row)}: no goal any more for {when}"
    return f"{name(row)}: {exactly(row, row['target'], currency)} in {when}"


def exactly(row: Row, number: Any, currency: str) -> str:
    """An amount of a goal: money to the cent, counts as they are."""
    return words.money(number, currency) if row["is_money"] else amount(row, number, currency)


def period(row: Row) -> str:
    """`Oct 2026 to Dec 2026, 31 of 92 days`."""
    gone = f", {row['seen_day_count']} of {words.counted(row['day_count'], 'day')}"
    return words.span(row["period_start"], row["period_end"]) + (gone if is_running(row) else "")


def is_running(row: Row) -> bool:
    """Whether days of its period are still to come."""
    return row["seen_day_count"] < row["day_count"]


def is_on_plan(row: Row) -> bool | None:
    """Whether at least the plan to date was reached; None where nothing is measured."""
    return None if row["pace"] is None else row["pace"] >= 1


def filters_of(row: Row) -> Filters:
    """The filters under which every other report counts what this goal counts."""
    return Filters(
        row["period_start"],
        row["seen_until"],
        teams=(row["people_team"],) if row["people_team"] else None,
        regions=(row["region"],) if row["region"] else None,
    )


def answer(rows: Sequence[Row], currency: str) -> str:
    """How many of the goals that run are on plan, and which is furthest behind; rows of goals/status, at least one.

    Where a year and its quarter run, the shorter period is told. A goal that a signed one replaces is not told.
    """
    rows = [row for row in rows if not row["is_replaced"]]
    shortest = min(row["day_count"] for row in rows)
    measured = [row for row in rows if row["pace"] is not None and row["day_count"] == shortest]
    if not measured:
        return "None of the goals that run can be measured."
    on_plan = [row for row in measured if is_on_plan(row)]
    said = f"**{len(on_plan)} of {words.counted(len(measured), 'goal')} on plan** ({period(measured[0])})"
    worst = min(measured, key=lambda row: row["pace"])
    if is_on_plan(worst):
        return f"{said}."
    short = worst["plan_to_date"] - worst["actual"]
    behind = f"{words.share(worst['pace'])} of its plan to date, {amount(worst, short, currency)} short"
    return f"{said}; furthest behind is {name(worst)}: {behind}."
