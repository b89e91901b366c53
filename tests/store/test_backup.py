"""A backup is the whole store in one file, and putting it back is never half done and never another house's."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.agreements import Draft
from overlap.errors import InputError, StoreError
from overlap.store import Store, open_store
from overlap.store.audit import history
from overlap.store.backup import back_up, restore
from overlap.store.feedback import Rating, give, given, withdraw

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 13, tzinfo=UTC)
RATING = Rating("form-1", "H1", "L1", "R1", 4, "Sam", ("good fit",), "Straße 🙂")


@pytest.fixture
def filled(store: Store) -> Store:
    give(store, RATING, NOON)
    store.sign(Draft("threshold", {"points": 40}, NOON, "Mara", "Sam"), at=NOON)
    return store


def test_what_is_put_back_is_what_was_there(filled, tmp_path):
    made = back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {"generation": "g"}, NOON)
    assert (made.house_id, made.rows["feedback"], made.rows["agreements"], made.rows["audit"]) == ("house-1", 1, 1, 2)
    before, signed = given(filled), filled.agreements()
    give(filled, replace(RATING, submit_id="form-2", rep_id="R2"), NOON)

    said, kept = restore(tmp_path / "store.db", tmp_path / "one.backup", "house-1", NOON)
    assert said == made
    # The store was open all the while: it shows what was put back, and goes on from there.
    assert (given(filled), filled.agreements()) == (before, signed)
    assert [one.action for one in history(filled, "feedback", "feedback-1")] == ["give"]
    give(filled, replace(RATING, submit_id="form-3", rep_id="R3"), NOON)
    assert [one.submit_id for one in given(filled)] == ["form-1", "form-3"]
    assert kept is not None
    restore(tmp_path / "store.db", kept, "house-1", LATER)
    assert [one.submit_id for one in given(filled)] == ["form-1", "form-2"]


def test_a_page_that_still_shows_a_row_lost_by_a_restore_cannot_change_another(filled, tmp_path):
    back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {}, NOON)
    lost = give(filled, replace(RATING, submit_id="form-2", rep_id="R2"), NOON)
    restore(tmp_path / "store.db", tmp_path / "one.backup", "house-1", NOON)
    give(filled, replace(RATING, submit_id="form-3", rep_id="R3"), NOON)
    with pytest.raises(InputError, match=f'There is no feedback_id "{lost}" in the store. Load the page again.'):
        withdraw(filled, lost, by="R2")


def test_whoever_saw_the_store_before_sees_that_it_is_another_now(filled, tmp_path):
    back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {}, NOON)
    for number in range(3):
        give(filled, replace(RATING, submit_id=f"more-{number}", rep_id=f"more-{number}"), NOON)
    seen = filled.revisions()
    restore(tmp_path / "store.db", tmp_path / "one.backup", "house-1", NOON)
    assert all(filled.revisions()[table] > revision for table, revision in seen.items())


def test_a_backup_can_be_put_where_no_store_is(filled, tmp_path):
    back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {}, NOON)
    place = tmp_path / "elsewhere" / "store.db"
    assert restore(place, tmp_path / "one.backup", None, NOON)[1] is None
    with open_store(place, "house-1") as fresh:
        assert given(fresh) == given(filled)


def test_a_damaged_store_is_set_aside_as_it_is(filled, tmp_path):
    back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {}, NOON)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 100)
    _, kept = restore(damaged, tmp_path / "one.backup", "house-1", NOON)
    assert kept is not None and kept.read_bytes() == b"no database" * 100
    with open_store(damaged, "house-1") as fresh:
        assert given(fresh) == given(filled)


def test_the_backup_of_another_house_is_refused_and_changes_nothing(filled, tmp_path):
    back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {}, NOON)
    with open_store(tmp_path / "other.db", "house-2") as other:
        for house_id in ("house-2", None):
            with pytest.raises(StoreError, match="belongs to company house-1, the warehouse to company house-2"):
                restore(tmp_path / "other.db", tmp_path / "one.backup", house_id, NOON)
        assert (other.house_id, given(other)) == ("house-2", [])
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["other.db", "store.db"]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[200] ^= 0xFF
    file.write_bytes(bytes(data))


def without_store(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("house.json", json.dumps({"house_id": None, "made_at": "", "app_version": "", "rows": {}}))


def with_damage(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        house, store = archive.read("house.json"), bytearray(archive.read("store.db"))
    store[4096 : 4096 * 3] = b"\xff" * 4096 * 2
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("house.json", house)
        archive.writestr("store.db", bytes(store))


@pytest.mark.parametrize("harm", [cut, flipped, without_store, with_damage, Path.unlink])
def test_a_file_that_is_no_whole_backup_is_refused_and_changes_nothing(filled, tmp_path, harm):
    file = tmp_path / "one.backup"
    back_up(tmp_path / "store.db", file, "house-1", {}, NOON)
    harm(file)
    with pytest.raises(InputError, match=r"one\.backup"):
        restore(tmp_path / "store.db", file, "house-1", NOON)
    assert len(given(filled)) == 1
    assert [path.name for path in tmp_path.glob("*.db")] == ["store.db"]


def test_a_store_in_another_database_is_left_to_its_own_tools(tmp_path):
    place, file = "postgresql+psycopg://me:secret@host/overlap", tmp_path / "x"
    acts = {
        "pg_dump": lambda: back_up(place, file, "house-1", {}, NOON),
        "pg_restore": lambda: restore(place, file, "house-1", NOON),
    }
    for tool, act in acts.items():
        with pytest.raises(StoreError, match=tool) as refused:
            act()
        assert "secret" not in str(refused.value)


def test_a_store_of_the_first_version_keeps_its_agreements_and_gets_the_new_tables(tmp_path):
    place = tmp_path / "old.db"
    with sqlite3.connect(place) as database:
        database.executescript("""
            create table alembic_version (version_num varchar(32) not null primary key);
            insert into alembic_version values ('0001');
            create table house (house_id varchar(64) not null primary key);
            insert into house values ('house-1');
            create table revisions (table_name varchar(64) not null primary key, revision integer not null);
            insert into revisions values ('agreements', 1);
            create table agreements (agreement_id varchar(80) not null primary key, kind varchar(40) not null,
                version integer not null, values_json text not null, effective_from datetime not null,
                signed_marketing text not null, signed_sales text not null, note text not null,
                created_at datetime not null, constraint agreements_kind_version unique (kind, version));
            insert into agreements values ('threshold-1', 'threshold', 1, '{"points": 40}',
                '2026-01-01 00:00:00.000000', 'Mara', 'Sam', '', '2026-01-01 00:00:00.000000');
        """)
    database.close()
    with open_store(place, "house-1") as store:
        assert [one.values for one in store.agreements()] == [{"points": 40}]
        give(store, RATING, NOON)
        assert {name: n for name, n in store.revisions().items() if n} == {"agreements": 1, "audit": 1, "feedback": 1}


def test_a_backup_with_fewer_rows_than_it_says_is_refused_and_the_store_stays(filled, tmp_path):
    back_up(tmp_path / "store.db", tmp_path / "one.backup", "house-1", {}, NOON)
    with zipfile.ZipFile(tmp_path / "one.backup") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (tmp_path / "cut.db").write_bytes(parts["store.db"])
    with sqlite3.connect(tmp_path / "cut.db") as database:
        database.execute("delete from feedback")
    database.close()
    with zipfile.ZipFile(tmp_path / "cut.backup", "w") as archive:
        for name, content in {**parts, "store.db": (tmp_path / "cut.db").read_bytes()}.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match=r"lacks rows it says it holds: feedback \(0 of 1\)"):
        restore(tmp_path / "store.db", tmp_path / "cut.backup", "house-1", NOON)
    assert len(given(filled)) == 1
