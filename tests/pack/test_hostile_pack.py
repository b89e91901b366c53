"""What was typed into a CRM is text in every form of a pack: no markup, no formula, no letter that stops it."""

import io
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader

from overlap.errors import UsageError
from overlap.pack.drawing.shown import Line, Mark, RowsChart, Series, TimeChart
from overlap.pack.file_forms import FORMS, form_of
from overlap.pack.part import COUNT, Cell, Column, Figure, Pack, Part, Table

PAGE = "Shared goals"  # of ours: nobody types the name of a page
HOSTILE = (
    "#pagebreak() *x* #let a = 1",
    '<script>alert("x")</script>',
    '=HYPERLINK("https://a.example","x")',
    "@SUM(1)",
)


def _pack(name: str) -> Pack:
    line = RowsChart(name, name, [Line(name, 1.0, name, 0.5, 1.5, 1.2)], name)
    days = [date(2026, 1, 1), date(2026, 2, 1)]
    time = TimeChart(name, name, days, [Series(name, [1.0, None])], name, marks=[Mark(days[1], name)])
    table = Table(name, (Column(name), Column("n", COUNT, adds=True)), ((Cell(name), Cell(1, COUNT)),) * 2)
    parts = [
        Part(name, PAGE, name, (name, name), (Figure(name, name, name),), chart, (table,), (name,))
        for chart in (line, time)
    ]
    return Pack(name, name, "G1", "today", "today", "1 check passed", name, name, "EUR", False, parts)


@pytest.mark.parametrize("name", HOSTILE)
def test_typed_text_is_shown_as_it_was_typed(name: str):
    pack = _pack(name)
    html = FORMS["html"](pack).decode()
    assert "<script" not in html and name.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in html
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"](pack)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formulas = [cell for cell in cells if cell.data_type == "f"]
    assert [str(cell.value) for cell in formulas] == [f"=SUM(B{cell.row - 2}:B{cell.row - 1})" for cell in formulas]
    assert len(formulas) == 2
    assert name in [cell.value for cell in cells if cell.data_type == "s"]
    pages = PdfReader(io.BytesIO(FORMS["pdf"](pack))).pages
    assert len(pages) == 3
    assert "".join(name.split()) in "".join(pages[1].extract_text().split())


def test_a_letter_that_no_font_has_stops_no_pack():
    pdf = PdfReader(io.BytesIO(FORMS["pdf"](_pack("\ue123 漢字 Ünïcode"))))
    assert "Ünïcode" in pdf.pages[1].extract_text()
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # pyright: ignore[reportIndexIssue]


def test_an_ending_that_is_none_of_the_three_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(UsageError, match=r"not \"pack.pfd\".*pdf"):
        form_of(tmp_path / "pack.pfd")
