"""The pieces of an export: each a table of records as it lies in the folder, and the kind of file it is for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from overlap.errors import InputError
from overlap.reading.source import RawFile

SUFFIXES = (".csv", ".tsv", ".parquet")


@dataclass(frozen=True)
class Piece:
    """One table of records. `name` is what a person finds it by, `stem` what patterns of names are held against."""

    name: str
    stem: str
    path: Path


def pieces_of(path: Path) -> tuple[Piece, ...]:
    """The tables of records in one file of the folder: none where it is no kind we read."""
    if path.suffix.casefold() not in SUFFIXES:
        return ()
    return (Piece(path.name, path.stem, path),)


def fits(stem: str, file: RawFile) -> bool:
    """Whether a file of that name, without its ending, is of that kind."""
    return _closeness(stem, file) > 0


def sorted_out(pieces: Sequence[Piece], files: Iterable[RawFile], folder: Path) -> dict[str, tuple[Piece, ...]]:
    """Which pieces fill which table: a name fits the pattern that says most of it. Raises InputError: two for one."""
    kinds = tuple(files)
    filled: dict[str, list[Piece]] = {}
    for piece in pieces:
        closest = max((_closeness(piece.stem, file) for file in kinds), default=0)
        for file in kinds:
            if closest and _closeness(piece.stem, file) == closest:
                filled.setdefault(file.table, []).append(piece)
    for file in kinds:
        _refuse_twice(file, filled.get(file.table, []), folder)
    return {table: tuple(found) for table, found in filled.items()}


def _closeness(stem: str, file: RawFile) -> int:
    """How much of a pattern the name fits is said letter by letter, 0 where it fits none; a whole name says most."""
    said = [_said(pattern) for pattern in file.names if fnmatchcase(_plain(stem), _plain(pattern))]
    return max(said, default=0)


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")


def _said(pattern: str) -> int:
    letters = sum(character not in "*?[]" for character in pattern)
    return 2 * letters + (letters == len(pattern)) + 1


def _refuse_twice(file: RawFile, pieces: list[Piece], folder: Path) -> None:
    stems = [piece.stem.casefold() for piece in pieces]
    twice = [piece.name for piece in pieces if file.is_one or stems.count(piece.stem.casefold()) > 1]
    if len(twice) > 1:
        raise InputError(f"{folder}: {' and '.join(twice)} both fill {file.table}. Keep one of them.")
