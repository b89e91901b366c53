"""Files that are whole or not there at all, also when the machine stops in between."""

import os
from hashlib import file_digest
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put the text at `path` in one move, and on the disk."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    synced(beside)
    beside.replace(path)
    sync_folder(path.parent)


def synced(path: Path) -> None:
    """See to it that what a file holds is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def digest_of(path: Path) -> str:
    """What the bytes of a file come to: a disk, or whoever wrote there, may have changed them since."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """See to it that the names of a folder's files are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
