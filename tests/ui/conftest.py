"""The app on a house written in a test, run without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from houses import house
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Publish a house of these rows, where the app finds it."""
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(tmp_path / "store.db"))
    st.cache_data.clear()
    st.cache_resource.clear()

    def published(**tables) -> None:
        house(tmp_path, **tables).close()

    return published


@pytest.fixture
def app() -> AppTest:
    """The whole app, not yet run."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
