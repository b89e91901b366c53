"""A sheet of the pack shows its words whole and its numbers below their titles, in whatever program opens it."""

import io
from datetime import date

import openpyxl

from overlap.pack.file_forms import FORMS
from overlap.pack.part import DAY, MONEY, Cell, Column, Pack, Part, Table

LONG = "A campaign whose name is longer than most"
TABLE = Table(
    "Campaigns",
    (Column("Day", DAY), Column("Campaign"), Column("Revenue per mature lead", MONEY, has_interval=True)),
    ((Cell(date(2026, 1, 2), DAY), Cell(LONG), Cell(-1234.5, MONEY, -2000.0, 10.0)),),
)


def test_a_sheet_is_as_wide_as_a_page_and_as_its_texts():
    part = Part("Which?", "Shared goals", "q", ("Said.",), (), None, (TABLE,), ())
    made = FORMS["xlsx"](Pack("Pack", "2026", "G1", "today", "today", "ok", "2026", "none", "EUR", False, [part]))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert {(sheet.page_setup.orientation, sheet.page_setup.fitToHeight) for sheet in book} == {("landscape", 0)}
    sheet = book.worksheets[1]
    [head] = [row for row in sheet.iter_rows() if row[0].value == "Day"]
    at = head[0].row or 0
    assert [cell.alignment.horizontal for cell in head[:5]] == ["right", "left", "right", "right", "right"]
    assert sheet.row_dimensions[at].height == 45  # three lines
    assert sheet.column_dimensions["B"].width > len(LONG)
    cells = [sheet.cell(at + 1, place) for place in range(1, 6)]
    assert [cell.number_format for cell in cells] == ["d mmm yyyy", "General", *['"€" #,##0.00'] * 3]
    assert (cells[1].alignment.horizontal, cells[1].alignment.indent, cells[2].value) == ("left", 1, -1234.5)
