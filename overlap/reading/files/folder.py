"""The export folder: which of its files fills which raw table, which is absent, and which nobody asked for."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from overlap.errors import InputError, UsageError, nearest
from overlap.reading.files.archives import Limits
from overlap.reading.files.pieces import SUFFIXES, Piece, fits, pieces_of, sorted_out
from overlap.reading.source import RawFile, Source
from overlap.reading.source.deletions import kinds

DEFAULT_LIMITS = Limits()
_NOT_DATA = ("house.toml",)


@dataclass(frozen=True)
class IgnoredFile:
    """A file of the folder that the source does not know, and the file name it may have meant."""

    file: str
    nearest: str | None = None


@dataclass(frozen=True)
class Found:
    """The pieces of each supplied raw table, and the rest of the folder."""

    pieces: dict[str, tuple[Piece, ...]]
    ignored: tuple[IgnoredFile, ...]


def find(
    source: Source,
    folder: Path,
    without: Sequence[str] = (),
    limits: Limits = DEFAULT_LIMITS,
    *,
    is_whole: bool = True,
) -> Found:
    """The files of `source` in `folder`; what is not `is_whole` holds changes only, of whatever has changed.

    Raises InputError (no folder, a required file missing, two files for one table), UsageError (`without` names none).
    """
    names = _names(folder)
    files = [name for name in names if (folder / name).is_file()]
    inside = [piece for name in files for piece in pieces_of(folder / name, limits)]
    left_out = {_left_out(name, [*names, *(piece.name for piece in inside)], folder) for name in without}
    present = [name for name in files if name not in left_out]
    _refuse_other_than_files(source, folder, [name for name in names if name not in {*files, *left_out}])
    standing = [piece for piece in inside if not left_out & {piece.name, piece.path.name}]
    pieces = sorted_out(standing, kinds(source), folder)
    if is_whole:
        _demand_required(source, folder, pieces, left_out)
    elif not pieces:
        raise InputError(f"{folder} holds no file of {source.name}. Found: {', '.join(present) or 'no files'}.")
    taken = {piece for found in pieces.values() for piece in found}
    unread = dict.fromkeys(piece.name for piece in standing if piece not in taken)
    unread |= dict.fromkeys(name for name in present if not any(piece.path.name == name for piece in inside))
    ignored = tuple(_ignored(name, source, pieces) for name in sorted(unread))
    return Found(pieces, ignored)


def _names(folder: Path) -> list[str]:
    """What stands in the folder but hidden things and house.toml, in order of name."""
    try:
        if not folder.is_dir():
            raise InputError(f"There is no folder {folder}. Name the folder that holds the export.")
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be read ({error.strerror}). Check its name and rights.") from None
    return [name for name in names if not name.startswith(".") and name not in _NOT_DATA]


def _refuse_other_than_files(source: Source, folder: Path, names: list[str]) -> None:
    """A folder, pipe, device or broken link named like a file would otherwise pass for a file that is not supplied."""
    for name in names:
        if any(_matches(name, file) for file in source.files):
            what = kind_of(folder / name)
            raise InputError(f"{folder / name} is {what}, not a file. Put the file itself there, or take it away.")


def kind_of(path: Path) -> str:
    """What a path that is no file is instead, in words."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "a link that leads nowhere"
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a named pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def _left_out(name: str, names: list[str], folder: Path) -> str:
    for known in names:
        if known.casefold() == name.casefold():
            return known
    raise UsageError(f'There is no "{name}" in {folder} to leave out.{nearest(name, names)}')


def _matches(name: str, file: RawFile) -> bool:
    path = Path(name)
    return path.suffix.casefold() in SUFFIXES and fits(path.stem, file)


def _demand_required(source: Source, folder: Path, pieces: dict[str, tuple[Piece, ...]], left_out: set[str]) -> None:
    for file in source.files:
        if not file.required or file.table in pieces:
            continue
        for name in left_out:
            if _matches(name, file):
                raise InputError(f'{name} cannot be left out: nothing of "{source.name}" can be read without it.')
        present = sorted(path.name for path in folder.iterdir() if path.is_file())
        found = f"Found: {', '.join(present)}." if present else "It holds no files."
        raise InputError(f"{folder} has no {file.expected} (or .parquet).{nearest(file.expected, present)} {found}")


def _ignored(name: str, source: Source, pieces: dict[str, tuple[Piece, ...]]) -> IgnoredFile:
    absent = {file.expected: file.table for file in source.files if file.table not in pieces}
    near = get_close_matches(name.casefold(), list(absent), n=1, cutoff=0.75)
    return IgnoredFile(name, near[0] if near else None)
