"""How the calculator of a goal is told: what it takes, which line capacity cannot carry, and the lines."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from overlap import words

Row = Mapping[str, Any]

_NAMES = {
    "won deal": "Deals won", "opened deal": "Deals opened", "SQL": "SQLs", "MQL": "MQLs", "lead": "Leads",
    "handoff": "Handoffs", "attempt": "Calls, attempts",
}  # fmt: skip
_SAID = {"attempt": ("call or other attempt", "calls and other attempts")}
OVER, MAYBE = "over capacity", "may be over capacity"


def answer(rows: Sequence[Row], currency: str) -> str:
    """`€ 80.8k in 61 days, 41% of it from new business, takes 4 won deals, ... .`; why there is nothing to tell."""
    first = rows[0]
    if first["revenue"] is None:
        return "No revenue goal of the company runs. Type an amount to see what it takes."
    if not first["revenue"]:
        return "The goal is reached: nothing is left to book."
    if first["needed"] is None:
        return "Under 5 new deals were won in this period: too few to tell what more would take."
    known = [
        words.counted(round(row["needed"]), *_SAID.get(row["line"], (row["line"],)))
        for row in rows
        if row["needed"] is not None
    ]
    amount = words.money_short(first["revenue"], currency)
    days = f" in {words.counted(first['days_left'], 'day')}" if first["days_left"] else ""
    return (
        f"**{amount}**{days}, {words.share(first['new_share'])} of it from new business, takes {words.listed(known)}."
    )


def carried(rows: Sequence[Row]) -> str:
    """Which line capacity cannot carry, or that it can; empty where nothing is known or agreed."""
    judged = [row for row in rows if row["capacity"] is not None and row["a_week"] is not None]
    if not judged:
        return ""
    worst = next((row for verdict in (OVER, MAYBE) for row in judged if row["verdict"] == verdict), judged[0])
    name, need, can = _NAMES[worst["line"]], f"{worst['a_week']:,.1f}", f"{worst['capacity']:,.1f}"
    if worst["verdict"] == OVER:
        people = f"{worst['people_needed']:,.1f} people of the {words.count(worst['people_count'])} there are"
        return f"**{name}** are more than capacity carries: {need} a week needed, {can} agreed. It would take {people}."
    if worst["verdict"] == MAYBE:
        low, high = worst["a_week_low"], worst["a_week_high"]
        return f"**{name}** may be more than capacity carries: {need} a week ({low:,.1f} to {high:,.1f}), {can} agreed."
    return f"Agreed capacity carries it: {need} {name.lower()} a week of {can}."


def lines(rows: Sequence[Row]) -> pl.DataFrame:
    """A row a line, in words."""
    return pl.DataFrame(
        {
            "Line": [_NAMES[row["line"]] for row in rows],
            "Chance to be won": [_rate(row) for row in rows],
            "Needed": [_three(row, "needed", 0) for row in rows],
            "A week": [_three(row, "a_week", 1) for row in rows],
            "Usual a week": [f"{row['usual']:,.1f}" for row in rows],
            "Capacity": [_number(row["capacity"]) for row in rows],
            "Verdict": [words.DASH if row["capacity"] is None else row["verdict"] for row in rows],
        }
    )


def _rate(row: Row) -> str:
    if row["rate"] is None:
        return words.DASH
    return f"{words.share(row['rate'])} {words.interval(row['rate_low'], row['rate_high'])}"


def _three(row: Row, name: str, digits: int) -> str:
    if row[name] is None:
        return words.DASH
    middle = f"{row[name]:,.{digits}f}"
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return middle if low is None or high is None else f"{middle} ({low:,.{digits}f} to {high:,.{digits}f})"


def _number(value: float | None) -> str:
    return words.DASH if value is None else f"{value:,.1f}"
