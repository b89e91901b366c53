"""A pack as words and drawings: the same rows on paper and on a screen, each number as it is written there."""

from collections.abc import Sequence
from dataclasses import dataclass

from overlap import words
from overlap.pack.drawing import svg
from overlap.pack.drawing.as_svg import as_svg
from overlap.pack.number_words import written
from overlap.pack.part import TEXT, Cell, Column, Pack, Part, Table

_NARROWEST, _WIDEST = 8, 70  # letters


@dataclass(frozen=True)
class ToldTable:
    """Texts; `sums` is the last row where columns may be added up, `more` says what is not shown."""

    title: str
    columns: tuple[str, ...]
    is_number: tuple[bool, ...]
    widths: tuple[int, ...]  # of text columns beside each other, by their longest cell
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...]
    more: str


@dataclass(frozen=True)
class ToldPart:
    """A part of a pack in words; `chart` is SVG, empty where there is none."""

    page: str
    question: str
    said: tuple[str, ...]
    figures: tuple[dict[str, str], ...]
    chart: str
    chart_title: str
    alt: str
    tables: tuple[ToldTable, ...]
    proofs: tuple[str, ...]
    asked: tuple[str, ...]
    agreements: str


def told(part: Part, pack: Pack, ink: svg.Ink, font: str) -> ToldPart:
    """The part as it is read."""
    return ToldPart(
        part.page,
        part.question,
        part.said,
        tuple({"label": each.label, "value": each.value, "note": each.note} for each in part.figures),
        as_svg(part.chart, ink, font) if part.chart else "",
        part.chart.title if part.chart else "",
        part.chart.alt if part.chart else "",
        tuple(_table(table, pack.currency) for table in part.tables if table.shown),
        part.proofs,
        part.rests.asked if part.rests else (),
        ", ".join(part.rests.agreements) if part.rests else "",
    )


def _table(table: Table, currency: str) -> ToldTable:
    left = len(table.rows) - table.shown
    return ToldTable(
        table.title,
        tuple(column.title for column in table.columns),
        tuple(column.unit != TEXT for column in table.columns),
        tuple(_width(place, table) for place in range(len(table.columns))),
        tuple(tuple(written(cell, currency) for cell in row) for row in table.rows[: table.shown]),
        sums(table.columns, table.rows, currency),
        f"{words.counted(left, 'more row')} in the spreadsheet; sums are of all." if left > 0 else "",
    )


def _width(place: int, table: Table) -> int:
    longest = max((len(str(row[place].value)) for row in table.rows[: table.shown]), default=0)
    return min(max(longest, len(table.columns[place].title), _NARROWEST), _WIDEST)


def sums(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], currency: str) -> tuple[str, ...]:
    """The row of sums of all rows: empty without a column that adds up, or where there is one row."""
    if len(rows) < 2 or not any(column.adds for column in columns):  # noqa: PLR2004
        return ()
    cells = []
    for place, column in enumerate(columns):
        values = [row[place].value for row in rows if row[place].value is not None]
        cells.append(written(Cell(sum(values), column.unit), currency) if column.adds and values else "")
    return ("All", *cells[1:])
