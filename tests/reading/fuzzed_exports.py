"""Exports nobody meant to write, drawn by number: people as CSV, TSV, XLSX or packed in a ZIP, dressed and spoilt."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import xlsxwriter

HEADER = ["Record ID", "Create Date", "Deal Amount", "Origin", "Size"]
_START = datetime(2025, 1, 3, 8)
_TIMES = ["%Y-%m-%d %H:%M", "%m/%d/%Y %I:%M %p", "%d/%m/%Y", "%d.%m.%Y %H:%M", "%d %b, %Y %H:%M", "%Y%m%d"]
_ORIGINS = [
    "Google",
    "google",
    "GOOGLE ",
    "Goo\u200bgle",
    "Ünï",
    "N/A",
    "",
    'a "b"',
    "x, y",
    "x; y",
    "a\tb",
    "a\nb",
    "=1+1",
]
_TITLES = [["Leads of 2025"], ["As of 2026-01-31"], []]
_NOTICES = [[], ["Leads of 2025"], ["Copyright (c) 2000-2026 salesforce.com, inc."], ["Confidential"]]
_SPOILT = ["flip", "cut", "insert", "repeat", "NULs", "quote"]


@dataclass(frozen=True)
class Fuzzed:
    """One file. `records` are known unless its bytes were spoilt; `around` are the lines written around the table."""

    what: str
    name: str
    content: bytes
    records: int | None
    around: int = 0


def fuzzed(numbers: range) -> Iterator[Fuzzed]:
    """One file for each number."""
    for number in numbers:
        yield _one(Random(number))


def _one(chance: Random) -> Fuzzed:
    rows = _rows(chance)
    above = chance.choice([[], [], [], _TITLES])
    below = chance.choice([[], [], [], _NOTICES])
    kind = chance.choice(["csv", "csv", "tsv", "xlsx", "zip", "zip of xlsx"])
    table = [*above, HEADER, *rows, *below]
    around = sum(bool(row) for row in (*above, *below))
    if kind in ("csv", "tsv", "zip"):
        content, name = _text(table, chance, "\t" if kind == "tsv" else chance.choice(",;|")), "people.csv"
    else:
        content, name = _workbook(table), "people.xlsx"
    if kind == "tsv":
        name = "people.tsv"
    is_spoilt = chance.random() < 0.4
    way = chance.choice(_SPOILT) if is_spoilt else ""
    is_inside = kind.startswith("zip") and chance.random() < 0.5
    if is_spoilt and (not kind.startswith("zip") or is_inside):
        content = _spoil(content, way, chance)
    if kind.startswith("zip"):
        content, name = _packed(name, content), "export.zip"
        if is_spoilt and not is_inside:
            content = _spoil(content, way, chance)
    return Fuzzed(f"{kind} {way}", name, content, None if is_spoilt else len(rows), around)


def _rows(chance: Random) -> list[list[str]]:
    count = chance.choice([0, 1, 2, 5, 12, 40])
    written, point = chance.choice(_TIMES), chance.choice(".,")
    rows = [_row(number, written, point, chance) for number in range(count)]
    if rows and chance.random() < 0.2:
        rows.append(list(rows[0]))
    if rows and chance.random() < 0.2:
        rows[chance.randrange(len(rows))][chance.randrange(1, 5)] = chance.choice(
            ["31/04/2025", "??", "1e999", "9" * 40]
        )
    return rows


def _row(number: int, written: str, point: str, chance: Random) -> list[str]:
    at = _START + timedelta(days=number * 3 % 300, minutes=number * 7)
    amount = f"{chance.choice([0, 5, 1234, 98765432])}{point}{chance.randrange(1000):03}"
    dressed = chance.choice([amount, amount, f"$ {amount}", f"({amount})", ""])
    return [
        f"{number:05}",
        at.strftime(written),
        dressed,
        chance.choice(_ORIGINS),
        chance.choice(["", "7", "1,200", "-3"]),
    ]


def _text(table: list[list[str]], chance: Random, separator: str) -> bytes:
    held = io.StringIO()
    newline = chance.choice(["\n", "\r\n"])
    if chance.choice([False, True]):
        writer = csv.writer(held, delimiter=separator, lineterminator=newline, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(held, delimiter=separator, lineterminator=newline)
    writer.writerows(table)
    text = held.getvalue().replace("\u200b", "") if chance.random() < 0.5 else held.getvalue()
    encoding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"])
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def _workbook(table: list[list[str]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Export")
        for line, row in enumerate(table):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, place, cell)
    return held.getvalue()


def _packed(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"data/{name}", content)
        archive.writestr("readme.txt", "x")
    return held.getvalue()


def _spoil(content: bytes, way: str, chance: Random) -> bytes:
    data = bytearray(content)
    place = chance.randrange(len(data)) if data else 0
    if way == "flip" and data:
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del data[place:]
    elif way == "insert":
        data[place:place] = chance.randbytes(chance.choice([1, 10, 1000]))
    elif way == "repeat":
        data += data[place:]
    elif way == "NULs":
        data[place:place] = b"\0" * chance.choice([1, 100_000])
    else:
        data[place:place] = chance.choice([b'"', b'""', b"\n", b"\r", b",,,", b"\xff\xfe"])
    return bytes(data)
