"""What changed since the last import, in words on stderr."""

from collections.abc import Iterator
from typing import Any

from overlap import words
from overlap.cli import session
from overlap.warehouse.building.headlines import LABELS
from overlap.warehouse.importing.imported import Imported

_NUMBERS, _ROWS = 12, 3  # printed; the Data page and `overlap ask data/restatements` have all


def say(done: Imported) -> None:
    """Rows by table, then the numbers of past months that moved, with the rows that moved most of each."""
    moved = [line for row in done.changed if (line := _of_table(row))]
    if done.changed:
        session.errors.print(f"Since the last import: {'; '.join(moved) or 'no row is new, changed or gone'}.")
    if done.manifest:
        say_restated(done.restated, done.moved, done.manifest.reporting_currency)


def say_restated(restated: list[dict[str, Any]], moved: list[dict[str, Any]], currency: str) -> None:
    """The numbers of past months that moved, with the rows that moved most of each."""
    for row in restated[:_NUMBERS]:
        session.errors.print(_of_month(row, currency))
        for line in _rows(row, moved):
            session.errors.print(f"  {line}")
    if len(restated) > _NUMBERS:
        left = words.counted(len(restated) - _NUMBERS, "more number")
        session.errors.print(f"{left} of past months changed: overlap ask data/restatements")


def _of_table(row: dict[str, Any]) -> str:
    parts = [
        f"{words.count(row[f'{what}_count'])} {what}" for what in ("new", "changed", "gone") if row[f"{what}_count"]
    ]
    return f"{words.spoken(row['table_name'])}: {', '.join(parts)}" if parts else ""


def _of_month(row: dict[str, Any], currency: str) -> str:
    before, after = row["before_count"], row["after_count"]
    if row["before_amount"] is not None:
        before, after = words.money(row["before_amount"], currency), words.money(row["after_amount"], currency)
    else:
        before, after = words.count(before), words.count(after)
    label = LABELS.get(row["metric"], row["metric"])
    return f"{label} of {words.month(row['month'])}: {before} before, {after} now ({row['why']})."


def _rows(number: dict[str, Any], moved: list[dict[str, Any]]) -> Iterator[str]:
    same = ("generation", "metric", "month")
    behind = [row for row in moved if all(row[name] == number[name] for name in same)]
    for row in behind[:_ROWS]:
        yield f"{row['id']}: {row['what'] or 'the same row; something around it moved it'}"
    if number["row_count"] and number["row_count"] > _ROWS:
        yield f"and {words.count(number['row_count'] - _ROWS)} more rows"
