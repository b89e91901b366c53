"""The demo company's export, written once for all who read it in other dialects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from without_marts import canonical_alone

from overlap.demo import DemoOptions, generate


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """250 leads and all that belongs to them, but of the days of its campaigns, which are as many for any company, an
    eighth."""
    folder = tmp_path_factory.mktemp("company") / "export"
    generate(folder, DemoOptions(leads=250))
    header, *days = (folder / "campaign_days.csv").read_text().splitlines(keepends=True)
    (folder / "campaign_days.csv").write_text("".join([header, *days[::8]]))
    return folder


@pytest.fixture
def no_marts() -> Iterator[None]:
    """Imports end with the canonical file: what is tested has happened by then."""
    with canonical_alone():
        yield
