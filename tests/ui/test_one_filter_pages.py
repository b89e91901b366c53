"""Every screen of every page draws without an error line under a filter of one value, the blank one too."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from demo_house import demo_house
from sweep import ALIKE, PAGES, Screen, Visitor, pages

from overlap.reports import answer
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.reader import open_reader

REAL = os.environ.get("OVERLAP_TEST_DATA")
EUROPE = {"regions": "EMEA"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filtered")
    demo_house(folder, 500)
    return folder


@pytest.mark.whole
@pytest.mark.parametrize("nth", [6, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("page", pages(with_lists=True))
def test_every_screen_of_a_page_draws_under_a_filter_and_shows_labels(built: Path, show, page: str, nth: int):
    """Each view and every sixth of the other screens under one filter, some of them under one that leaves nothing.

    The other pages are drawn in test_never_recorded_pages.py; all of them, and every screen, by `make soak`.
    """
    show(built)
    visitor = Visitor(page)
    faults = visitor.faults(Screen(page), "channels", "(none)")
    for number, screen in enumerate(visitor.screens(**EUROPE)):
        if number % nth and not visitor.is_at(screen, **EUROPE):
            continue
        nobody = number % (3 * nth) == nth and page not in ALIKE  # in that team holds a deal
        faults += visitor.faults(screen, *(("teams", "Development") if nobody else ("regions", EUROPE["regions"])))
        faults += [f"{screen}: {code} is a code" for code in visitor.codes()]
        faults += [f"{screen}: the heading {head!r}" for head in visitor.small_headings()]
    assert not faults, faults[:20]


def values_of(warehouse: Warehouse) -> Iterator[tuple[str, str]]:
    """Every value of every filter as an address writes it."""
    with closing(open_reader(warehouse)) as reader:
        for field, value, *_ in answer(reader, "data/filter_choices").frame.iter_rows():
            yield field, "(none)" if value is None else value


def olist_house(folder: Path) -> Warehouse:
    """The real company, imported."""
    export = Export(source_named("olist"), Path(REAL or "") / "olist")
    warehouse = Warehouse(folder / "warehouse")
    import_folder(warehouse, folder / "store.db", export, now=datetime(2026, 11, 21, tzinfo=UTC))
    return warehouse


HOUSES = {
    "demo of 3,000": lambda folder: demo_house(folder, 3_000),
    "demo of 20,000": lambda folder: demo_house(folder, 20_000),
    "Olist": olist_house,
}


@pytest.mark.soak
@pytest.mark.parametrize("house", HOUSES)
def test_every_screen_draws_under_every_value(tmp_path: Path, put_there, house: str):
    if house == "Olist" and REAL is None:
        pytest.skip("OVERLAP_TEST_DATA names no folder with the Olist files")
    values = list(values_of(HOUSES[house](tmp_path / "company")))
    put_there(tmp_path / "company")
    faults, count = [], 0
    for page in PAGES:
        visitor = Visitor(page)
        for screen in list(visitor.screens()):
            faults += [fault for field, value in values for fault in visitor.faults(screen, field, value)]
            count += len(values)
    print(f"{house}: {count:,} screens under {len(values)} filters of one value")
    assert not faults, faults[:20]
