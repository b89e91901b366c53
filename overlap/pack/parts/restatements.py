"""Restatements in a pack: numbers of past months that are others now."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.asking import Question, Row
from overlap.pack.part import COUNT, MONEY, MONTH, Cell, Column, Part, Table
from overlap.warehouse.building.headlines import LABELS

PAGE, QUESTION = "Data", "Which numbers of past months have changed since they were published?"
RESTATED = "data/restatements"


def parts(question: Question) -> Iterator[Part]:
    """What moved and why; that nothing did. Unfiltered, as restatements are."""
    asking = question.part()
    rows = asking.rows(RESTATED, since="all")
    if not rows:
        yield Part("restatements", PAGE, QUESTION, ("None has, in what is kept.",), rests=asking.rests())
        return
    months = words.listed([words.month(month) for month in sorted({row["month"] for row in rows})])
    yield Part(
        "restatements",
        PAGE,
        QUESTION,
        (f"{words.counted(len(rows), 'number')} of {months} changed once the month was over, whatever is filtered.",),
        tables=(_table(rows),),
        rests=asking.rests(),
    )


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
