"""A store is known to be up to date without Alembic, and only then."""

from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from overlap.store.revision import MIGRATIONS, NEWEST, is_newest


def test_the_newest_revision_is_the_one_that_migrations_lead_to() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_a_store_that_is_older_newer_or_none_of_ours_is_not_up_to_date(migrated: Path, tmp_path: Path) -> None:
    assert is_newest(create_engine(f"sqlite:///{migrated}"))
    assert not is_newest(create_engine(f"sqlite:///{tmp_path / 'none.db'}"))
    for revision in ("0001", "9999"):
        copy = tmp_path / revision
        copy.write_bytes(migrated.read_bytes())
        engine = create_engine(f"sqlite:///{copy}")
        with engine.begin() as connection:
            connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})
        assert not is_newest(engine)
