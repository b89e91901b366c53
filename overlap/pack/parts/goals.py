"""Shared goals in a pack: all of them on one page, then each on its own with its forecast."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from overlap import words
from overlap.pack.drawing.shown import Line, Mark, RowsChart, Series, TimeChart
from overlap.pack.in_scope import Question, Row, period_words
from overlap.pack.number_words import plain
from overlap.pack.part import CHANCE, COUNT, MONEY, NUMBER, RATE, Cell, Column, Figure, Part, Table
from overlap.subjects.goals import outlook, plan
from overlap.subjects.goals import sentences as said

PAGE, QUESTION = "Shared goals", "Are we on track for what we both signed up to?"
STATUS, FORECAST, TOTALS, PROGRESS = "goals/status", "goals/forecast", "goals/totals", "goals/progress"
_LAST_DAY = timedelta(days=1)  # before the day up to which a week counts
_PLOT = 280  # of a chart with little beside it
_KEY = "Bar: reached of the target. Upright mark: the plan to date. Line: the forecast's 80% interval."


def parts(question: Question) -> Iterator[Part]:
    """The page of all goals, and one for each that runs."""
    asking = question.part()
    now = asking.rows(TOTALS)[0]
    before = asking.rows(TOTALS, question.comparison)[0] if question.comparison else None
    goals = asking.rows(STATUS)
    versus = period_words(question.comparison) if question.comparison else ""
    answer = said.answer(now, before, question.filters, question.period, versus, question.currency, goals)
    shown = [row for row in goals if not row["is_replaced"]]
    yield Part(
        "goals",
        PAGE,
        QUESTION,
        (plain(answer),),
        chart=_chart(shown, question.currency) if shown else None,
        tables=(_table(goals),) if goals else (),
        rests=asking.rests(),
    )
    for row in shown:
        yield _goal(question, row)


def _goal(question: Question, row: Row) -> Part:
    """One goal: how it stands, what it will end at, what would close the gap."""
    asking, currency = question.part(), question.currency
    own = _same(asking.rows(STATUS), row)
    forecast = _same(asking.rows(FORECAST), row) if not question.missing("deals") else None
    weeks = [each for each in asking.rows(PROGRESS) if _is_same(each, row)]
    reached, planned = (plan.amount(row, row[each], currency) for each in ("actual", "plan_to_date"))
    pace = f"{words.share(row['pace'])} of the plan to date" if row["pace"] is not None else "it cannot be measured"
    told = [f"{reached} reached, {pace} ({planned}); the target is {plan.amount(row, row['target'], currency)}."]
    if forecast:
        told += [outlook.answer(forecast, currency), outlook.levers(forecast, currency), outlook.record(forecast)]
    else:
        told.append(f"{row['forecast_verdict'].capitalize()}.")
    return Part(
        f"goal {row['origin']} {row['goal_id']}",
        PAGE,
        f"{plan.name(row)}: are we on track?",
        tuple(filter(None, told)),
        _figures(row, currency),
        _weeks(weeks, asking.marks()) if len(weeks) > 1 else _chart([row], currency),
        (replace(_table([own or row]), shown=0), *((_ends(forecast),) if forecast else ())),
        rests=asking.rests(),
    )


def _same(rows: Sequence[Row], wanted: Row) -> Row | None:
    return next((row for row in rows if _is_same(row, wanted)), None)


def _is_same(row: Row, wanted: Row) -> bool:
    return all(row[key] == wanted[key] for key in ("goal_id", "origin"))


def _figures(row: Row, currency: str) -> tuple[Figure, ...]:
    chance = outlook.chance(row)
    ends = "no forecast"
    if row["forecast_mid"] is not None:
        low, high = (words.money_short(row[f"forecast_{end}"], currency) for end in ("low", "high"))
        ends = f"80%: {low} to {high}"
    return (
        Figure("Reached", plan.amount(row, row["actual"], currency), plan.period(row)),
        Figure("Target", plan.amount(row, row["target"], currency), row["owner"] or ""),
        Figure("Pace", words.share(row["pace"]), f"plan to date {plan.amount(row, row['plan_to_date'], currency)}"),
        Figure("Chance", chance, ends),
    )


def _chart(rows: Sequence[Row], currency: str) -> RowsChart:
    lines = [
        Line(
            plan.name(row),
            row["attainment"],
            f"{plan.amount(row, row['actual'], currency)} ({words.share(row['attainment'])})",
            *(_of_target(row, end) for end in ("forecast_low", "forecast_high")),
            mark=row["plan_share"],
            colour="good" if plan.is_on_plan(row) else "bad",
        )
        for row in rows
    ]
    return RowsChart("Reached of each target", "Bars of what was reached of each goal.", lines, _KEY, reaches=1.0)


def _weeks(weeks: Sequence[Row], marks: tuple[Mark, ...]) -> TimeChart:
    """What was reached up to the end of each week, and what was planned."""
    values = [
        Series("Reached", [float(row["actual"]) for row in weeks]),
        Series("Plan", [_number(row["plan_to_date"]) for row in weeks], "muted", is_agreed=True),
    ]
    days = [row["until"] - _LAST_DAY for row in weeks]
    alt = "Lines of what was reached and what was planned, up to the end of each week."
    return TimeChart("Week by week against the plan", alt, days, values, "", marks=marks, plot=_PLOT)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _of_target(row: Row, end: str) -> float | None:
    return float(row[end] / row["target"]) if row[end] is not None and row["target"] else None


def _table(rows: Sequence[Row]) -> Table:
    columns = (
        Column("Goal"), Column("Period"), Column("Target", NUMBER), Column("Reached", NUMBER),
        Column("Plan to date", NUMBER), Column("Pace", RATE), Column("Reached of target", RATE),
        Column("Forecast (80%)", MONEY, has_interval=True), Column("Chance", CHANCE),
    )  # fmt: skip
    return Table("Goals", columns, tuple(_cells(row) for row in rows))


def _cells(row: Row) -> tuple[Cell, ...]:
    is_whole = all(row[name] is None or row[name] == int(row[name]) for name in ("target", "actual"))
    unit = MONEY if row["is_money"] else COUNT if is_whole else NUMBER
    planned = MONEY if row["is_money"] else NUMBER
    replaced = " (replaced by a signed one)" if row["is_replaced"] else ""
    return (
        Cell(plan.name(row) + replaced),
        Cell(plan.period(row)),
        *(Cell(row[name], unit) for name in ("target", "actual")),
        Cell(row["plan_to_date"], planned),
        Cell(row["pace"], RATE),
        Cell(row["attainment"], RATE),
        Cell(row["forecast_mid"], MONEY, row["forecast_low"], row["forecast_high"]),
        Cell(row["chance"], CHANCE),
    )


def _ends(row: Row) -> Table:
    """What the forecast is made of."""
    columns = (Column("The forecast is made of"), Column("Amount", MONEY), Column("Deals", COUNT))
    rows = (
        (Cell("Booked so far"), Cell(row["booked"], MONEY), Cell(None, COUNT)),
        (Cell("From deals open now"), Cell(row["from_open"], MONEY), Cell(row["open_deal_count"], COUNT)),
        (Cell("From deals still to be opened"), Cell(row["from_new"], MONEY), Cell(None, COUNT)),
        (Cell("Mean forecast"), Cell(row["forecast_mean"], MONEY), Cell(None, COUNT)),
    )
    return Table("Forecast", columns, rows)
