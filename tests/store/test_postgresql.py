"""The store in PostgreSQL: its own triggers keep the audit as SQLite's do, and forgetting leaves a chain that holds.

Run with OVERLAP_TEST_POSTGRESQL=postgresql+psycopg://user@host/name; each test makes a schema of its own and drops it.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url, text

from overlap.errors import StoreError
from overlap.store import Store, open_store
from overlap.store.audit import history
from overlap.store.engine import WRITES
from overlap.store.feedback import Rating, give
from overlap.store.forgetting import count_forgotten, forget
from overlap.store.revision import MIGRATIONS
from overlap.warehouse.building.store_checks import check_store

URL = "OVERLAP_TEST_POSTGRESQL"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(URL not in os.environ, reason=f"no PostgreSQL: {URL} names none")


@pytest.fixture
def place() -> Iterator[str]:
    """A URL whose connections see an empty schema of their own."""
    schema = f"overlap_{secrets.token_hex(6)}"
    given = make_url(os.environ[URL])
    engine = create_engine(given, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create schema {schema}"))
    yield given.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"drop schema {schema} cascade"))
    engine.dispose()


def rate(store: Store, *numbers: int) -> None:
    for number in numbers:
        give(store, Rating(f"form-{number}", f"H{number}", f"L{number}", "R1", 4, "Sam", (), "fine"), NOON)


def misfits(store: Store) -> int:
    [result] = check_store(store)
    return result.failed


def moved(place: str, revision: str, *statements: str) -> None:
    """Bring the store back to an older revision, then say the statements."""
    engine = create_engine(place, execution_options={WRITES: True})
    with engine.connect() as connection, connection.begin():
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.downgrade(config, revision)
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set who = 'nobody'",
        "update audit set before_json = null, after_json = '', payload_salt = '', who = 'nobody'",
        "update audit set before_json = null, after_json = '{}', payload_salt = '' where audit_id = 1",
        "update audit set audit_id = 9, before_json = null, after_json = '', payload_salt = '' where audit_id = 1",
        "delete from audit where audit_id = 2",
        "delete from audit",
        "truncate audit",
    ],
)
def test_no_statement_changes_or_deletes_a_line(place: str, statement: str) -> None:
    with open_store(place, "house-1") as store:
        rate(store, 1, 2)
        with pytest.raises(StoreError, match="never changed"), store.write("audit") as connection:
            connection.execute(text(statement))
        assert len(history(store, "feedback", "feedback-1")) == 1
        assert misfits(store) == 0


def test_a_line_changed_behind_the_triggers_is_found(place: str) -> None:
    with open_store(place, "house-1") as store:
        rate(store, 1, 2, 3)
        with store.write("audit") as connection:
            connection.execute(text("alter table audit disable trigger all"))
            connection.execute(text("update audit set who = 'nobody' where audit_id = 2"))
            connection.execute(text("alter table audit enable trigger all"))
        assert misfits(store) == 1


@pytest.mark.parametrize("revision", ["0002", "0003"])
def test_an_older_store_is_chained_as_it_stands_and_guarded_again(place: str, revision: str) -> None:
    with open_store(place, "house-1") as store:
        rate(store, 1, 2)
    moved(place, revision)
    with open_store(place, "house-1") as store:
        rate(store, 3)
        assert misfits(store) == 0
        with pytest.raises(StoreError, match="never changed"), store.write("audit") as connection:
            connection.execute(text("update audit set who = 'nobody' where audit_id = 1"))


def test_the_faults_of_an_older_chain_stay_faults(place: str) -> None:
    with open_store(place, "house-1") as store:
        rate(store, 1, 2, 3)
    changed = "update audit set who = 'nobody' where audit_id = 2"
    moved(place, "0003", "alter table audit disable trigger all", changed, "alter table audit enable trigger all")
    with open_store(place, "house-1") as store:
        assert misfits(store) == 1


def test_a_forgotten_person_leaves_rows_and_payloads_and_the_chain_holds(place: str) -> None:
    with open_store(place, "house-1") as store:
        rate(store, 1, 2, 3)
        gone = {"L2"}.__contains__
        assert count_forgotten(store, gone) == forget(store, gone, "Sam", NOON) == {"feedback": 1, "audit": 1}
        assert count_forgotten(store, gone) == {}
        assert misfits(store) == 0
        assert [entry.after for entry in history(store, "feedback", "feedback-2")] == [{}]
        rate(store, 4)
        assert misfits(store) == 0
        with store.read() as connection:
            written = connection.execute(text("select string_agg(after_json, ' ') from audit")).scalar_one()
        assert '"L2"' not in written


def test_the_store_is_opened_as_often_as_one_likes(place: str) -> None:
    for number in range(3):
        with open_store(place, "house-1") as store:
            rate(store, number)
    with open_store(place, "house-1") as store:
        assert store.counts()["feedback"] == 3
