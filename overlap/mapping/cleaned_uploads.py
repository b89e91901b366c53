"""Kept uploads cleaned of a person: records go out of text files, and a packed file that may hold them goes whole."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from overlap.folders import PRIVATE_FILE
from overlap.reading.folding import folded

_TEXT = (".csv", ".tsv", ".txt")
_ENCODINGS = ("utf-8-sig", "cp1252")
_DELIMITERS = ",;\t|"
_OF_IDS = ("id", "ids", "vid", "number", "no", "nr", "key", "code", "lead", "contact", "person", "record", "member")


def clean(folder: Path, texts: frozenset[str]) -> tuple[str, ...]:
    """Clean every file below the folder; the names of those that were changed or taken away."""
    return tuple(path.name for path in _files(folder) if _cleaned(path, texts))


def holding(folder: Path, texts: frozenset[str]) -> tuple[str, ...]:
    """The names of the files that `clean` would change or take away."""
    return tuple(path.name for path in _files(folder) if _is_packed(path) or len(_left(path, texts)[1]))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _cleaned(path: Path, texts: frozenset[str]) -> bool:
    if _is_packed(path):
        path.unlink()
        return True
    kept, gone, delimiter = _left(path, texts)
    if not gone:
        return False
    beside = path.with_name(f".{path.name}.cleaned")
    with beside.open("w", encoding="utf-8", newline="") as file:
        beside.chmod(PRIVATE_FILE)
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(kept)
    beside.replace(path)
    return True


def _is_packed(path: Path) -> bool:
    return path.suffix.casefold() not in _TEXT


def _left(path: Path, texts: frozenset[str]) -> tuple[list[list[str]], list[list[str]], str]:
    """The records that stay, those that name the person, and what separates their fields."""
    text = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    kept: list[list[str]] = []
    gone: list[list[str]] = []
    records = _records(text, delimiter)
    header = next(records, [])
    holds_ids = [folded(name).endswith(_OF_IDS) for name in header]
    # Without a header, the first record may be theirs.
    (gone if _is_about(header, [], texts) else kept).append(header)
    for record in records:
        (gone if _is_about(record, holds_ids, texts) else kept).append(record)
    return kept, gone, delimiter


def _is_about(record: list[str], holds_ids: list[bool], texts: frozenset[str]) -> bool:
    """Whether a field is or holds an address of theirs, or is their id: a number is one only where ids stand.

    "101" may as well be how many work there; where no column says that it holds ids, any may.
    """
    may_be_counts = any(holds_ids) and len(record) == len(holds_ids)
    return any(
        _names(field, texts) and not (may_be_counts and not is_id and field.strip().isdecimal())
        for field, is_id in zip(record, holds_ids if may_be_counts else [True] * len(record), strict=True)
    )


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _names(field: str, texts: frozenset[str]) -> bool:
    said = field.strip().lower()
    return said in texts or any("@" in text and text in said for text in texts)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
