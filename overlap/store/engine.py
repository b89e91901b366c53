"""Connections to the app store: where it lives, how SQLite keeps it safe, and its errors in words."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from overlap.errors import StoreError
from overlap.folders import PRIVATE_FILE, private_folder

BUSY_SECONDS = 30
WRITES = "overlap_writes"

_WORDS = {
    "database is locked": f"another process has been writing to it for {BUSY_SECONDS} s. Try again.",
    "file is not a database": "the file is not a database. Name another one, or restore a backup.",
    "disk image is malformed": "the file is damaged. Restore a backup.",
    "readonly database": "it may not be written. Check the rights of the file and its folder.",
    "unable to open database file": "the file cannot be opened. Check that its folder may be read and written.",
    "disk is full": "the disk is full. Make room and try again.",
}


def connect(place: str | Path) -> Engine:
    """An engine for a SQLite file (its folder is made when absent) or any SQLAlchemy URL. Raises StoreError."""
    url = _url(place)
    if url.get_backend_name() != "sqlite":
        return _engine(url)
    if url.database in (None, "", ":memory:"):
        raise StoreError("A store in memory would be forgotten. Name a file.")
    _made_private(Path(url.database))
    engine = _engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def keep_private(engine: Engine) -> None:
    """Take a store in SQLite, known to be ours, out of everybody else's sight, if this user may; no other database."""
    if engine.url.get_backend_name() != "sqlite":
        return
    store = Path(str(engine.url.database))
    for file in (store, *(store.with_name(store.name + end) for end in ("-wal", "-shm"))):
        with suppress(FileNotFoundError):
            found = file.stat()
            if found.st_mode & 0o077 and found.st_uid == os.getuid():
                file.chmod(PRIVATE_FILE)


def file_of(place: str | Path) -> Path | None:
    """The file of a store in SQLite; None of another database."""
    url = _url(place)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def overwrite_deleted(engine: Engine) -> None:
    """Write a SQLite file anew without the bytes of what was deleted, and empty its log; no other database."""
    if engine.url.get_backend_name() != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("vacuum")
        cursor.execute("pragma wal_checkpoint(truncate)")
    finally:
        connection.close()


def sqlite_file(place: str | Path, otherwise: str) -> Path:
    """The file of a store in SQLite. Raises StoreError for another database, ending with what to do `otherwise`."""
    url = _url(place)
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise StoreError(f"The store {without_secrets(place)} is not a file of ours to copy. {otherwise}")
    return Path(url.database)


@contextmanager
def in_words(engine: Engine) -> Iterator[None]:
    """Turn the driver's errors, and values it cannot read, into StoreError, naming the store without its password."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        words = next((words for fragment, words in _WORDS.items() if fragment in said), f"{said}.")
        raise StoreError(f"The store {name_of(engine)} cannot be used: {words}") from error
    except ValueError as error:
        said = f"The store {name_of(engine)} holds what nobody has typed: {error}."
        raise StoreError(f"{said} It is damaged: restore a backup.") from error


def name_of(engine: Engine) -> str:
    """The store as a person would name it: a path, or a URL without its password."""
    is_file = engine.url.get_backend_name() == "sqlite"
    return str(engine.url.database) if is_file else without_secrets(engine.url.render_as_string(hide_password=False))


def without_secrets(place: str | Path) -> str:
    """A path as it is; a URL without what only the database should know; one that cannot be read not at all."""
    if isinstance(place, Path) or "://" not in place:
        return str(place)
    try:
        url = make_url(place)
    except ArgumentError:
        return "a URL that cannot be read"
    shown = {name: "***" if _is_secret(name) else value for name, value in url.query.items()}
    return url.set(query=shown).render_as_string(hide_password=True)


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in ("pass", "secret", "token", "key"))


def _made_private(file: Path) -> None:
    try:
        private_folder(file.parent)
        if not file.exists():
            file.touch(mode=PRIVATE_FILE)
    except (OSError, ValueError) as error:
        raise StoreError(f"The store {file} cannot be opened: {error}.") from error


def _url(place: str | Path) -> URL:
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        return make_url(place)
    except ArgumentError as error:
        raise StoreError("The store's URL cannot be read. Write it as postgresql+psycopg://user@host/name.") from error


def _engine(url: URL, **more: Any) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite", **more)
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(f'No driver for "{url.drivername}" is installed: {error}.') from error


def _prepare(dbapi_connection: Any, _record: Any) -> None:
    # The driver's own transactions begin late and commit before DDL: `_begin` says BEGIN instead.
    dbapi_connection.isolation_level = None
    _write_ahead(dbapi_connection)
    dbapi_connection.execute("pragma synchronous = full")
    dbapi_connection.execute("pragma foreign_keys = on")


def _write_ahead(dbapi_connection: Any) -> None:
    # SQLite does not wait for this lock itself: 4 of 240 simultaneous first openings failed without the loop.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            dbapi_connection.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    # A writer takes the lock first: two that had both read would otherwise fail at once instead of waiting.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")
