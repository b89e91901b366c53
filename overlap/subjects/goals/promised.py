"""How a promise between the teams is told."""

from collections.abc import Mapping
from typing import Any

from overlap import words

Row = Mapping[str, Any]


def answer(row: Row) -> str:
    """`Handoffs a week: 12.2 of 20.0 promised, broken`; that there is none, or nothing to judge it by."""
    name = row["promise"][:1].upper() + row["promise"][1:]
    if row["agreed"] is None or row["reached"] is None:
        return f"{name}: {row['verdict']}"
    reached, agreed = (_figure(row, row[each]) for each in ("reached", "agreed"))
    return f"{name}: {reached}, promised {agreed}; {row['verdict']}"


def _figure(row: Row, number: float) -> str:
    return words.share(number / 100) if row["unit"] == "percent" else f"{number:,.1f}"
