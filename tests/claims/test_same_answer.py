"""One question to one generation has one answer, rows and order included, however many threads and people ask."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import duckdb
import polars as pl
import pytest
from contradictions import of_frame
from demo_house import demo_house

from overlap.reports import Filters, answer, catalogue, find
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

ASKED = sorted(report.name for report in catalogue().values() if not any(param.required for param in report.params))
FILTERS = (Filters(), Filters(regions=("EMEA",)))
SESSIONS = 2  # at once on each reader


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder: Path = tmp_path_factory.mktemp("same")
    return demo_house(folder, 500)


@pytest.fixture(scope="module")
def readers(warehouse: Warehouse) -> Iterator[list[Reader]]:
    """The same generation read with one thread and with eight."""
    opened = [open_reader(warehouse, resources=Resources(threads=threads)) for threads in (1, 8)]
    yield opened
    for reader in opened:
        reader.close()


def asked(reader: Reader, name: str, filters: Filters) -> pl.DataFrame:
    return answer(reader, name, filters, seconds=120).frame


def in_turn(name: str) -> Sequence[Filters]:
    """One of the filters, each for half of the reports."""
    return [FILTERS[ASKED.index(name) // 2 % len(FILTERS)]]


def each(_name: str) -> Sequence[Filters]:
    """Both of them, by `make soak`."""
    return FILTERS


UNDER = pytest.mark.parametrize(
    "chosen", [pytest.param(in_turn, id="in turn"), pytest.param(each, id="each", marks=pytest.mark.soak)]
)


@UNDER
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.soak if place % 12 else ()) for place, name in enumerate(ASKED)]
)
def test_many_sessions_with_many_threads_get_one_answer(
    readers: list[Reader], name: str, chosen: Callable[[str], Sequence[Filters]]
) -> None:
    """Every twelfth report, more of which are asked of rows in another order below; all by `make soak`."""
    alone, *threaded = readers
    for filters in chosen(name):
        first = asked(alone, name, filters)
        again = [(reader, name, filters) for reader in threaded for _ in range(SESSIONS)]
        with ThreadPoolExecutor(len(again)) as pool:
            for found in pool.map(lambda one: asked(*one), again):
                assert found.equals(first), differing(found, first)


@pytest.fixture(scope="module")
def shuffled(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Reader]]:
    """The same generation, its rows lying in two other orders: what threads may do to large tables."""
    opened = [open_reader(in_other_order(warehouse, tmp_path_factory.mktemp("order"), seed)) for seed in (1, 2)]
    yield opened
    for reader in opened:
        reader.close()


def in_other_order(warehouse: Warehouse, folder: Path, seed: int) -> Warehouse:
    """A copy whose marts lie in an order that the seed decides."""
    other = Warehouse(copytree(warehouse.folder, folder / "warehouse"))
    with duckdb.connect(str(other.path(other.current().files["marts"]))) as connection:
        found = connection.sql("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        for (table,) in found:
            connection.execute(f'''
                create table marts.in_other_order as from marts."{table}" order by hash({seed} + rowid);
                drop table marts."{table}";
                alter table marts.in_other_order rename to "{table}"
            ''')
    return other


@UNDER
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.soak if place % 4 else ()) for place, name in enumerate(ASKED)]
)
def test_an_answer_does_not_depend_on_the_order_in_which_rows_lie(
    shuffled: list[Reader], name: str, chosen: Callable[[str], Sequence[Filters]]
) -> None:
    """Every fourth report, and whether its estimates lie within their intervals; all by `make soak`."""
    for filters in chosen(name):
        one, other = (asked(reader, name, filters) for reader in shuffled)
        assert one.equals(other), differing(one, other)
        assert not list(of_frame(one, find(name)))


def differing(found: pl.DataFrame, first: pl.DataFrame) -> str:
    """The columns in which two answers differ, with the first such rows."""
    if found.shape != first.shape:
        return f"{found.shape} and {first.shape}"
    names = [name for name in first.columns if not found[name].equals(first[name], null_equal=True)]
    return f"{names}: {found.select(names).head(3)} and {first.select(names).head(3)}"
