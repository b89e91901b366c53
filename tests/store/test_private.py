"""What people typed is for the user alone, and passwords are shown to nobody."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.store import open_store
from overlap.store.backup import back_up
from overlap.store.engine import without_secrets
from overlap.store.feedback import Rating, give

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def everybody_may_read():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_store_its_files_its_folder_and_its_backup_are_private(tmp_path):
    place = tmp_path / "house" / "inner" / "store.db"
    with open_store(place, "house-1") as store:
        give(store, Rating("form-1", "H1", "L1", "R1", 4, "Sam", (), "fine"), NOON)
        assert {mode(each) for each in place.parent.glob("store.db*")} == {0o600}
    assert [mode(folder) for folder in (place.parent, place.parent.parent)] == [0o700, 0o700]
    back_up(place, tmp_path / "one.backup", "house-1", {}, NOON)
    assert mode(tmp_path / "one.backup") == 0o600


def test_a_store_of_ours_that_others_could_read_is_closed_to_them_and_a_folder_of_others_is_left_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    place = tmp_path / "store.db"
    open_store(place, "house-1").close()
    place.chmod(0o644)
    open_store(place, "house-1").close()
    assert (mode(place), mode(tmp_path)) == (0o600, 0o755)


def test_a_file_that_is_no_store_keeps_its_rights(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("mine " * 200)
    other.chmod(0o644)
    with pytest.raises(Exception, match="not a database"):
        open_store(other)
    assert mode(other) == 0o644


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("postgresql+psycopg://ada:secret@host/db", "postgresql+psycopg://ada:***@host/db"),
        ("postgresql://host/db?user=ada&password=secret", "postgresql://host/db?password=***&user=ada"),
        ("postgresql://host/db?sslpassword=secret", "postgresql://host/db?sslpassword=***"),
        ("://secret", "a URL that cannot be read"),
        ("data/house/store.db", "data/house/store.db"),
    ],
)
def test_a_url_is_shown_without_what_is_secret(written, shown):
    assert without_secrets(written).replace("%2A", "*") == shown
