"""The careful way through any CSV file: record by record, with true line numbers, malformed records set apart.

Line numbers are physical: the header is usually 1, blank lines and the lines of a quoted text count.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import TextIO

import duckdb
import polars as pl

from overlap.errors import InputError
from overlap.reading.files.named_columns import Header
from overlap.reading.records import Given, Records, quoted

MANY = 10  # so many records and not one good: the file is refused, not its records
_BATCH = 20_000
_LONGEST_RECORD = 2 * 1024 * 1024

csv.field_size_limit(_LONGEST_RECORD)


@dataclass
class _Lines:
    """The physical lines of a file, remembering those of the record being read."""

    lines: Iterator[str]
    delimiter: str
    number: int = 0
    record: list[str] = field(default_factory=list)
    length: int = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.number += 1
            self.length += len(line)
            self.record.append(line)
            if self.length > _LONGEST_RECORD:
                raise self.endless() if len(self.record) == 1 else self.unclosed()
            yield line

    def begin(self) -> None:
        """A new record begins after the lines read so far."""
        self.record.clear()
        self.length = 0

    @property
    def start(self) -> int:
        """The line in which the record being read begins."""
        return self.number - len(self.record) + 1

    def endless(self) -> InputError:
        """The refusal of a line that no record of a table fills."""
        return InputError(f"Line {self.number} is longer than two million characters. Shorten its texts.")

    def unclosed(self) -> InputError:
        """The refusal that names where the last quote of the record opens."""
        opening = _opening("".join(self.record), self.delimiter)
        ends = accumulate(len(line) for line in self.record)
        line = self.start + sum(end <= opening for end in ends)
        return InputError(
            f"The quote that opens in line {line} is not closed where its field ends."
            ' Close it, or write a quote inside a text as "".'
        )


def careful_records(
    path: Path, header: Header, delimiter: str, connection: duckdb.DuckDBPyConnection, above: int = 0
) -> Records:
    """Fills the temporary tables `_text` and `_ragged`; `above` lines stood before those of the file.

    Raises InputError: an unclosed quote, or not one of many records has the header's width.
    """
    names = list(header.positions)
    columns = "".join(f", {quoted(name)} varchar" for name in names)
    connection.execute(f"create or replace temp table _text (line bigint{columns})")
    begin_ragged(connection)
    good: list[tuple] = []
    bad: list[tuple] = []
    good_count = bad_count = 0
    places = list(header.positions.values())
    with path.open("r", encoding="utf-8-sig", newline="") as file:
        for line, fields, reason in _records(_Lines(_bounded(file), delimiter, above), header):
            if reason is None:
                good.append((line, *(fields[place] if place < len(fields) else None for place in places)))
                good_count += 1
            else:
                bad.append((line, delimiter.join(fields)[:200], reason))
                bad_count += 1
            if len(good) + len(bad) >= _BATCH:
                _flush(connection, "_text", good, names)
                add_ragged(connection, bad)
    _flush(connection, "_text", good, names)
    add_ragged(connection, bad)
    if bad_count >= MANY and not good_count:
        raise InputError(
            f"None of its {bad_count} records has the {header.width} fields of its header. Export it again."
        )
    return Records(
        relation="_text",
        given={name: Given(quoted(name)) for name in names},
        line="line",
        count=good_count + bad_count,
        ragged=bad_count,
    )


def begin_ragged(connection: duckdb.DuckDBPyConnection) -> None:
    """No record is malformed yet."""
    connection.execute("create or replace temp table _ragged (line bigint, value varchar, reason varchar)")


def add_ragged(connection: duckdb.DuckDBPyConnection, malformed: list[tuple]) -> None:
    """Malformed records: (line, how it begins, what is wrong with it). The list is empty afterwards."""
    _flush(connection, "_ragged", malformed, ["value", "reason"])


def width_told(fields: int, width: int, least: int) -> str:
    """What is wrong with a record of so many fields."""
    noun = "field" if fields == 1 else "fields"
    remedy = "Complete it." if fields < least else "Quote a text that holds the separator."
    return f"has {fields} {noun}, expected {width}. {remedy}"


def _bounded(file: TextIO) -> Iterator[str]:
    """The lines of a file; one that does not end is given in pieces, and refused before it fills the memory."""
    while line := file.readline(_LONGEST_RECORD + 1):
        yield line


def _records(lines: _Lines, header: Header) -> Iterator[tuple[int, list[str], str | None]]:
    """(line, fields, None or why the record is malformed) of every record below the header."""
    reader = csv.reader(lines, delimiter=lines.delimiter, strict=True)
    least = header.width - header.unnamed_last
    is_header_read = False
    while True:
        lines.begin()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # Within one line the damage ends with the line; beyond it, an open quote has swallowed other records.
            if len(lines.record) > 1 or "unexpected end" in str(error):
                raise lines.unclosed() from None
            yield lines.start, [lines.record[0].rstrip("\r\n")], 'has a quote inside a text. Write it as "".'
            continue
        if len(lines.record) == 1 and not lines.record[0].strip(" \r\n"):
            continue
        if not is_header_read:
            is_header_read = True
        elif least <= len(fields) <= header.width:
            yield lines.start, fields, None
        elif len(lines.record) > 1 and _swallowed(lines, header.width):
            raise lines.unclosed()
        else:
            yield lines.start, fields, width_told(len(fields), header.width, least)


def _flush(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple], names: list[str]) -> None:
    if not rows:
        return
    schema = {"line": pl.Int64, **dict.fromkeys(names, pl.String)}
    batch = connection.from_arrow(pl.DataFrame(rows, schema=schema, orient="row").to_arrow())
    batch.insert_into(table)
    rows.clear()


def _swallowed(lines: _Lines, width: int) -> bool:
    """Whether a line inside the record is a record of its own: a quote opened before it and was closed by accident."""
    inner = csv.reader((line.replace('"', "") for line in lines.record[1:]), delimiter=lines.delimiter)
    return width > 1 and any(len(fields) == width for fields in inner)


def _opening(text: str, delimiter: str) -> int:
    """Where the last quoted field opens, up to the first character a strict parser refuses."""
    opened, is_open, is_start, place = 0, False, True, 0
    while place < len(text):
        character = text[place]
        if is_open:
            if character == '"' and text[place + 1 : place + 2] == '"':
                place += 1
            elif character == '"':
                is_open = False
                if text[place + 1 : place + 2] not in ("", delimiter, "\r", "\n"):
                    return opened
        elif character == '"' and is_start:
            opened, is_open = place, True
        is_start = not is_open and character in (delimiter, "\r", "\n")
        place += 1
    return opened
