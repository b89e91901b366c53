"""The way through a CSV file without a quote, each of whose lines is a record: lines of another width are set apart.

It tells what `careful` tells of such a file, in a tenth of the time: one record too long is no reason to look at each.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import duckdb
import numpy as np
import polars as pl

from overlap.reading.files.careful import add_ragged, begin_ragged, width_told
from overlap.reading.files.named_columns import Header
from overlap.reading.files.plain import plain_records
from overlap.reading.files.structure import AT_ONCE, Structure
from overlap.reading.records import Given, Records, quoted

_BLANK = b" \r\n"
_FEW = 10_000  # malformed records; of a file with more of them, or with no other, the careful way tells more


@dataclass
class _Sorted:
    """The numbers of the lines that have the header's width, and the records that do not."""

    even: list[np.ndarray] = field(default_factory=list)
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
        while chunk := file.read(AT_ONCE):
            number += _sort(chunk + file.readline(), number, delimiter, header.width, even, found)
            if len(found.malformed) > _FEW:
                break
    lines = np.concatenate([*found.even, np.zeros(0, np.int64)])
    is_told = len(lines) > 0 and len(found.malformed) <= _FEW
    is_told = is_told and _fill(connection, copy, header, delimiter, structure, lines)
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
        count=len(lines) + ragged,
        ragged=ragged,
        blanks=structure.blanks,
        seen=structure.seen,
    )


def _sort(chunk: bytes, number: int, delimiter: str, width: int, even: BinaryIO, found: _Sorted) -> int:
    """Writes the lines of the header's width, and how many lines there are; the first is line `number` of the file."""
    chunk = chunk.removesuffix(b"\n") + b"\n"
    letters = np.frombuffer(chunk, np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    fields = np.diff(np.searchsorted(np.flatnonzero(letters == ord(delimiter)), ends), prepend=0) + 1
    is_even = fields == width
    starts = np.concatenate([[0], ends[:-1] + 1])
    odd = np.flatnonzero(~is_even)
    # Between two lines that are set apart, all are written at once.
    for first, after in zip(np.concatenate([[0], odd + 1]), np.concatenate([odd, [len(ends)]]), strict=True):
        if first < after:
            even.write(chunk[starts[first] : ends[after - 1] + 1])
    for place in odd.tolist():
        line = chunk[starts[place] : ends[place]]
        if line.strip(_BLANK):
            text = line.decode().rstrip("\r")
            found.malformed.append((number + place, text[:200], width_told(int(fields[place]), width, width)))
    found.even.append(np.flatnonzero(is_even) + number)
    return len(ends)


def _fill(
    connection: duckdb.DuckDBPyConnection, copy: Path, header: Header, delimiter: str, structure: Structure,
    lines: np.ndarray,
) -> bool:  # fmt: skip
    """Whether DuckDB reads the copy, each record beside its number in `lines`."""
    read = plain_records(copy, header, delimiter, structure)
    values = "".join(f", {given.text} as {quoted(name)}" for name, given in read.given.items())
    connection.register("_line_numbers", pl.DataFrame({"line": lines}))
    try:
        connection.execute(
            f"create or replace temp table _text as select line{values} "
            f"from _line_numbers positional join {read.relation}",
            read.bound,
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    finally:
        connection.unregister("_line_numbers")
    return True
