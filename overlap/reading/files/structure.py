"""The structure of a CSV file, counted without parsing it: a number of records that no parser can talk us out of."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from overlap.errors import InputError
from overlap.reading.files.encoding import CHUNK
from overlap.reading.records import Blanks

_LONGEST_LINE = 1024 * 1024
AT_ONCE = 256 * 1024  # so much stays in the processor's cache, where it is looked at several times
_BLANK_LINE = re.compile(rb"(?m)^\n")


@dataclass(frozen=True)
class Structure:
    """`records` counts lines outside quotes without the header and blank ones; it holds only where `is_plain`.

    `is_plain`: one kind of newline, as many fields as the records should have, and every quote where a quoted field may
    begin or end, so that a strict parser has nothing to guess. `is_line_each`: record n stands in line n + 1.
    `is_unquoted`: without a quote, so that every line is a record of its own, of whatever width.
    `blanks` may stand around a value. `seen` are the words looked for that it holds.
    """

    records: int
    is_plain: bool
    is_line_each: bool
    is_unquoted: bool
    blanks: Blanks
    seen: frozenset[str]


@dataclass
class _Scan:
    """What was seen so far; each chunk ends with a line, so that no "\\r\\n" is cut in two."""

    delimiter: str
    words: tuple[str, ...]
    seen: set[str] = field(default_factory=set)
    is_inside: bool = False
    is_plain: bool = True
    has_quotes: bool = False
    delimiters: int = 0
    has_odd_blanks: bool = False
    has_spaces: bool = False
    is_broken: bool = False
    lines: int = 0
    newlines: int = 0
    pairs: int = 0
    blank: int = 0
    last: bytes = b"\n"

    def see(self, chunk: bytes) -> None:
        """Counts one more chunk. Raises InputError where it holds NUL bytes."""
        if b"\0" in chunk:
            line = self.lines + chunk[: chunk.index(b"\0")].count(b"\n") + 1
            raise InputError(f"It holds NUL bytes, first in line {line}. Save it as CSV UTF-8.")
        if self.lines == 0:
            self._see_header(chunk.partition(b"\n")[0].removeprefix(codecs.BOM_UTF8).rstrip(b"\r"))
        outside = chunk
        if self.is_inside or b'"' in chunk:
            self.has_quotes = True
            outside, self.is_inside = _outside(chunk, self.is_inside)
            self.is_plain = self.is_plain and not _has_stray(outside.removeprefix(codecs.BOM_UTF8), self.delimiter)
        self._see_blanks(chunk, outside)
        self.seen.update(word for word in self.words if word.encode() in chunk)
        self._see_newlines(outside)
        self.lines += chunk.count(b"\n")
        self.last = chunk[-1:]

    def _see_header(self, line: bytes) -> None:
        # The fast way skips one line: after a blank one, or half a header, the rest would stand among the records.
        if not line.strip() or line.count(b'"') % 2 or b"\r" in line:
            self.is_plain = False

    def _see_blanks(self, chunk: bytes, outside: bytes) -> None:
        # In a file with tabs between the values, only a quoted value can hold one.
        has_tab = outside is not chunk if self.delimiter == "\t" else b"\t" in chunk
        if outside is not chunk and any(chunk.count(end) != outside.count(end) for end in (b"\r", b"\n")):
            self.is_broken = True
        self.has_odd_blanks = (
            self.has_odd_blanks or has_tab or self.is_broken or (not chunk.isascii() and b"\xc2\xa0" in chunk)
        )
        self.has_spaces = self.has_spaces or _has_space_around(chunk, self.delimiter)

    def _see_newlines(self, outside: bytes) -> None:
        if b"\r" in outside:
            pairs = outside.count(b"\r\n")
            self.is_plain = self.is_plain and outside.count(b"\r") == pairs
            self.pairs += pairs
            outside = outside.replace(b"\r\n", b"\n")
        places = _places(outside, "\n")
        if outside.startswith(b"\n") or bool((np.diff(places) == 1).any()):
            self.blank += len(_BLANK_LINE.findall(outside))
        self.newlines += len(places)
        self.delimiters += _count(outside, self.delimiter)

    def result(self, width: int) -> Structure:
        """The structure of the whole file, whose header has `width` fields."""
        is_open_ended = self.last != b"\n"
        records = max(self.newlines + is_open_ended - self.blank - 1, 0)
        # DuckDB refuses a field too few, but drops empty fields too many: the sum of all tells.
        is_even = self.delimiters == (records + 1) * (width - 1)
        is_regular = self.is_plain and self.pairs in (0, self.newlines)
        return Structure(
            records=records,
            is_plain=is_regular and is_even and not self.is_inside,
            is_line_each=self.blank == 0 and not self.is_broken,
            is_unquoted=is_regular and not self.has_quotes,
            blanks="any" if self.has_odd_blanks else "spaces" if self.has_spaces else "none",
            seen=frozenset(self.seen),
        )


def scan(
    path: Path, delimiter: str, width: int, on_bytes: Callable[[int], None], words: tuple[str, ...] = ()
) -> Structure:
    """Counts a UTF-8 file in bounded memory, and looks for `words`. Raises InputError where it holds NUL bytes."""
    seen = _Scan(delimiter, words)
    with path.open("rb") as file:
        told = 0
        while chunk := file.read(AT_ONCE):
            chunk += file.readline(_LONGEST_LINE)
            if not chunk.endswith(b"\n") and file.peek(1):
                seen.is_plain = False
            seen.see(chunk)
            told += len(chunk)
            if told >= CHUNK:
                on_bytes(told)
                told = 0
        on_bytes(told)
    return seen.result(width)


def _count(text: bytes, character: str) -> int:
    # Where a character is frequent, this takes a fifth of the time of `bytes.count`.
    return int(np.count_nonzero(np.frombuffer(text, dtype=np.uint8) == ord(character)))


def _places(text: bytes, character: str) -> np.ndarray:
    return np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord(character))


def _has_space_around(text: bytes, delimiter: str) -> bool:
    """Whether a space may stand at either end of a value."""
    if text.startswith(b" ") or text.endswith(b" "):
        return True
    characters, places = np.frombuffer(text, dtype=np.uint8), _places(text, " ")
    ends = np.isin(np.arange(256), [ord(character) for character in delimiter + '\r\n"'])
    return bool(ends[characters[places - 1]].any() or ends[characters[places + 1]].any())


def _has_stray(text: bytes, delimiter: str) -> bool:
    """Whether a quote stands where no quoted field begins or ends. A regular expression takes ten times as long."""
    characters = np.frombuffer(text, dtype=np.uint8)
    quotes = _places(text, '"')
    before = characters[quotes[quotes > 0] - 1]
    after = characters[quotes[quotes < len(text) - 1] + 1]
    return bool(_other_than(before, delimiter + '\n"') or _other_than(after, delimiter + '\r\n"'))


def _other_than(characters: np.ndarray, allowed: str) -> bool:
    is_other = np.ones(256, dtype=bool)
    is_other[[ord(character) for character in allowed]] = False
    return bool(is_other[characters].any())


def _outside(chunk: bytes, inside: bool) -> tuple[bytes, bool]:
    """(what stands outside quotes, one `"` for each quoted stretch; whether the chunk ends inside one)."""
    parts = chunk.split(b'"')
    ends_inside = inside != (len(parts) % 2 == 0)
    outside = b'"'.join(parts[inside::2])
    return (b'"' if inside else b"") + outside + (b'"' if ends_inside else b""), ends_inside
