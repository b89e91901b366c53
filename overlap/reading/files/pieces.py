"""The pieces of an export: each a table of records as it lies in the folder, a ZIP or a workbook, and its kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from overlap.errors import InputError
from overlap.reading.files.archives import Limits, members_of, unpacked
from overlap.reading.files.workbooks import sheets_of
from overlap.reading.source import RawFile

TEXTS, WORKBOOKS = (".csv", ".tsv", ".txt"), (".xlsx",)
PARQUET = ".parquet"
SUFFIXES = (*TEXTS, PARQUET, *WORKBOOKS, ".zip")


@dataclass(frozen=True)
class Piece:
    """One table of records. `name` is what a person finds it by, `stems` what patterns of names are held against.

    It is the file at `path`, or its `member` where that is a ZIP, and the `sheet` of it where it is a workbook.
    """

    name: str
    stems: tuple[str, ...]
    path: Path
    member: str | None = None
    sheet: str | None = None

    @property
    def suffix(self) -> str:
        """The ending that tells how it is read."""
        return PurePosixPath(self.member or self.path.name).suffix.casefold()

    @property
    def identity(self) -> str:
        """The same for two copies of it in different formats."""
        return self.name.removesuffix(PurePosixPath(self.name).suffix).casefold() if not self.sheet else self.name

    def opened(self, scratch: Path, limits: Limits) -> Path:
        """A file that holds it, unpacked below `scratch` where it must be. Raises InputError."""
        if self.member is None:
            return self.path
        target = scratch / f"unpacked{self.suffix}"
        unpacked(self.path, self.member, target, limits)
        return target


def pieces_of(path: Path, limits: Limits) -> tuple[Piece, ...]:
    """The tables of records in one file of the folder, none where it is no kind we read.

    A workbook that cannot be opened is one piece: it is refused when it is read. Raises InputError for such a ZIP.
    """
    suffix = path.suffix.casefold()
    if suffix == ".zip":
        return _packed(path)
    if suffix in WORKBOOKS:
        return _sheets(path, limits)
    return (Piece(path.name, (path.stem,), path),) if suffix in SUFFIXES else ()


def fits(stem: str, file: RawFile) -> bool:
    """Whether a file of that name, without its ending, is of that kind."""
    return _closeness((stem,), file) > 0


def sorted_out(pieces: Sequence[Piece], files: Iterable[RawFile], folder: Path) -> dict[str, tuple[Piece, ...]]:
    """Which pieces fill which table: a name fits the pattern that says most of it. Raises InputError: two for one."""
    kinds = tuple(files)
    filled: dict[str, list[Piece]] = {}
    for piece in pieces:
        closest = max((_closeness(piece.stems, file) for file in kinds), default=0)
        for file in kinds:
            if closest and _closeness(piece.stems, file) == closest:
                filled.setdefault(file.table, []).append(piece)
    for file in kinds:
        _refuse_twice(file, filled.get(file.table, []), folder)
    return {table: tuple(found) for table, found in filled.items()}


def _packed(path: Path) -> tuple[Piece, ...]:
    try:
        members = members_of(path)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None
    return tuple(
        Piece(f"{path.name}/{member}", (PurePosixPath(member.replace("\\", "/")).stem,), path, member)
        for member in members
        if PurePosixPath(member).suffix.casefold() in (*TEXTS, PARQUET, *WORKBOOKS)
    )


def _sheets(path: Path, limits: Limits) -> tuple[Piece, ...]:
    try:
        sheets = sheets_of(path, limits)
    except InputError:
        sheets = ()
    if not sheets:
        return (Piece(path.name, (path.stem,), path),)
    if len(sheets) == 1:
        return (Piece(path.name, (path.stem, sheets[0]), path, sheet=sheets[0]),)
    return tuple(Piece(f"{path.name}/{sheet}", (sheet, f"{path.stem} {sheet}"), path, sheet=sheet) for sheet in sheets)


def _closeness(stems: Sequence[str], file: RawFile) -> int:
    """How much of the pattern that a name fits is said letter by letter, 0 where none fits; a whole name says most."""
    said = [_said(pattern) for pattern in file.names for stem in stems if fnmatchcase(_plain(stem), _plain(pattern))]
    return max(said, default=0)


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")


def _said(pattern: str) -> int:
    letters = sum(character not in "*?[]" for character in pattern)
    return 2 * letters + (letters == len(pattern)) + 1


def _refuse_twice(file: RawFile, pieces: list[Piece], folder: Path) -> None:
    identities = [piece.identity for piece in pieces]
    twice = [piece.name for piece in pieces if file.is_one or identities.count(piece.identity) > 1]
    if len(twice) > 1:
        raise InputError(f"{folder}: {' and '.join(twice)} both fill {file.table}. Keep one of them.")
