"""The demo company told in HubSpot's and Salesforce's words gives every report the answer of the canonical export."""

from pathlib import Path

import pytest
from relabelling import Dialect, answers_of, apart, imported, opened, relabel

from overlap.demo import DemoOptions, generate

pytestmark = pytest.mark.whole

HUBSPOT = {"handoff": ("owner_assigned",), "sal": ("status:salesaccepted",), "recycled": ("status:unqualified",)}
DIALECTS = [
    Dialect("hubspot", "loader_tables", HUBSPOT),
    Dialect("hubspot", "user_interface", {"handoff": ("owner_assigned",)}),
    Dialect("salesforce", "data_export", {"handoff": ("owner_assigned",)}),
]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    generate(folder, DemoOptions(leads=400))
    return folder


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: f"{dialect.source}, {dialect.name}")
def test_a_dialect_gives_every_report_the_canonical_answer(company: Path, tmp_path: Path, dialect: Dialect) -> None:
    canonical, export, ours, theirs = (tmp_path / name for name in ("canonical", "export", "ours", "theirs"))
    for folder in (canonical, export, ours, theirs):
        folder.mkdir()
    relabel(company, dialect, canonical, export)
    known, _ = imported("overlap", canonical, ours, {})
    told, done = imported(dialect.source, export, theirs, dialect.answers)
    assert [file.file for file in done.account.files if file.rejected] == []
    assert [each.file for each in done.account.ignored] == []
    with opened(known) as first, opened(told) as second:
        expected, found = answers_of(first), answers_of(second)
    assert len(expected) > 50
    assert apart(expected, found) == {}


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: f"{dialect.source}, {dialect.name}")
def test_what_a_dialect_cannot_know_has_its_reason(dialect: Dialect) -> None:
    assert dialect.files
    for path in dialect.cannot_know:
        assert path.read_text().startswith("-- "), path
