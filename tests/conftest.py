"""What every test may use."""

import sys
from collections.abc import Iterator

import duckdb
import pytest

MAIN = sys.modules["__main__"]
SLOW = ("browser", "soak", "whole")  # the slowest first
IMPORTING = {"case", "lead"}  # who asks for one of these fixtures imports a company, or pulls one from a served CRM


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what imports a company. Files with slow tests come first: two processes then end at nearly the same time."""
    for item in items:
        if IMPORTING & set(getattr(item, "fixturenames", ())):
            item.add_marker("whole")
    places: dict[object, int] = {}
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        place = next((number for number, name in enumerate(SLOW) if name in marks), len(SLOW))
        places[item.path] = min(place, places.get(item.path, len(SLOW)))
    items.sort(key=lambda item: places[item.path])


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty in-memory DuckDB that tells time in UTC, whatever the machine's zone."""
    with duckdb.connect() as opened:
        opened.execute("set global TimeZone = 'UTC'")
        yield opened


@pytest.fixture(autouse=True)
def own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app run by `AppTest` takes the place of `__main__` and stays there: processes spawned later would run it."""
    monkeypatch.setitem(sys.modules, "__main__", MAIN)
