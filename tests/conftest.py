"""What every test may use."""

import gc
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from inspect import isfunction, unwrap
from itertools import chain
from pathlib import Path
from types import FunctionType
from typing import Any

import duckdb
import pytest
from hypothesis import settings
from own_database import database_of_its_own
from xdist.scheduler import LoadFileScheduling

# Polars is not imported yet. Its threads, woken for frames of a few rows, take a quarter of what a pull of a CRM does.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

settings.register_profile("unhurried", deadline=None)  # speed is never asserted by the clock
settings.register_profile("quick", deadline=None, max_examples=20)  # of what `make test` draws a hundred times

TESTS = Path(__file__).parent
MAIN = sys.modules["__main__"]
OF_ONE_KIND = re.compile(r"^pytestmark = pytest\.mark\.(\w+)$", re.MULTILINE)
LONGEST = (TESTS / "longest_first.txt").read_text(encoding="utf-8").split()
SLOW = ("browser", "soak", "whole")  # after the longest files, those with the slowest tests
BROWSER = "tests/browser/"
BEHIND = 10  # the niceness of processes that need no browser
# Who asks for one of these fixtures imports a company, pulls one from a served CRM, or draws one.
IMPORTING = {"case", "lead", "export", "write", "write_once"}
# Who calls one of these, or asks for a fixture that does, makes a company.
MAKING = {"house", "published", "followup_house", "demo_house", "untuned_house", "import_folder", "imported", "judge"}


def pytest_configure(config: pytest.Config) -> None:
    """Nothing that is made while tests are collected is garbage."""
    settings.load_profile("quick" if "not whole" in str(config.getoption("markexpr")) else "unhurried")
    gc.disable()


def pytest_collection_finish() -> None:
    """Thousands of tests, and the modules they import, stay to the end: the collector need not look at them again."""
    gc.freeze()
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file whose tests are all of a kind left out is not even imported: that takes `make quick` some seconds."""
    asked = str(config.getoption("markexpr") or "")
    if collection_path.suffix != ".py" or not collection_path.name.startswith("test_") or " or " in asked:
        return None
    kind = OF_ONE_KIND.search(collection_path.read_text(encoding="utf-8"))
    return True if kind and f"not {kind[1]}" in asked.split(" and ") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what makes a company. The longest files come first: all processes then end at nearly the same time."""
    for item in items:
        if isinstance(item, pytest.Function) and (IMPORTING & set(item.fixturenames) or MAKING & _called(item)):
            item.add_marker("whole")
    places: dict[Path, int] = {TESTS / name: number - len(LONGEST) for number, name in enumerate(LONGEST)}
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        place = next((number for number, name in enumerate(SLOW) if name in marks), len(SLOW))
        places[item.path] = min(place, places.get(item.path, len(SLOW)))
    items.sort(key=lambda item: places[item.path])


def _called(item: pytest.Function) -> set[str]:
    """What a test and its fixtures call by name, themselves or by way of a function in `tests/`."""
    fixtures = chain.from_iterable(item._fixtureinfo.name2fixturedefs.values())  # noqa: SLF001 - pytest has no other way
    functions = [unwrap(each) for each in (item.function, *(fixture.func for fixture in fixtures))]
    return set().union(*(_names(each, frozenset()) for each in functions if isfunction(each)))


@cache
def _names(function: FunctionType, above: frozenset[FunctionType]) -> set[str]:
    names = set(function.__code__.co_names)
    for name in tuple(names):
        called = function.__globals__.get(name)
        if isfunction(called) and called not in above and TESTS in Path(called.__code__.co_filename).parents:
            names |= _names(called, above | {function})
    return names


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Whoever waits for pages goes first: its server and its browser would stand behind those who only reckon."""
    if "PYTEST_XDIST_WORKER" in os.environ and not item.nodeid.startswith(BROWSER):
        os.nice(max(BEHIND - os.nice(0), 0))


class FilesAndOneBrowser(LoadFileScheduling):
    """A process takes a file at a time, and one of them, which waits more than it works, all that need a browser."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return BROWSER if file.startswith(BROWSER) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Who runs what."""
    return FilesAndOneBrowser(config, log)


@pytest.fixture(scope="session")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in memory that tells time in UTC, whatever the machine's zone: to start one takes 20 milliseconds."""
    with duckdb.connect() as opened:
        opened.execute("set global TimeZone = 'UTC'")
        yield opened


@pytest.fixture
def connection(duck: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database of its own, in memory and empty."""
    with database_of_its_own(duck) as opened:
        yield opened


@pytest.fixture(autouse=True)
def own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app run by `AppTest` takes the place of `__main__` and stays there: processes spawned later would run it."""
    monkeypatch.setitem(sys.modules, "__main__", MAIN)
