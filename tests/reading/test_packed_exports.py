"""Workbooks and ZIPs are read like any other file, and what they could do to a machine is refused."""

import io
import zipfile
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from declared import PEOPLE, declared
from exports import NOW, counts, import_files, of, rejects, rows

from overlap.errors import InputError
from overlap.reading import IgnoredFile, Limits, read

HEADER = ["Record ID", "First Name", "Create Date"]


def workbook(**sheets) -> bytes:
    """The bytes of a workbook; a sheet is a list of rows, a datetime is written as spreadsheets do."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        dated = book.add_format({"num_format": "m/d/yyyy h:mm"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(cells):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(line, place, cell, dated)
                    elif cell is not None:
                        sheet.write(line, place, cell)
            if name.startswith("hidden"):
                sheet.hide()
    return held.getvalue()


def packed(**files) -> bytes:
    """The bytes of a ZIP."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def _read(connection, folder, name, content, text=PEOPLE):
    return import_files(connection, folder, {name: content}, source=declared(folder, text))


def test_a_sheet_is_read_with_the_numbers_of_its_rows(connection, tmp_path):
    cells = [
        ["Leads of 2026"], [], HEADER, [12345, "Anna", datetime(2026, 1, 5, 9, 30)], [],
        ["00017", "Bo", datetime(2026, 1, 6)], [12345, "Cy", None], [], ["Confidential"],
    ]  # fmt: skip
    account = _read(connection, tmp_path, "people.xlsx", workbook(Sheet1=cells))
    assert (counts(account, "people"), of(account, "people").around) == ((3, 2, 1), 2)
    assert rows(connection, "people", "id, first_name, met_at, met_at_is_date_only") == [
        ("00017", "Bo", "2026-01-05 23:00:00+00", "false"), ("12345", "Anna", "2026-01-05 08:30:00+00", "false"),
    ]  # fmt: skip
    assert [reject[:2] + reject[4:] for reject in rejects(connection)] == [
        ("people.xlsx", 7, 'id "12345" already stands in row 4. Keep one of them.')
    ]


def test_a_sheet_whose_times_are_all_midnights_knows_no_clock(connection, tmp_path):
    cells = [HEADER, ["1", "Anna", datetime(2026, 1, 5)], ["2", "Bo", datetime(2026, 1, 6)]]
    _read(connection, tmp_path, "people.xlsx", workbook(Sheet1=cells))
    assert rows(connection, "people", "met_at_is_date_only") == [("true",), ("true",)]


def test_a_table_need_not_begin_at_the_first_row_of_its_sheet(connection, tmp_path):
    cells = [[], [], [None, *HEADER], [None, "1", "Anna", "2026-01-05"], [None, "1", "Bo", "2026-01-05"]]
    _read(connection, tmp_path, "people.xlsx", workbook(Sheet1=cells))
    assert [reject[1] for reject in rejects(connection)] == [5]


def test_sheets_fill_tables_by_their_names_and_hidden_ones_none(connection, tmp_path):
    book = workbook(Contacts=[HEADER, ["1"]], Notes=[["x"]], Empty=[], hidden_contacts=[HEADER, ["2"]])
    account = _read(connection, tmp_path, "export.xlsx", book)
    assert [(file.file, file.accepted) for file in account.files] == [("export.xlsx/Contacts", 1)]
    assert account.ignored == (IgnoredFile("export.xlsx/Notes"),)


def test_the_files_of_a_zip_are_read_where_they_lie(connection, tmp_path):
    parquet = io.BytesIO()
    pq.write_table(pa.table({"id": ["3"]}), parquet)
    content = packed(
        **{"data/contacts-1.csv": "id\n1\n1\n", "contacts_2.xlsx": workbook(Any=[HEADER, ["2"]]),
           "people.parquet": parquet.getvalue(), "__MACOSX/._contacts-1.csv": "x", "readme.md": "x", "other.csv": "x"}
    )  # fmt: skip
    account = _read(connection, tmp_path, "WE_1.ZIP", content)
    assert {file.file: (file.records, file.accepted) for file in account.files} == {
        "WE_1.ZIP/contacts_2.xlsx": (1, 1), "WE_1.ZIP/data/contacts-1.csv": (2, 1), "WE_1.ZIP/people.parquet": (1, 1),
    }  # fmt: skip
    assert [reject[0] for reject in rejects(connection)] == ["WE_1.ZIP/data/contacts-1.csv"]
    assert account.ignored == (IgnoredFile("WE_1.ZIP/other.csv"),)


def test_a_piece_or_a_whole_zip_can_be_left_out(connection, tmp_path):
    source = declared(tmp_path, PEOPLE)
    (tmp_path / "a.zip").write_bytes(packed(**{"contacts1.csv": "id\n1\n", "contacts2.csv": "id\n2\n"}))
    for without, left in ((("a.zip/contacts1.csv",), ["2"]), (("A.ZIP",), [])):
        read(source, tmp_path, connection, zone="UTC", now=NOW, without=without)
        assert [row[0] for row in rows(connection, "people", "id")] == left


@pytest.mark.parametrize("limits", [Limits(unpacked=100_000), Limits(ratio=50)], ids=["size", "ratio"])
def test_a_zip_bomb_is_refused(connection, tmp_path, limits):
    (tmp_path / "a.zip").write_bytes(packed(**{"contacts.csv": "id\n" + "1\n" * 20_000_000}))
    account = read(declared(tmp_path, PEOPLE), tmp_path, connection, zone="UTC", now=NOW, limits=limits)
    assert str(of(account, "people").refused).startswith("Unpacked it is ")


def test_a_zip_that_lies_about_its_size_is_measured_while_it_is_unpacked(connection, tmp_path):
    content = packed(**{"contacts.csv": "id\n" + "1\n" * 20_000_000})
    size = (3 + 40_000_000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(content.replace(size, (9).to_bytes(4, "little")))
    account = read(declared(tmp_path, PEOPLE), tmp_path, connection, zone="UTC", now=NOW)
    assert str(of(account, "people").refused).startswith(("Unpacked it is ", "It cannot be unpacked"))


def test_a_workbook_that_becomes_too_large_is_refused(connection, tmp_path):
    book = workbook(Sheet1=[HEADER, *([str(number), "Anna"] for number in range(50_000))])
    (tmp_path / "people.xlsx").write_bytes(book)
    limits = Limits(unpacked=4_000_000)
    account = read(declared(tmp_path, PEOPLE), tmp_path, connection, zone="UTC", now=NOW, limits=limits)
    assert str(of(account, "people").refused).startswith("Unpacked it is larger than 0 MB")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rubbish", b"id\n1\n", packed(a="b"), workbook(A=[], B=[])])
def test_what_only_calls_itself_a_workbook_is_refused(connection, tmp_path, content):
    account = _read(connection, tmp_path, "people.xlsx", content)
    assert of(account, "people").refused


def test_what_only_calls_itself_a_zip_is_refused_by_name(connection, tmp_path):
    with pytest.raises(InputError, match=r"a\.zip: It cannot be unpacked"):
        _read(connection, tmp_path, "a.zip", b"PK rubbish")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0" * 5_000_000, "It holds NUL bytes, first in line 1"),
        (b"id\n1\n" + b"\0" * 5_000_000, "It holds NUL bytes, first in line 3"),
        (b"x" * 5_000_000, "Its first line is longer than a million characters"),
        (b"id,first_name\n1," + b"x" * 3_000_000 + b"\n2,Bo\n", "Line 2 is longer than two million characters"),
    ],
    ids=["NULs", "NULs below", "one long line", "a long line below"],
)
def test_what_no_table_holds_is_refused(connection, tmp_path, content, words):
    account = _read(connection, tmp_path, "people.csv", content)
    assert str(of(account, "people").refused).startswith(words)
