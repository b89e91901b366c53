"""The app on a house written in a test, run without a browser."""

import os
from collections.abc import Callable, Iterator
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


def find_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app find its house in that folder; nothing is remembered of another one."""
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(folder / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(folder / "store.db"))
    forget()


def forget() -> None:
    """Nothing that was asked of a house is remembered."""
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def found_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which the app finds its house, empty."""
    find_in(tmp_path, monkeypatch)
    yield tmp_path
    forget()


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], None]]:
    """Let the app find a copy of a built house: the same for all tests of a file, none of which changes it.

    It is opened once, and what one test has asked is remembered for the next.
    """
    copies: dict[Path, Path] = {}

    def shown(built: Path) -> None:
        if built not in copies:
            copies[built] = copytree(built, tmp_path_factory.mktemp("shown"), dirs_exist_ok=True)
        if os.environ.get("OVERLAP_WAREHOUSE") != str(copies[built] / "warehouse"):
            find_in(copies[built], patched)

    with pytest.MonkeyPatch.context() as patched:
        yield shown
    forget()


@pytest.fixture
def look_at(show: Callable[[Path], None], built_of: Callable[[dict[str, Any]], Path]) -> Callable[..., None]:
    """The same of a house of these rows."""
    return lambda **tables: show(built_of(tables))


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
