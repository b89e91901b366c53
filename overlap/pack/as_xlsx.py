"""A pack as a spreadsheet: a sheet a question, numbers as numbers with their intervals beside them, sums that live."""

import io
import math
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from overlap import words
from overlap.charts.palette import LIGHT
from overlap.pack.part import (
    CHANCE,
    COUNT,
    DAY,
    MONEY,
    MONTH,
    NUMBER,
    POINTS,
    RATE,
    TEXT,
    Cell,
    Column,
    Pack,
    Part,
    Table,
)

# Whatever begins like a formula is a text all the same.
_INERT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST_NAME, _WIDE, _NARROW, _MOST_WIDE = 31, 34, 13, 60
_ACROSS = 9  # columns a paragraph goes across
_LINE = 15  # points
_A4 = 9
_HEADER = {"bold": True, "bg_color": LIGHT.border, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
Formats = dict[str, Format]


def xlsx(pack: Pack) -> bytes:
    """The workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _INERT)
    book.set_properties({"title": f"{pack.title}, {pack.period}", "author": "Overlap"})
    formats = _formats(book, pack.currency)
    contents = book.add_worksheet("Contents")
    names = [_name(number, part) for number, part in enumerate(pack.parts, start=1)]
    _contents(contents, pack, names, formats)
    for name, part in zip(names, pack.parts, strict=True):
        _part(book.add_worksheet(name), part, pack, formats)
    _definitions(book.add_worksheet("Definitions"), pack, formats)
    book.close()
    return buffer.getvalue()


def _name(number: int, part: Part) -> str:
    return f"{number:02} {part.page}"[:_LONGEST_NAME]


def _formats(book: Workbook, currency: str) -> Formats:
    symbol = words.currency_symbol(currency).replace('"', "")
    codes = {
        COUNT: "#,##0", MONEY: f'"{symbol}" #,##0.00', RATE: "0.0%", CHANCE: "0%", NUMBER: "#,##0.0", DAY: "d mmm yyyy",
        MONTH: "mmm yyyy", POINTS: "+0.0%;-0.0%",
    }  # fmt: skip
    plain = {unit: book.add_format({"num_format": code, "align": "right"}) for unit, code in codes.items()}
    summed = {
        f"sum {unit}": book.add_format({"num_format": code, "bold": True, "top": 1, "align": "right"})
        for unit, code in codes.items()
    }
    return {
        **plain,
        **summed,
        "text": book.add_format({}),
        "text beside": book.add_format({"indent": 1}),
        "sum text": book.add_format({"bold": True, "top": 1}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "heading": book.add_format({"bold": True, "font_color": LIGHT.shared_text, "font_size": 12}),
        "header": book.add_format(_HEADER),
        "header beside": book.add_format({**_HEADER, "indent": 1}),
        "header of numbers": book.add_format({**_HEADER, "align": "right"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "grey": book.add_format({"font_color": LIGHT.muted, "text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": LIGHT.marketing_text, "underline": 1}),
    }


def _contents(sheet: Worksheet, pack: Pack, names: list[str], formats: Formats) -> None:
    _paper(sheet, pack)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, _MOST_WIDE)
    sheet.write_string(0, 0, pack.title, formats["title"])
    facts = {
        "Period": pack.period, "Filters": pack.filters, "Data as of": pack.as_of,
        "Generation": f"{pack.generation}, built {pack.built}", "Checks": pack.checks,
        "Names": "Teams, and nobody else: no person, no lead.",
    }  # fmt: skip
    for row, (label, said) in enumerate(facts.items(), start=2):
        sheet.write_string(row, 0, label, formats["grey"])
        sheet.write_string(row, 1, said, formats["words"])
    start = len(facts) + 3
    for row, (name, part) in enumerate(zip(names, pack.parts, strict=True), start=start):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], name)
        sheet.write_string(row, 1, part.question, formats["words"])


def _paper(sheet: Worksheet, pack: Pack) -> None:
    """A sheet is as wide as a page."""
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L" + pack.foot.replace("&", "&&")[:200] + "&R&P / &N")


def _part(sheet: Worksheet, part: Part, pack: Pack, formats: Formats) -> None:
    _paper(sheet, pack)
    widths = _widths(part)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, part.question, formats["title"])
    row = 1
    across = sum(widths[:_ACROSS])
    for said in (*part.said, *part.proofs):
        row = _paragraph(sheet, row, said, formats["words"], across)
    for each in part.figures:
        for column, text in enumerate((each.label, each.value, each.note)):
            sheet.write_string(row, column, text, formats["text"])
        row += 1
    for table in part.tables:
        row = _table(sheet, row + 1, table, formats, widths)
    row = _paragraph(sheet, row + 1, pack.foot, formats["grey"], across)
    if part.rests:
        if part.rests.agreements:
            agreed = f"By the agreements on {', '.join(part.rests.agreements)}"
            row = _paragraph(sheet, row, agreed, formats["grey"], across)
        for command in part.rests.asked:
            row = _paragraph(sheet, row, command, formats["grey"], across)


def _widths(part: Part) -> list[int]:
    """Letters of each column: as many as its longest text has, within limits."""
    widths = [_WIDE, *(_NARROW for _ in range(20))]
    for table in part.tables:
        for place, number, column in _places(table):
            texts = [len(str(cells[number].value or "")) + 2 for cells in table.rows if cells[number].unit == TEXT]
            if place < len(widths) and not column.has_interval:
                widths[place] = max(widths[place], min(max(texts, default=0), _MOST_WIDE))
    return widths


def _places(table: Table) -> Iterator[tuple[int, int, Column]]:
    """Of each column the first of its places in the sheet, its number in the table, and itself."""
    at = 0
    for number, column in enumerate(table.columns):
        yield at, number, column
        at += len(_titles(column))


def _paragraph(sheet: Worksheet, row: int, said: str, form: Format, across: int) -> int:
    sheet.merge_range(row, 0, row, _ACROSS - 1, "", form)
    sheet.write_string(row, 0, said, form)
    sheet.set_row(row, _LINE * (1 + int(len(said) / (0.8 * across))))
    return row + 1


def _table(sheet: Worksheet, row: int, table: Table, formats: Formats, widths: list[int]) -> int:
    """The table from this row on; the row after it."""
    sheet.write_string(row, 0, table.title, formats["heading"])
    places = [place for place, _, _ in _places(table)]
    _head(sheet, row + 1, table, formats, widths)
    first = row + 2
    for offset, cells in enumerate(table.rows):
        for place, column, cell in zip(places, table.columns, cells, strict=True):
            _cell(sheet, (first + offset, place), cell, column, formats)
    last = first + len(table.rows) - 1
    if len(table.rows) < 2 or not any(column.adds for column in table.columns):  # noqa: PLR2004
        return last + 2
    sheet.write_string(last + 1, 0, "All", formats["sum text"])
    for number, (place, column) in enumerate(zip(places, table.columns, strict=True)):
        if column.adds:
            _sum(sheet, (first, last, place), [cells[number] for cells in table.rows], formats[f"sum {column.unit}"])
    return last + 3


def _head(sheet: Worksheet, row: int, table: Table, formats: Formats, widths: list[int]) -> None:
    """The titles, each over its cells and on as many lines as it needs."""
    lines = 1
    for place, number, column in _places(table):
        is_text = column.unit == TEXT and all(cells[number].unit == TEXT for cells in table.rows)
        form = formats["header of numbers" if not is_text else "header beside" if place else "header"]
        for at, title in enumerate(_titles(column), start=place):
            sheet.write_string(row, at, title, form)
            lines = max(lines, len(wrap(title, widths[at] - 3 if at < len(widths) else _NARROW - 3)))
    sheet.set_row(row, _LINE * lines)


def _titles(column: Column) -> tuple[str, ...]:
    return (column.title, f"{column.title}: low", f"{column.title}: high") if column.has_interval else (column.title,)


def _cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, column: Column, formats: Formats) -> None:
    row, place = at
    values = (cell.value, cell.low, cell.high) if column.has_interval else (cell.value,)
    for offset, value in enumerate(values):
        _write(sheet, (row, place + offset), value, cell.unit, formats)


def _write(sheet: Worksheet, at: tuple[int, int], value: Any, unit: str, formats: Formats) -> None:
    """The value as what it is; a text is never a formula, what is not known stays empty."""
    form = formats[unit if unit != TEXT or at[1] == 0 else "text beside"]
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        sheet.write_blank(*at, None, form)
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime.combine(value, time()), form)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(*at, float(value), form)
    else:
        sheet.write_string(*at, str(value), form)


def _sum(sheet: Worksheet, span: tuple[int, int, int], cells: list[Cell], form: Format) -> None:
    """A sum that lives, with its value in it for whoever opens the file without calculating."""
    first, last, place = span
    letter = xl_col_to_name(place)
    total = sum(float(cell.value) for cell in cells if cell.value is not None)
    sheet.write_formula(last + 1, place, f"=SUM({letter}{first + 1}:{letter}{last + 1})", form, round(total, 6))  # pyright: ignore[reportArgumentType]


def _definitions(sheet: Worksheet, pack: Pack, formats: Formats) -> None:
    _paper(sheet, pack)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, 2 * _MOST_WIDE)
    for row, each in enumerate(pack.definitions):
        sheet.write_string(row, 0, each.label, formats["words"])
        sheet.write_string(row, 1, each.sentence, formats["words"])
        lines = max(len(wrap(each.label, _WIDE - 3)), len(wrap(each.sentence, 2 * _MOST_WIDE - 12)), 1)
        sheet.set_row(row, _LINE * lines)
