"""The way through a CSV file without a quote, each of whose lines is a record: lines of another width are set apart.

It tells what `careful` tells of such a file, in a tenth of the time: one record too long is no reason to look at each.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import duckdb

from overlap.reading.files.careful import add_ragged, begin_ragged, width_told
from overlap.reading.files.named_columns import Header
from overlap.reading.files.plain import plain_records
from overlap.reading.files.structure import AT_ONCE, Structure
from overlap.reading.records import Given, Records, quoted

_BLANK = b" \r\n"
_FEW = 10_000  # malformed records; of a file with more of them, or with no other, the careful way tells more


@dataclass
class _Sorted:
    """How many records have the header's width, and those that do not."""

    even: int = 0
    malformed: list[tuple] = field(default_factory=list)


def unquoted_records(
    path: Path, header: Header, delimiter: str, structure: Structure, connection: duckdb.DuckDBPyConnection, copy: Path,
    above: int = 0,
) -> Records | None:  # fmt: skip
    """Fills the temporary tables `_text` and `_ragged` as `careful_records` does; `copy` holds even lines meanwhile.

    None where so many records are malformed that they are the careful way's to tell.
    """
    found = _Sorted()
    with path.open("rb") as file, copy.open("wb") as even:
        even.write(file.readline())
        number = 2 + above
        for lines in _lines(file):
            _sort(lines, number, delimiter, header.width, even, found)
            number += len(lines)
            if len(found.malformed) > _FEW:
                break
    is_told = found.even > 0 and len(found.malformed) <= _FEW and _fill(connection, copy, header, delimiter, structure)
    copy.unlink()
    if not is_told:
        return None
    ragged = len(found.malformed)
    begin_ragged(connection)
    add_ragged(connection, found.malformed)
    return Records(
        relation="_text",
        given={name: Given(quoted(name)) for name in header.positions},
        line="line",
        count=found.even + ragged,
        ragged=ragged,
        blanks=structure.blanks,
        seen=structure.seen,
    )


def _lines(file: BinaryIO) -> Iterator[list[bytes]]:
    while chunk := file.read(AT_ONCE):
        yield (chunk + file.readline()).removesuffix(b"\n").split(b"\n")


def _sort(lines: list[bytes], number: int, delimiter: str, width: int, even: BinaryIO, found: _Sorted) -> None:
    """Writes those of the header's width, each behind its number; the first is line `number` of the file."""
    between, kept = delimiter.encode(), []
    for place, line in enumerate(lines, number):
        fields = line.count(between) + 1
        if fields == width:
            kept.append(b"%d%b%b\n" % (place, between, line))
        elif line.strip(_BLANK):
            text = line.decode().rstrip("\r")
            found.malformed.append((place, text[:200], width_told(fields, width, width)))
    even.writelines(kept)
    found.even += len(kept)


def _fill(
    connection: duckdb.DuckDBPyConnection, copy: Path, header: Header, delimiter: str, structure: Structure
) -> bool:
    """Whether DuckDB reads the copy, whose first column is the line's number."""
    places = {name: place + 1 for name, place in header.positions.items()}
    read = plain_records(copy, replace(header, positions=places, width=header.width + 1), delimiter, structure)
    values = "".join(f", {given.text} as {quoted(name)}" for name, given in read.given.items())
    try:
        connection.execute(
            f"create or replace temp table _text as select cast(c0 as bigint) as line{values} from {read.relation}",
            read.bound,
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    return True
