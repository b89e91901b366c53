"""Which column of a file is which declared column: by the names it goes by, never by position."""

from collections.abc import Sequence
from dataclasses import dataclass

from overlap.contract import Column
from overlap.errors import InputError, nearest
from overlap.reading.files.flags import looks_like_flag
from overlap.reading.folding import folded
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
    """The declared columns among `names`, folded. Raises InputError: one that is used stands twice, or is absent."""
    trimmed = [" ".join(name.split()) for name in names]
    positions = {column.name: place for column in file.columns if (place := _place(column, trimmed, file)) is not None}
    used = set(positions.values())
    unknown = [name for place, name in enumerate(trimmed) if name and place not in used]
    missing = [column.name for column in file.columns if column.name not in positions]
    lacking = [column for column in file.columns if column.name in missing and file.must_hold(column)]
    if lacking:
        words = "; ".join(f"{column.called} is missing.{nearest(column.called, unknown)}" for column in lacking)
        raise InputError(f"{words} Its header has: {', '.join(filter(None, trimmed)) or 'no names'}.")
    unnamed_last = len(trimmed) - max((place + 1 for place, name in enumerate(trimmed) if name), default=0)
    flags = tuple(name for name in unknown if looks_like_flag(name))
    ignored = tuple(f"{name}{nearest(name, missing)}" for name in unknown if name not in flags)
    return Header(positions, len(trimmed), unnamed_last, ignored, flags)


def known_names(file: RawFile) -> frozenset[str]:
    """Every name a column of the file goes by, folded."""
    return frozenset(folded(name) for column in file.columns for name in column.names)


def _place(column: Column, names: list[str], file: RawFile) -> int | None:
    """Where the first of the column's names stands that the header has. Raises InputError where it stands twice."""
    for wanted in column.names:
        exact = [place for place, name in enumerate(names) if name.casefold() == wanted.casefold()]
        alike = exact or [place for place, name in enumerate(names) if name and folded(name) == folded(wanted)]
        if len(alike) > 1:
            twice = ", ".join(names[place] for place in alike)
            raise InputError(f"Its header names {twice} more than once. Keep one column of each name.")
        if alike:
            return alike[0]
    return None
