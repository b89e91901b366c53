"""Which column of a file is which declared column: by name, never by position."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from overlap.errors import InputError, nearest
from overlap.reading.flags import looks_like_flag
from overlap.reading.source import RawFile


@dataclass(frozen=True)
class Header:
    """Where each declared column stands (from 0) in a record of `width` fields. Unnamed last fields may be left out.

    Names that nothing is read from are `ignored`, or `flags` where they may tell which records count at all.
    """

    positions: dict[str, int]
    width: int
    unnamed_last: int
    ignored: tuple[str, ...]
    flags: tuple[str, ...]


def match(names: Sequence[str], file: RawFile) -> Header:
    """The declared columns among `names`, in any case, blanks folded. Raises InputError: a name twice or absent."""
    trimmed = [" ".join(name.split()) for name in names]
    _refuse_duplicates(trimmed)
    standing = {name.casefold(): position for position, name in enumerate(trimmed) if name}
    declared = {column.name.casefold(): column.name for column in file.columns}
    positions = {name: standing[folded] for folded, name in declared.items() if folded in standing}
    unknown = [name for name in trimmed if name and name.casefold() not in declared]
    missing = [column.name for column in file.columns if column.name not in positions]
    lacking = [name for name in missing if file.must_hold(_column(file, name))]
    if lacking:
        words = "; ".join(f"{name} is missing.{nearest(name, unknown)}" for name in lacking)
        raise InputError(f"{words} Its header has: {', '.join(filter(None, trimmed)) or 'no names'}.")
    unnamed_last = len(trimmed) - max((place + 1 for place, name in enumerate(trimmed) if name), default=0)
    flags = tuple(name for name in unknown if looks_like_flag(name))
    ignored = tuple(f"{name}{nearest(name, missing)}" for name in unknown if name not in flags)
    return Header(positions, len(trimmed), unnamed_last, ignored, flags)


def _refuse_duplicates(names: list[str]) -> None:
    counts = Counter(name.casefold() for name in names if name)
    twice = [name for name in dict.fromkeys(names) if counts[name.casefold()] > 1]
    if twice:
        raise InputError(f"Its header names {', '.join(twice)} more than once. Keep one column of each name.")


def _column(file: RawFile, name: str):
    return next(column for column in file.columns if column.name == name)
