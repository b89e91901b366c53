"""The app on a house written in a test, run without a browser."""

from collections.abc import Callable
from hashlib import md5
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import streamlit as st
from demo_house import made_once
from houses import house
from streamlit.testing.v1 import AppTest
from whole_app import whole_app


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


@pytest.fixture(scope="session")
def built_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any]], Path]:
    """The folder of a house of these rows, built once for all tests of all processes that show the same."""
    own = tmp_path_factory.mktemp("built")

    def built(tables: dict[str, Any]) -> Path:
        rows = md5(repr(tables).encode(), usedforsecurity=False).hexdigest()
        return made_once(own, f"house-{rows}", lambda folder: house(folder, **tables).close())

    return built


@pytest.fixture
def publish(found_at: Path, built_of: Callable[[dict[str, Any]], Path]) -> Callable[..., None]:
    """Publish a house of these rows, where the app finds it; a second one becomes the generation after it."""

    def published(**tables: Any) -> None:
        if (found_at / "warehouse").exists():
            house(found_at, **tables).close()
        else:
            copytree(built_of(tables), found_at, dirs_exist_ok=True)

    return published


@pytest.fixture
def app() -> AppTest:
    """The whole app, not yet run."""
    return whole_app()
