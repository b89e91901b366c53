"""Nobody changes the audit unseen: SQL is refused, and what gets past it breaks the chain."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from overlap.errors import StoreError
from overlap.store import Store, chain, open_store, written_rows
from overlap.store.audit import history
from overlap.store.engine import WRITES
from overlap.store.feedback import Rating, give
from overlap.store.schema import AUDIT
from overlap.warehouse.building.store_checks import check_store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TRIGGERS = ("audit_keeps_lines", "audit_loses_none")


def rate(store: Store, *numbers: int) -> None:
    for number in numbers:
        give(store, Rating(f"form-{number}", f"H{number}", f"L{number}", "R1", 4, "Sam", (), "fine"), NOON)


def misfits(store: Store) -> int:
    [result] = check_store(store)
    assert result.stops == (result.failed > 0)
    return result.failed


@pytest.fixture
def rated(store: Store) -> Store:
    rate(store, 1, 2, 3, 4)
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set who = 'nobody'",
        "update audit set before_json = null, after_json = '', payload_salt = '', who = 'nobody'",
        "update audit set before_json = null, after_json = '{}', payload_salt = '' where audit_id = 1",
        "delete from audit where audit_id = 2",
        "delete from audit",
        "replace into audit select * from audit where audit_id = 1",
    ],
)
def test_no_statement_changes_or_deletes_a_line(rated, statement):
    with pytest.raises(StoreError, match="never changed"), rated.write("audit") as connection:
        connection.execute(text(statement))
    assert len(history(rated, "feedback", "feedback-1")) == 1
    assert misfits(rated) == 0


@pytest.mark.parametrize(
    ("statement", "lines"),
    [
        ("update audit set who = 'nobody' where audit_id = 2", 1),
        ("update audit set after_json = replace(after_json, '4', '5') where audit_id = 4", 1),
        ("update audit set written_at = '2020-01-01 00:00:00.000000' where audit_id = 1", 1),
        ("update audit set before_json = '{}' where audit_id = 3", 1),
        ("delete from audit where audit_id = 2", 1),
        ("delete from audit where audit_id = 1", 1),
        ("update audit set audit_id = 9 where audit_id = 2", 2),
        ("update audit set payload_hash = '' where audit_id = 2", 1),
        ("update audit set chain_hash = '' where audit_id = 2", 2),
    ],
)
def test_a_line_changed_behind_the_triggers_is_found(rated, tmp_path, statement, lines):
    with closing(sqlite3.connect(tmp_path / "store.db")) as database:
        for trigger in TRIGGERS:
            database.execute(f"drop trigger {trigger}")
        database.execute(statement)
        database.commit()
    assert misfits(rated) == lines


def test_a_store_written_before_there_was_a_chain_is_chained_as_it_stands_and_goes_on(tmp_path: Path):
    place = tmp_path / "old.db"
    with open_store(place, "house-1") as store:
        rate(store, 1, 2)
    _downgrade(place, "0002")
    with open_store(place, "house-1") as store:
        assert misfits(store) == 0  # the migrations and the application say the same of a line
        rate(store, 3)
        assert misfits(store) == 0


def test_a_store_chained_over_whole_lines_is_chained_over_payloads_and_its_faults_stay(tmp_path: Path):
    place = tmp_path / "old.db"
    with open_store(place, "house-1") as store:
        rate(store, 1, 2, 3)
    _downgrade(place, "0003")
    with closing(sqlite3.connect(place)) as database:
        database.execute("drop trigger audit_keeps_lines")
        database.execute("update audit set who = 'nobody' where audit_id = 2")
        database.execute(
            "create trigger audit_keeps_lines before update on audit"
            " begin select raise(abort, 'the audit is never changed'); end"
        )
        database.commit()
    with open_store(place, "house-1") as store:
        rate(store, 4)
        assert misfits(store) == 1
        with pytest.raises(StoreError, match="never changed"), store.write("audit") as connection:
            connection.execute(text("update audit set who = 'nobody' where audit_id = 1"))


def test_a_payload_is_blanked_and_the_chain_holds_if_a_later_line_says_so(rated):
    with rated.write("audit") as connection:
        chain.blank(connection, [2, 3])
    assert misfits(rated) == 2
    with rated.write("audit") as connection:
        said = {chain.BLANKED: [2, 3]}
        written_rows.record(connection, AUDIT, "2", chain.FORGET, "Sam", NOON, None, said)
    assert misfits(rated) == 0
    assert [entry.after for entry in history(rated, "feedback", "feedback-2")] == [{}]
    rate(rated, 5)
    assert misfits(rated) == 0


def _downgrade(place: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{place}", execution_options={WRITES: True})
    with engine.connect() as connection, connection.begin():
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "overlap/store/migrations")
        command.downgrade(config, revision)
    engine.dispose()
