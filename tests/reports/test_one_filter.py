"""Under any filter of one value every report gives numbers, intervals of some width, and estimates inside them."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from demo_house import NOW, demo_house
from every_second import every_second
from one_filter import faults_of, faults_of_interval, one_value_filters, pairs_of

from overlap.reports import Filters, Report, answer, catalogue
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.reader import Reader, open_reader

FILTERED = sorted((report for report in catalogue().values() if report.takes_filters), key=lambda one: one.name)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with closing(open_reader(demo_house(tmp_path_factory.mktemp("narrow"), 500))) as opened:
        yield opened


def settings_of(report: Report) -> Iterator[Mapping[str, object]]:
    """The defaults, and every other way to group."""
    yield {}
    for param in report.params:
        if param.name == "by":
            yield from ({"by": value} for value in param.allowed if value != param.default)


def all_faults(reader: Reader, report: Report, filters: Iterator[Filters]) -> list[str]:
    required = {param.name for param in report.params if param.required}
    if required:
        return []
    return [
        f"{chosen} {given}: {fault}"
        for chosen in filters
        for given in settings_of(report)
        for fault in faults_of(answer(reader, report.name, chosen, params=given).frame)
    ]


@pytest.fixture(scope="module")
def rarest(reader: Reader) -> list[Filters]:
    """The blank value and the rarest of each filter."""
    return list(one_value_filters(reader, 2))


@pytest.mark.whole
@pytest.mark.parametrize("report", every_second(FILTERED), ids=lambda report: report.name)
def test_a_small_company_has_whole_intervals_under_the_rarest_values(
    reader: Reader, rarest: list[Filters], report: Report
):
    """Every second report under one of them, the next under another; all under all values by `make soak`."""
    assert not all_faults(reader, report, iter([rarest[FILTERED.index(report) % len(rarest)]]))


def imported_folder(folder: Path, export: Path, source: str) -> Warehouse:
    warehouse = Warehouse(folder / "warehouse")
    import_folder(warehouse, folder / "store.db", Export(source_named(source), export), now=NOW)
    return warehouse


def companies() -> list[tuple[str, Callable[[Path], Warehouse]]]:
    """A name and how to import it, of each company at hand."""
    found: list[tuple[str, Callable[[Path], Warehouse]]] = [
        ("demo of 3,000 leads", lambda folder: demo_house(folder, 3_000)),
        ("demo of 20,000 leads", lambda folder: demo_house(folder, 20_000)),
    ]
    if data := os.environ.get("OVERLAP_TEST_DATA"):
        found.append(("Olist", lambda folder: imported_folder(folder, Path(data) / "olist", "olist")))
    return found


@pytest.mark.soak
@pytest.mark.parametrize(("name", "build"), companies())
def test_every_report_has_whole_intervals_under_every_value(name: str, build, tmp_path: Path):
    with closing(open_reader(build(tmp_path))) as opened:
        filters = list(one_value_filters(opened))
        faults = [
            f"{report.name} {fault}" for report in FILTERED for fault in all_faults(opened, report, iter(filters))
        ]
    print(f"{name}: {len(FILTERED)} reports under {len(filters)} filters, {len(faults)} faults")
    assert not faults, faults[:20]


def test_what_is_wrong_is_noticed():
    assert pairs_of(["low", "high", "rate_low", "rate_high", "level_low", "lowest"]) == [
        ("low", "high"), ("rate_low", "rate_high"),
    ]  # fmt: skip
    for low, high, value in ((None, 1.0, 0.5), (0.0, None, 0.0), (0.5, 0.5, 0.5), (0.2, 0.4, 0.5)):
        assert faults_of_interval({"rate_low": low, "rate_high": high, "rate": value}, "rate_low", "rate_high")
    assert not faults_of_interval({"rate_low": 0.1, "rate_high": 0.3, "rate": 0.2}, "rate_low", "rate_high")
    assert not faults_of_interval({"rate_low": None, "rate_high": None, "rate": 0.2}, "rate_low", "rate_high")
