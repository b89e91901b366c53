"""The app on a house written in a test, run without a browser."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import streamlit as st
from houses import house
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT


@pytest.fixture
def found_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the app finds its house, empty; nothing is remembered of another one."""
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(tmp_path / "store.db"))
    st.cache_data.clear()
    st.cache_resource.clear()
    return tmp_path


@pytest.fixture
def put_there(found_at: Path) -> Callable[[Path], None]:
    """Put a copy of a house that was built for several tests where the app finds it."""

    def put(built: Path) -> None:
        copytree(built / "warehouse", found_at / "warehouse")

    return put


@pytest.fixture
def publish(tmp_path: Path, found_at: Path) -> Callable[..., None]:
    """Publish a house of these rows, where the app finds it."""

    def published(**tables) -> None:
        house(tmp_path, **tables).close()

    return published


@pytest.fixture
def app() -> AppTest:
    """The whole app, not yet run."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
