"""The table in a text file: its separator and header found, what stands above and below it left out and counted."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from overlap.errors import InputError
from overlap.reading.files.encoding import CHUNK
from overlap.reading.finding.surroundings import LOOKED_AT, footer_rows, header_row
from overlap.reading.folding import folded
from overlap.reading.source.raw_file import Told

DELIMITERS = (",", ";", "\t", "|")
LONGEST_LINE = 1024 * 1024
_HEAD = 4 * LONGEST_LINE
_TAIL = 256 * 1024


@dataclass(frozen=True)
class Layout:
    """A text whose first line is the header. `above` are the lines cut off there, `around` all that are no records."""

    path: Path
    names: tuple[str, ...]
    delimiter: str
    above: int = 0
    around: int = 0


@dataclass(frozen=True)
class _Row:
    """One row of the head as a delimiter reads it, and the physical line (from 0) in which it begins."""

    cells: tuple[str, ...]
    line: int


def laid_out(text: Path, known: Collection[str], scratch: Path, told: Told) -> Layout:
    """The table in a UTF-8 text whose columns go by the `known` names (folded). Raises InputError: no header."""
    lines = _head(text)
    best = _best(lines, known, (told.separator,) if told.separator else DELIMITERS, told.skip)
    if best is None:
        raise InputError("Its header line has a quote that is never closed. Correct the line or export the file again.")
    row, delimiter = best
    below, cut = _below(text, delimiter, len(row.cells), told.footer)
    blank = sum(not line.strip() for line in lines[: row.line])
    # Blank lines alone above the header need no copy: whoever reads the file counts and skips them.
    above = row.line if row.line > blank else 0
    if not above and not cut:
        return Layout(text, row.cells, delimiter)
    copy = _copied(text, scratch, sum(len(line.encode()) for line in lines[:above]), cut)
    return Layout(copy, row.cells, delimiter, above, (above - blank if above else 0) + below)


def header_of(text: Path, known: Collection[str]) -> tuple[tuple[str, ...], str]:
    """(the names of the header in a file that begins with it, the delimiter). Raises InputError: no header."""
    best = _best(_head(text), {folded(name) for name in known}, DELIMITERS, None)
    if best is None:
        raise InputError("Its header line has a quote that is never closed. Correct the line or export the file again.")
    return best[0].cells, best[1]


def _head(text: Path) -> list[str]:
    """The first lines, in bounded memory. Raises InputError: none, or no text."""
    with text.open("rb") as file:
        head = file.read(_HEAD)
    if b"\0" in head:
        line = head[: head.index(b"\0")].count(b"\n") + 1
        raise InputError(f"It holds NUL bytes, first in line {line}. Save it as CSV UTF-8.")
    start = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="ignore")
    lines = list(StringIO(start, newline=""))
    if not start.strip():
        raise InputError("It is empty. Export it again, with a header line.")
    if len(lines[0]) > LONGEST_LINE or (len(lines) == 1 and len(head) == _HEAD):
        raise InputError("Its first line is longer than a million characters: it is no table. Export it again.")
    return lines[: 4 * LOOKED_AT]


def _best(
    lines: Sequence[str], known: Collection[str], delimiters: Sequence[str], skip: int | None
) -> tuple[_Row, str] | None:
    """The row that is the header and the delimiter that yields most known names, or most names."""
    found = []
    refused = 0
    for delimiter in delimiters:
        rows = _rows(lines[skip or 0 :], delimiter, skip or 0)
        if not rows:
            refused += 1
            continue
        place = 0 if skip is not None else header_row([row.cells for row in rows[:LOOKED_AT]], known)
        names = rows[place].cells
        said = sum(folded(name) in known for name in names)
        found.append((said, len(names), -delimiters.index(delimiter), rows[place], delimiter))
    if not found:
        return None
    said, _, _, row, delimiter = max(found, key=lambda one: one[:3])
    return None if refused and not said else (row, delimiter)


def _rows(lines: Sequence[str], delimiter: str, line: int) -> list[_Row]:
    """The rows that are not blank, as far as a strict parser takes them; a row that swallows others ends them."""
    rows: list[_Row] = []
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while len(rows) < LOOKED_AT:
        begin = reader.line_num
        try:
            cells = tuple(next(reader))
        except (csv.Error, StopIteration):
            break
        read = lines[begin : reader.line_num]
        if any(len(fields) == len(cells) > 1 for fields in _inside(read[1:], delimiter)):
            break
        if "".join(read).strip():
            rows.append(_Row(cells, line + begin))
    return rows


def _inside(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader((line.replace('"', "") for line in lines), delimiter=delimiter)


def _below(text: Path, delimiter: str, width: int, words: tuple[str, ...]) -> tuple[int, int]:
    """(how many lines below the table are no records, blank ones aside; how many bytes they take, with those)."""
    size = text.stat().st_size
    with text.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    lines = tail.splitlines(keepends=True)[-LOOKED_AT:]
    if len(lines) < 2 or size == 0:
        return 0, 0
    lines = lines[1:]  # the first may be cut, or be the header
    rows = []
    for line in reversed(lines):
        if line.count(b'"') % 2:
            break
        cells = next(csv.reader([line.decode("utf-8", errors="replace").rstrip("\r\n")], delimiter=delimiter), [])
        rows.insert(0, cells)
    count = footer_rows(rows, width, words)
    if not count:
        return 0, 0
    filled = sum(any(cell.strip() for cell in row) for row in rows[-count:])
    return filled, sum(len(line) for line in lines[-count:])


def _copied(text: Path, scratch: Path, above: int, below: int) -> Path:
    """The text without so many bytes at its begin and end."""
    target = scratch / f"{text.name}.table"
    with text.open("rb") as source, target.open("wb") as copy:
        mark = 3 if source.read(3) == b"\xef\xbb\xbf" else 0
        source.seek(mark + above)
        left = text.stat().st_size - mark - above - below
        while left > 0 and (chunk := source.read(min(CHUNK, left))):
            copy.write(chunk)
            left -= len(chunk)
    return target
