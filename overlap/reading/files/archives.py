"""What is packed in a ZIP: which files, how large they become, and each unpacked when it is read, within limits."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from overlap.errors import InputError

_CHUNK = 1024 * 1024
_MOST_MEMBERS = 20_000
_JUDGED_FROM = 16 * 1024 * 1024  # a small file may be packed as tightly as it likes
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError)


@dataclass(frozen=True)
class Limits:
    """How much may come out of one ZIP: bytes, and how many times as many as it takes itself."""

    unpacked: int = 8 * 1024**3
    ratio: int = 200


def members_of(path: Path) -> tuple[str, ...]:
    """The files in a ZIP that a person put there, in order. Raises InputError: not a ZIP, or far too many files."""
    with _opened(path) as archive:
        found = archive.infolist()
    if len(found) > _MOST_MEMBERS:
        raise InputError(f"It holds {len(found)} files, more than an export has. Take out those that are needed.")
    return tuple(sorted(each.filename for each in found if not each.is_dir() and not _is_hidden(each.filename)))


def refuse_bomb(path: Path, limits: Limits) -> None:
    """Raises InputError where the files of a ZIP say that they become too large together; they are measured again."""
    with _opened(path) as archive:
        size = sum(each.file_size for each in archive.infolist())
    _refuse_size(size, path.stat().st_size, limits)


def unpacked(path: Path, member: str, target: Path, limits: Limits) -> None:
    """Writes one file of a ZIP to `target`. Raises InputError: damaged, locked, larger than allowed."""
    try:
        with _opened(path) as archive:
            entry = archive.getinfo(member)
            if entry.flag_bits & 1:
                raise InputError("It is locked with a password. Unpack it first, or export it without one.")
            with archive.open(entry) as source, target.open("wb") as copy:
                size = 0
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    _refuse_size(size, entry.compress_size, limits)
                    copy.write(chunk)
    except _UNREADABLE as error:
        raise InputError(f"It cannot be unpacked ({error}). Export it again.") from None


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _UNREADABLE as error:
        raise InputError(f"It cannot be unpacked ({error}). Export it again.") from None


def _refuse_size(size: int, packed: int, limits: Limits) -> None:
    if size > limits.unpacked:
        raise InputError(
            f"Unpacked it is larger than {limits.unpacked // 1024**2} MB, the setting unpacked_limit. Unpack it"
            " yourself, or allow more."
        )
    if size > _JUDGED_FROM and size > limits.ratio * max(packed, 1):
        raise InputError(
            f"Unpacked it is more than {limits.ratio} times as large, as no export is (the setting unpacked_ratio)."
        )


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name.replace("\\", "/")).parts)
