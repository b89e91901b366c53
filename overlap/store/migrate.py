"""Bring a store to the tables this version knows, once, whoever opens it first."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from overlap.errors import StoreError
from overlap.store.engine import WRITES, name_of
from overlap.store.revision import MIGRATIONS


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction. Raises StoreError for a newer or a foreign database."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    with engine.connect() as connection:
        if _current(connection, scripts, name_of(engine)) == scripts.get_current_head():
            return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        # Another process may have migrated while this one waited for the lock: Alembic then finds nothing to do.
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        command.upgrade(config, "head")


def _current(connection: Connection, scripts: ScriptDirectory, name: str) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None and inspect(connection).get_table_names():
        raise StoreError(f"{name} holds tables of another program. Name another place for the store.")
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(f"The store {name} was written by a newer Overlap. Update this one.")
    return current
