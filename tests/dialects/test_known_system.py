"""The export of a system that Overlap knows is told from a stranger's by the names and columns of its files."""

import shutil
from pathlib import Path

import pytest
from relabelling import Dialect, relabel

from overlap.demo import DemoOptions, generate
from overlap.mapping.known_system import known_system
from overlap.reading.files.archives import Limits
from overlap.warehouse.importing import source_named

pytestmark = pytest.mark.whole

SYSTEMS = ("hubspot", "salesforce")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    generate(folder, DemoOptions(leads=100))
    return folder


def told(folder: Path, scratch: Path) -> str | None:
    return known_system(folder, [source_named(name) for name in SYSTEMS], Limits(), scratch)


@pytest.mark.parametrize(
    ("system", "name"),
    [("hubspot", "user_interface"), ("hubspot", "loader_tables"), ("salesforce", "data_export"),
     ("salesforce", "reports")],
)  # fmt: skip
def test_each_dialect_of_a_system_is_known(company: Path, tmp_path: Path, system: str, name: str) -> None:
    for folder in ("canonical", "export", "scratch"):
        (tmp_path / folder).mkdir()
    relabel(company, Dialect(system, name, {}), tmp_path / "canonical", tmp_path / "export")
    (tmp_path / "export" / "house.toml").unlink()
    assert told(tmp_path / "export", tmp_path / "scratch") == system


def test_our_own_tables_and_a_stranger_s_are_of_no_system(company: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    shutil.copytree(company, folder, ignore=lambda _folder, names: [n for n in names if not n.endswith(".csv")])
    assert told(folder, tmp_path) is None
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "people.csv").write_text("Nr,Name\n1,Ann\n", encoding="utf-8")
    assert told(tmp_path / "one", tmp_path) is None
