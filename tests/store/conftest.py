"""A store for each test, copied from one that was migrated once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from overlap.store import Store, open_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store of house-1, closed: a file of its own, without a log beside it."""
    place = tmp_path_factory.mktemp("migrated") / "store.db"
    open_store(place, "house-1").close()
    return place


@pytest.fixture
def store(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store of house-1 that the test may fill."""
    shutil.copy(migrated, tmp_path / "store.db")
    with open_store(tmp_path / "store.db", "house-1") as opened:
        yield opened
