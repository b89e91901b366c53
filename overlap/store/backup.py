"""The store in one file: a consistent copy with whose it is, and the way back that never leaves half a store."""

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from overlap import __version__
from overlap.errors import InputError, StoreError
from overlap.folders import PRIVATE_FILE, private_folder
from overlap.store.engine import BUSY_SECONDS, sqlite_file
from overlap.store.store import open_store

BACKUP = ".backup"
_STORE, _HOUSE, _MANIFEST, _FORGOTTEN = "store.db", "house.json", "manifest.json", "forgotten.json"


@dataclass(frozen=True)
class Backup:
    """What a backup says about itself. Times are ISO texts."""

    house_id: str | None
    made_at: str
    app_version: str
    rows: dict[str, int]


def back_up(
    place: str | Path,
    file: Path,
    house_id: str | None,
    manifest: dict[str, Any],
    at: datetime,
    forgotten: str | None = None,
) -> Backup:
    """Write the store as it is now into `file`, whole or not at all; people may write on meanwhile.

    `manifest` is the published generation's: it says what the rows were written beside. `forgotten` is the list of who
    is, which keeps them forgotten wherever the backup is restored. Raises StoreError.
    """
    source = sqlite_file(place, "Use pg_dump, or your database's own tool.")
    with open_store(place, house_id) as store:
        found = Backup(store.house_id, at.astimezone(UTC).isoformat(), __version__, store.counts())
    try:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            copy, packed = Path(folder) / _STORE, Path(folder) / "packed"
            _copy(source, copy)
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, _STORE)
                archive.writestr(_HOUSE, json.dumps(vars(found), indent=1))
                archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
                if forgotten:
                    archive.writestr(_FORGOTTEN, forgotten)
            packed.chmod(PRIVATE_FILE)
            _synced(packed)
            packed.replace(file)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error}.") from error
    return found


def restore(place: str | Path, file: Path, house_id: str | None, at: datetime) -> tuple[Backup, Path | None]:
    """Put the store of a backup in the place of the one there; where that one now lies, None when there was none.

    What was there lies beside it as a backup of its own, to be restored in turn; a damaged one as it was. A running
    app shows the restored rows with its next question. Raises InputError for a file that is no whole backup, StoreError
    for another house's (`house_id`, where the warehouse has one) or a newer Overlap's.
    """
    target = sqlite_file(place, "Use pg_restore, or your database's own tool.")
    try:
        private_folder(target.parent)
    except OSError as error:
        raise StoreError(f"The store cannot be put into {target.parent}: {error}.") from error
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        said = _unpack(file, Path(folder))
        fresh = Path(folder) / _STORE
        there, revisions = _known(target)
        with open_store(fresh, house_id or there) as store:
            _refuse_lost(said.rows, store.counts(), file)
            if store.house_id != said.house_id:
                raise InputError(
                    f"{file} says it is of company {said.house_id}, its store of company {store.house_id}."
                )
            store.outrun(revisions)
        kept = _set_aside(target, there, at) if target.exists() else None
        # SQLite's own copying is one transaction in the target: those who have it open see the old rows or the new.
        _copy(fresh, target)
    return said, kept


def forgotten_in(file: Path) -> str | None:
    """The list of who is forgotten that a backup carries, if it does. Raises InputError for no whole backup."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.read(_FORGOTTEN).decode() if _FORGOTTEN in archive.namelist() else None
    except FileNotFoundError:
        raise InputError(f"There is no file {file}.") from None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise InputError(f"{file} is no whole backup of Overlap: {error}. Take another one.") from error


def _unpack(file: Path, folder: Path) -> Backup:
    try:
        with zipfile.ZipFile(file) as archive:
            said = Backup(**json.loads(archive.read(_HOUSE)))
            with archive.open(_STORE) as packed, (folder / _STORE).open("wb") as written:
                shutil.copyfileobj(packed, written)
    except FileNotFoundError:
        raise InputError(f"There is no file {file}.") from None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{file} is no whole backup of Overlap: {error}. Take another one.") from error
    if not _is_sound(folder / _STORE):
        raise InputError(f"The store in {file} is damaged. Take another backup.")
    return said


def _refuse_lost(said: dict[str, int], found: dict[str, int], file: Path) -> None:
    lost = [f"{name} ({found.get(name, 0)} of {count})" for name, count in said.items() if found.get(name, 0) < count]
    if lost:
        raise InputError(f"{file} lacks rows it says it holds: {', '.join(lost)}. Take another backup.")


def _known(target: Path) -> tuple[str | None, dict[str, int]]:
    """Whose store lies there and how far its counters are; nothing where there is none that can be read."""
    if not target.exists() or not _is_sound(target):
        return None, {}
    with open_store(target) as there:
        return there.house_id, there.revisions()


def _set_aside(target: Path, house_id: str | None, at: datetime) -> Path:
    """A backup of the store beside it; one that cannot be read is moved there as it is."""
    kept = target.with_name(f"{target.stem}-replaced-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{BACKUP}")
    if _is_sound(target):
        back_up(target, kept, house_id, {}, at)
        return kept
    damaged = kept.with_suffix(target.suffix)
    for end in ("", "-wal", "-shm"):
        if (part := target.with_name(target.name + end)).exists():
            part.replace(damaged.with_name(damaged.name + end))
    return damaged


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as database:
            return database.execute("pragma integrity_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return False


def _copy(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as read,
            closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as written,
        ):
            written.execute("pragma synchronous = full")
            read.backup(written)
    except sqlite3.Error as error:
        raise StoreError(f"The store {source} cannot be copied to {target}: {error}.") from error


def _synced(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
