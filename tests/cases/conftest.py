"""Small companies with one awkward thing each: a folder below `given/`, whose README says what is expected of it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from few_marts import few_marts

from overlap.reports import Filters, answer
from overlap.warehouse.building.models import models
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.reader import Reader, open_reader

GIVEN = Path(__file__).parent / "given"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Company:
    """A copy of one folder of `given/`, and what was imported of it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        self.export = Path(shutil.copytree(GIVEN / name, folder / "export", dirs_exist_ok=True))
        self.warehouse = Warehouse(folder / "warehouse")
        self.store = folder / "store.db"
        self._readers: dict[str, Reader] = {}

    def bring(self, folder: Path | None = None, **options: Any) -> Imported:
        """Import the folder, or another one, as the next export of the same source."""
        export = Export(source_named("overlap"), folder or self.export, tuple(options.pop("without", ())))
        return import_folder(self.warehouse, self.store, export, now=options.pop("now", NOW), **options)

    def ask(self, report: str, filters: Filters | None = None, **params: object) -> list[dict[str, Any]]:
        """The rows of a report on what is published now."""
        generation = self.warehouse.current().generation
        if generation not in self._readers:
            self._readers[generation] = open_reader(self.warehouse)
        return answer(self._readers[generation], report, filters, params=params).frame.to_dicts()

    def close(self) -> None:
        for reader in self._readers.values():
            reader.close()


@pytest.fixture(scope="session")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of that company as its files are given, imported once for all tests that ask it."""
    companies: dict[tuple[str, ...], Company] = {}

    def folder_of(name: str) -> Path:
        made = name, *models()
        if made not in companies:
            companies[made] = Company(name, tmp_path_factory.mktemp("imported"))
            companies[made].bring()
        return companies[made].folder

    return folder_of


@pytest.fixture(scope="module", autouse=True)
def marts_of_reports(request: pytest.FixtureRequest) -> Iterator[None]:
    """Of a file that names the REPORTS it asks, no company has other marts than those they read."""
    if hasattr(request.module, "REPORTS"):
        with few_marts(*request.module.REPORTS):
            yield
    else:
        yield


@pytest.fixture
def case(tmp_path: Path, brought: Callable[[str], Path]) -> Iterator[Callable[[str], Company]]:
    """`case("09-currency-case")`: that company, imported; `case(name, imported=False)`: its files alone."""
    opened: list[Company] = []

    def open_case(name: str, *, imported: bool = True) -> Company:
        if imported:
            shutil.copytree(brought(name), tmp_path / name)
        company = Company(name, tmp_path / name)
        opened.append(company)
        return company

    yield open_case
    for company in opened:
        company.close()
