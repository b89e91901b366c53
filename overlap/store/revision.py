"""Which revision of its tables a store has, asked without Alembic: to import it and read its scripts takes longer."""

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def is_newest(engine: Engine) -> bool:
    """Whether a store has the tables of this version; where it cannot be asked, migrating says why."""
    try:
        with engine.connect() as connection:
            return list(connection.scalars(text("select version_num from alembic_version"))) == [NEWEST]
    except DBAPIError:
        return False
