"""What people typed is kept, counted and never mixed between houses."""

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from overlap.agreements import Draft, SignedAgreement
from overlap.errors import InputError, StoreError
from overlap.store import Store, open_store
from overlap.store.schema import AGREEMENTS, METADATA

MAY = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def draft(**changes: Any) -> Draft:
    """An agreement that can be signed, but for the changes."""
    whole = {
        "kind": "response",
        "values": {"limit_minutes": 60},
        "effective_from": MAY,
        "signed_marketing": "Mara",
        "signed_sales": "Sam",
        "note": "tried in spring",
    }
    return Draft(**(whole | changes))


Opener = Callable[..., Store]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens the store of the test, as often as it likes, and closes it after the test."""
    with ExitStack() as stack:
        yield lambda house_id=None, place=tmp_path / "store.db": stack.enter_context(open_store(place, house_id))


@pytest.fixture
def store(opened: Opener) -> Store:
    return opened("house-1")


def test_what_was_signed_is_read_back_by_a_store_opened_later(opened: Opener, tmp_path: Path) -> None:
    place = tmp_path / "new" / "store.db"
    in_berlin = MAY.astimezone(timezone(timedelta(hours=2)))
    kept = opened(place=place).sign(draft(effective_from=in_berlin), at=MAY)

    assert kept == SignedAgreement(
        "response-1", "response", 1, {"limit_minutes": 60}, MAY, "Mara", "Sam", "tried in spring", MAY
    )
    assert opened(place=place).agreements() == [kept]


def test_versions_count_by_kind(store: Store) -> None:
    signed = [store.sign(draft()), store.sign(draft(kind="delta", values={"points": 2})), store.sign(draft())]
    assert [one.agreement_id for one in signed] == ["response-1", "delta-1", "response-2"]
    assert [one.agreement_id for one in store.agreements()] == ["delta-1", "response-1", "response-2"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "respons"}, 'there is no agreement "respons". Did you mean "response"?'),
        ({"values": {"limit_minute": 60}}, 'there is no value "limit_minute". Did you mean "limit_minutes"?'),
        ({"values": {"limit_minutes": "soon"}}, 'limit_minutes must be a whole number, not "soon"'),
        ({"values": {}}, "has no values"),
        ({"signed_sales": " "}, "needs two signatures"),
        ({"signed_marketing": ""}, "needs two signatures"),
        ({"signed_marketing": "SAM "}, "Two people sign an agreement"),
        ({"kind": "stages", "values": {"lead": "a\0b"}}, "characters that no keyboard writes"),
        ({"effective_from": MAY.replace(tzinfo=None)}, "say in which time zone"),
    ],
)
def test_an_agreement_that_is_not_whole_is_refused_and_leaves_no_trace(
    store: Store, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(InputError) as refused:
        store.sign(draft(**changes))
    assert complaint in str(refused.value)
    assert (store.agreements(), store.revision("agreements")) == ([], 0)


def test_each_writing_transaction_moves_the_revision_by_one(store: Store) -> None:
    store.sign(draft())
    with store.write("agreements") as connection:
        connection.execute(AGREEMENTS.update().values(note="one"))
        connection.execute(AGREEMENTS.update().values(note="two"))
    assert store.revision("agreements") == 2


def test_a_transaction_that_fails_moves_nothing(store: Store) -> None:
    store.sign(draft())
    with pytest.raises(RuntimeError), store.write("agreements") as connection:
        connection.execute(AGREEMENTS.delete())
        raise RuntimeError
    assert (len(store.agreements()), store.revision("agreements")) == (1, 1)


def test_a_table_without_a_revision_is_named_with_the_nearest(store: Store) -> None:
    with pytest.raises(StoreError, match='table "agreement". Did you mean "agreements"'):
        store.revision("agreement")
    with pytest.raises(StoreError, match='table "agreement"'), store.write("agreement"):
        pytest.fail("the transaction must not begin")


def test_a_store_belongs_to_the_first_house_that_opens_it(opened: Opener) -> None:
    assert opened().house_id is None
    assert opened("house-1").house_id == "house-1"
    assert opened().house_id == "house-1"
    with pytest.raises(StoreError, match=r"store\.db belongs to company house-1, the warehouse to company house-2"):
        opened("house-2")


def test_sqlite_is_set_up_to_lose_nothing(store: Store) -> None:
    with store.read() as connection:
        found = [
            connection.scalar(text(f"pragma {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 30_000]


def test_the_migrations_make_the_tables_the_code_reads(store: Store) -> None:
    with store.read() as connection:
        found = inspect(connection)
        made = {
            name: [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(name)]
            for name in found.get_table_names()
            if name != "alembic_version"
        }
        dialect = connection.dialect
    assert made == {
        name: [(column.name, column.type.compile(dialect), column.nullable) for column in table.columns]
        for name, table in METADATA.tables.items()
    }


def test_a_time_without_a_zone_never_reaches_the_store(store: Store) -> None:
    with pytest.raises(Exception, match="has no time zone"), store.read() as connection:
        connection.execute(select(AGREEMENTS).where(AGREEMENTS.c.created_at == MAY.replace(tzinfo=None)))


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        (
            "create table alembic_version (version_num text); insert into alembic_version values ('9999')",
            "newer Overlap",
        ),
        ("create table recipes (name text)", "tables of another program"),
    ],
)
def test_a_newer_or_foreign_database_is_left_alone(tmp_path: Path, statement: str, complaint: str) -> None:
    place = tmp_path / "store.db"
    with sqlite3.connect(place) as database:
        database.executescript(statement)
    database.close()
    with pytest.raises(StoreError, match=complaint):
        open_store(place, "house-1")


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        ("sqlite://", "in memory would be forgotten"),
        ("nosuch://user:secret@host/x", 'No driver for "nosuch"'),
        ("postgresql+nosuch://x", "No driver"),
        ("://", "cannot be read"),
    ],
)
def test_a_place_that_cannot_hold_a_store_is_refused_in_words(place: str, complaint: str) -> None:
    with pytest.raises(StoreError, match=complaint) as refused:
        open_store(place)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    place = tmp_path / "store.db"
    place.write_text("lead_id,created_at\n" * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(place)
    assert place.read_text() == "lead_id,created_at\n" * 100


def test_a_path_below_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "file" / "store.db")


def test_threads_sharing_a_store_lose_no_agreement(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        signed = list(pool.map(lambda _: store.sign(draft()), range(20)))
    assert sorted(one.version for one in signed) == list(range(1, 21))
    assert store.revision("agreements") == 20


def sign_five(place: Path, start: Any) -> None:
    """Another process: wait for the others, open the store, sign."""
    start.wait()
    with open_store(place, "house-1") as store:
        for _ in range(5):
            store.sign(draft())


@pytest.mark.whole
def test_processes_that_open_a_new_store_together_lose_no_agreement(opened: Opener, tmp_path: Path) -> None:
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(2)
    workers = [processes.Process(target=sign_five, args=(tmp_path / "store.db", start)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    store = opened()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [one.version for one in store.agreements()] == list(range(1, 11))
    assert {name: count for name, count in store.revisions().items() if count} == {"agreements": 10, "audit": 10}


def test_a_reader_sees_nothing_of_a_transaction_until_it_ends(store: Store, opened: Opener) -> None:
    other = opened()
    store.sign(draft())
    with store.write("agreements") as connection:
        connection.execute(AGREEMENTS.delete())
        assert (len(other.agreements()), other.revision("agreements")) == (1, 1)
    assert (other.agreements(), other.revision("agreements")) == ([], 2)
