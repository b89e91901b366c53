"""Restatements in a pack: numbers of past months that are others now."""

from collections.abc import Iterator
from typing import Any

from overlap import words
from overlap.pack.drawing.shown import Line, RowsChart
from overlap.pack.in_scope import Question, Row
from overlap.pack.part import COUNT, MONEY, MONTH, Cell, Column, Part, Table
from overlap.warehouse.building.headlines import LABELS

PAGE, QUESTION = "Data", "Which numbers of past months have changed since they were published?"
RESTATED, CHANGES, FILES = "data/restatements", "data/changes", "data/files"
_DRAWN = 8  # rows: the others stand in the table


def parts(question: Question) -> Iterator[Part]:
    """What moved, by how much and why, or that nothing did; and what the newest import brought. Never filtered."""
    asking = question.part()
    rows, changes = asking.rows(RESTATED, since="all"), asking.rows(CHANGES)
    said = ("None has, in what is kept.",)
    if rows:
        months = words.listed([words.month(month) for month in sorted({row["month"] for row in rows})])
        counted = words.counted(len(rows), "number")
        said = (f"{counted} of {months} changed once the month was over, whatever is filtered.",)
    moved = [row for row in rows if _before(row)]
    yield Part(
        "restatements",
        PAGE,
        QUESTION,
        (*said, _brought(changes)),
        chart=_chart(moved[:_DRAWN], question.currency) if moved else None,
        tables=(*((_table(rows),) if rows else ()), _import(changes) if changes else _read(asking.rows(FILES))),
        rests=asking.rests(),
    )


def _brought(changes: list[Row]) -> str:
    """What the newest import did to the rows that were there."""
    if not changes:
        return "There was one import of all: nothing came before it that could have changed."
    new, changed, gone = (sum(row[f"{what}_count"] for row in changes) for what in ("new", "changed", "gone"))
    return (
        f"The newest import brought {words.counted(new, 'new row')}, changed {words.count(changed)} "
        f"and left {words.count(gone)} out."
    )


def _chart(rows: list[Row], currency: str) -> RowsChart:
    lines = [
        Line(
            f"{LABELS.get(row['metric'], row['metric'])}, {words.month(row['month'])}",
            float(_after(row) / _before(row)) - 1.0,
            f"{_short(row, 'before', currency)} → {_short(row, 'after', currency)}",
        )
        for row in rows
    ]
    key = "Bar: by which share of itself the number changed; left of zero it fell."
    return RowsChart("By how much they changed", "Bars of how much each number changed.", lines, key)


def _named(table: str) -> str:
    return table.replace("_", " ").capitalize()


def _before(row: Row) -> Any:
    return row["before_count"] if row["before_amount"] is None else row["before_amount"]


def _after(row: Row) -> Any:
    return row["after_count"] if row["after_amount"] is None else row["after_amount"]


def _short(row: Row, when: str, currency: str) -> str:
    amount = row[f"{when}_amount"]
    return words.count(row[f"{when}_count"]) if amount is None else words.money_short(amount, currency)


def _read(files: list[Row]) -> Table:
    """Where one import is all there is, what it brought."""
    counts = ("records", "accepted", "rejected")
    columns = (Column("Table"), *(Column(title, COUNT) for title in ("Records", "Accepted", "Rejected")))
    tables: dict[str, list[int]] = {}
    for row in files:
        name = _named(row["table_name"])
        tables[name] = [have + row[count] for have, count in zip(tables.get(name, [0] * 3), counts, strict=True)]
    cells = tuple((Cell(name), *(Cell(number, COUNT) for number in numbers)) for name, numbers in tables.items())
    return Table("What the import brought", columns, cells, shown=20)


def _import(changes: list[Row]) -> Table:
    counts = ("before_count", "new_count", "changed_count", "gone_count", "after_count")
    columns = (
        Column("Table"), Column("Rows before", COUNT), Column("New", COUNT), Column("Changed", COUNT),
        Column("Left out", COUNT), Column("Rows now", COUNT),
    )  # fmt: skip
    cells = tuple((Cell(_named(row["table_name"])), *(Cell(row[name], COUNT) for name in counts)) for row in changes)
    return Table("What the newest import changed", columns, cells)


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Month", MONTH),
        Column("Number"),
        Column("Before"),
        Column("Now"),
        Column("Why"),
        Column("Rows", COUNT),
    )
    cells = tuple(
        (
            Cell(row["month"], MONTH),
            Cell(LABELS.get(row["metric"], row["metric"])),
            *(_value(row, when) for when in ("before", "after")),
            Cell(row["why"]),
            Cell(row["row_count"], COUNT),
        )
        for row in rows
    )
    return Table("Restatements", columns, cells)


def _value(row: Row, when: str) -> Cell:
    amount = row[f"{when}_amount"]
    return Cell(row[f"{when}_count"], COUNT) if amount is None else Cell(amount, MONEY)
