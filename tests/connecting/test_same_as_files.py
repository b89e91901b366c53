"""What a company's CRM tells live fills the same tables as the company's export in files."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answering import Clock, Lead
from exported_crm import ExportedHubSpot, salesforce_of
from hubspot_server import TOKEN
from sales_server import LOGIN

from overlap.connecting.hubspot import pull as hubspot
from overlap.connecting.place import Place
from overlap.connecting.salesforce import pull as salesforce
from overlap.demo import DemoOptions, generate
from overlap.settings import PROJECT
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import source_named

sys.path.append(str(PROJECT / "tests" / "dialects"))
from relabelling import Dialect, relabel  # noqa: E402 # pyright: ignore[reportMissingImports]
from small_exports import all_rows, filled  # noqa: E402 # pyright: ignore[reportMissingImports]

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HUBSPOT = Dialect(
    "hubspot", "loader_tables",
    {"handoff": ("owner_assigned",), "sal": ("status:salesaccepted",), "recycled": ("status:unqualified",)},
)  # fmt: skip
SALESFORCE = Dialect("salesforce", "data_export", {"handoff": ("owner_assigned",)})


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    generate(folder, DemoOptions(leads=150))
    return folder


@pytest.mark.whole
@pytest.mark.parametrize("dialect", (HUBSPOT, SALESFORCE), ids=lambda dialect: dialect.source)
def test_a_live_pull_fills_what_the_files_fill(
    company: Path, tmp_path: Path, lead: Lead, clock: Clock, monkeypatch: pytest.MonkeyPatch, dialect: Dialect
) -> None:
    monkeypatch.setattr("simple_salesforce.bulk2.sleep", clock.sleep)
    canonical, export = tmp_path / "canonical", tmp_path / "export"
    for folder in (canonical, export, tmp_path / "files", tmp_path / "live"):
        folder.mkdir()
    relabel(company, dialect, canonical, export)
    place = Place(Warehouse(tmp_path / "house" / "warehouse"), dialect.source)
    lead(ExportedHubSpot(export) if dialect is HUBSPOT else salesforce_of(export))
    client, token = (hubspot, TOKEN) if dialect is HUBSPOT else (salesforce, LOGIN)
    source = source_named(dialect.source)
    tables = client.pull(token, place, source, NOW, lambda what, share: None, is_whole=False)
    with filled(dialect.source, tmp_path / "files", export, dialect.answers) as files:
        expected = all_rows(files)
    with filled(dialect.source, tmp_path / "live", tables, dialect.answers) as live:
        assert [(file.file, file.rejected) for file in live.account.files if file.rejected] == []
        found = all_rows(live)
    assert sum(map(len, expected.values())) > 1_000
    assert {table: len(rows) for table, rows in found.items() if rows != expected[table]} == {}
