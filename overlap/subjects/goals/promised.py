"""How a promise between the teams is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words

Row = Mapping[str, Any]


def answer(row: Row) -> str:
    """`Handoffs a week: 12.2 of 20.0 promised, broken`; that there is none, or nothing to judge it by."""
    name = row["promise"][:1].upper() + row["promise"][1:]
    if row["agreed"] is None or row["reached"] is None:
        return f"{name}: {row['verdict']}"
    reached, agreed = (figure(row, row[each]) for each in ("reached", "agreed"))
    return f"{name}: {reached}, promised {agreed}; {row['verdict']}"


def summary(rows: Sequence[Row]) -> str:
    """`Of 3 promises 1 was kept and 1 broken; of 1 it cannot be told.`, whether or not there was anything to judge."""
    promised = [row for row in rows if row["agreed"] is not None]
    if not promised:
        return "Nothing was promised yet: the figures are agreed on Definitions."
    kept, broken = (sum(row["verdict"] == verdict for row in promised) for verdict in ("kept", "broken"))
    said = f"Of {words.counted(len(promised), 'promise')}, {words.count(kept)} kept and {words.count(broken)} broken"
    open_ = len(promised) - kept - broken
    return f"{said}; for {words.count(open_)} the data cannot tell." if open_ else f"{said}."


def figure(row: Row, number: float) -> str:
    """The number in the promise's unit: `85.0%`, `12.2`."""
    return words.share(number / 100) if row["unit"] == "percent" else f"{number:,.1f}"
