"""What a CRM holds is data: it is never markup on a page, and never a formula in a spreadsheet."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from ui.download import csv
from ui.parts import escape


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*b* _i_", r"\*b\* \_i\_"),
        ("<img src=x>", r"\<img src\=x\>"),
        ("![x](y)", r"\!\[x\]\(y\)"),
        ("R$ 1 and R$ 2", r"R\$ 1 and R\$ 2"),
        (":red[x]", "\\:\u2060red\\[x\\]"),
        ("http://x.y", "http\\:\u2060\\/\\/x\\.y"),
        ("www.x.y", "www\u2060\\.x\\.y"),
        ("a@b.c", "a\\@\u2060b\\.c"),
        ("one\n\n# two", r"one \# two"),
        ("Müller & Söhne", r"Müller \& Söhne"),
    ],
)
def test_data_inside_markdown_loses_every_meaning_but_its_letters(text, escaped):
    assert escape(text) == escaped


def test_an_export_never_holds_a_formula_and_leaves_numbers_alone():
    frame = pl.DataFrame(
        {
            "company": ["=cmd()", "+1", "-1", "@x", "\tx", "\rx", "Plain = fine", None],
            "amount": [Decimal("-1.50")] * 8,
            "closed_on": [date(2026, 1, 2)] * 8,
        }
    )
    read = pl.read_csv(csv(frame))
    assert read["company"].to_list() == ["'=cmd()", "'+1", "'-1", "'@x", "'\tx", "'\rx", "Plain = fine", None]
    assert read["amount"].to_list() == [-1.5] * 8
    assert read["closed_on"].to_list() == ["2026-01-02"] * 8


def test_an_export_without_rows_still_has_its_heading():
    assert csv(pl.DataFrame({"lead_id": []}, schema={"lead_id": pl.String})).decode("utf-8-sig") == "lead_id\n"
