"""The demo company's export, written once for all who read it in other dialects."""

from pathlib import Path

import pytest

from overlap.demo import DemoOptions, generate


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """400 leads and all that belongs to them."""
    folder = tmp_path_factory.mktemp("company") / "export"
    generate(folder, DemoOptions(leads=400))
    return folder
