"""The demo company's export, written once for all who read it in other dialects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from without_marts import canonical_alone

from overlap.demo import DemoOptions, generate


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """400 leads and all that belongs to them."""
    folder = tmp_path_factory.mktemp("company") / "export"
    generate(folder, DemoOptions(leads=400))
    return folder


@pytest.fixture
def no_marts() -> Iterator[None]:
    """Imports end with the canonical file: what is tested has happened by then."""
    with canonical_alone():
        yield
