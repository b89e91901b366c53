"""Which files stand below a folder, and since when: what was made of them holds as long as that is the same."""

import os
from collections.abc import Iterator
from pathlib import Path

Standing = tuple[tuple[str, int, int], ...]


def standing(folder: Path, suffix: str) -> Standing:
    """Path, time of the last change and size of every file with the suffix, at any depth; folder by folder, by name."""
    return tuple(sorted(_found(folder, suffix), key=lambda file: file[0].replace(os.sep, "\0")))


def _found(folder: Path | str, suffix: str) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _found(entry.path, suffix)
                elif entry.name.endswith(suffix):
                    status = entry.stat()
                    yield entry.path, status.st_mtime_ns, status.st_size
    except FileNotFoundError:
        return  # no folder, no files
