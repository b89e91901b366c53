"""A macro over filters is made when a question first calls it, once, whoever asks at the same time."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from houses import SMALL, house

from overlap.reports import answer, catalogue, find
from overlap.scoped import FILTERED, macros_of
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

WRITTEN = [
    name
    for path in sorted(FILTERED.rglob("*.sql"))
    for name in re.findall(r"^create macro filtered\.(\w+)", macros_of(path), re.MULTILINE)
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("house")
    house(folder, leads=[{"lead_id": "L", "created_at": "2026-01-01T08:00"}]).close()
    return Warehouse(folder / "warehouse")


@pytest.fixture
def reader(warehouse: Warehouse) -> Iterator[Reader]:
    with closing(open_reader(warehouse, resources=SMALL)) as fresh:
        yield fresh


def made(reader: Reader) -> set[str]:
    """The macros that a statement which calls none can see."""
    with reader.cursor_for("") as cursor:
        found = cursor.sql("select distinct function_name from duckdb_functions() where schema_name = 'filtered'")
        return {name for (name,) in found.fetchall()}


def test_a_name_is_given_to_one_macro() -> None:
    assert sorted(WRITTEN) == sorted(set(WRITTEN))


def test_a_fresh_reader_knows_none_and_a_cursor_for_anything_all(reader: Reader) -> None:
    assert made(reader) == set()
    reader.cursor().close()
    assert made(reader) == {*WRITTEN, "agreed_values"}


def test_a_question_makes_what_it_calls_and_no_more(reader: Reader) -> None:
    answer(reader, "quality/pool")
    assert {"pool_scoped", "pool", "lead_points", "in_period"} <= made(reader)
    assert len(made(reader)) < len(WRITTEN) / 4


@pytest.mark.parametrize("nth", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_questions_asked_at_once_of_a_fresh_reader_are_all_answered(reader: Reader, nth: int) -> None:
    """A quarter of the reports; all by `make soak`."""
    every = [report.name for report in catalogue().values() if not any(param.required for param in report.params)]
    names = every[::nth]
    with ThreadPoolExecutor(8) as pool:
        found = dict(zip(names, pool.map(lambda name: answer(reader, name).frame, names), strict=True))
    assert [name for name in names if found[name].columns != [column.name for column in find(name).columns]] == []
