"""The app on a house written in a test, run without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from houses import house
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT

LEADS = [
    {"lead_id": "L1", "created_at": "2026-03-02T09:00:00", "company": "Varga", "channel": "webinar"},
    {"lead_id": "L2", "created_at": "2026-03-05", "lead_name": "*Jo* <b>", "channel": "email"},
]
WON = [
    {
        "deal_id": "D1", "lead_id": "L1", "opened_at": "2026-03-10T10:00:00", "closed_at": "2026-04-01T10:00:00",
        "outcome": "won", "amount": "24600.10", "kind": "new",
    }
]  # fmt: skip


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
