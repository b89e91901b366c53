"""A new store in SQLite: its tables made at once, as all migrations one after the other would leave them.

Alembic takes most of what a first command costs; an older store, and any other database, is still brought up by it.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine

from overlap.store.engine import WRITES

NEW_STORE = Path(__file__).parent / "migrations" / "new_store.sql"


def begin_anew(engine: Engine) -> None:
    """Make the tables in one transaction where there are none; a database that holds any is left as it is."""
    if engine.url.get_backend_name() != "sqlite" or not _is_empty(engine):
        return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        # Another process may have made them while this one waited for the lock.
        if _has_nothing(connection):
            for statement in statements(NEW_STORE.read_text(encoding="utf-8")):
                connection.exec_driver_sql(statement)


@cache
def statements(script: str) -> tuple[str, ...]:
    """Those of a script that parts them by blank lines: a trigger holds semicolons of its own."""
    return tuple(part.strip().removesuffix(";") for part in script.split("\n\n") if part.strip())


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return _has_nothing(connection)


def _has_nothing(connection: Connection) -> bool:
    return not connection.exec_driver_sql("select count(*) from sqlite_master").scalar()
