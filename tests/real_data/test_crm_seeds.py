"""The public seeds of HubSpot and Salesforce tables import with no mapping by hand, every record accounted."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.layout import Warehouse

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ANSWERS = {"hubspot": {"handoff": ("none",)}}


@pytest.fixture
def seeds() -> Path:
    folder = os.environ.get("OVERLAP_TEST_DATA")
    if not folder:
        pytest.skip("OVERLAP_TEST_DATA names no folder of published data")
    return Path(folder) / "crm_schemas"


@pytest.mark.parametrize("system", sorted(ANSWERS))
def test_the_seeds_import_as_they_lie(seeds: Path, tmp_path: Path, system: str) -> None:
    export = Export(source_named(system), seeds / system, answers=ANSWERS[system])
    done = import_folder(Warehouse(tmp_path / "warehouse"), tmp_path / "store.db", export, now=NOW)
    assert done.manifest is not None, (done.asked, done.stopped)
    assert done.account.ignored == ()
    read = {file.file for file in done.account.files if file.supplied}
    assert read == {path.name for path in (seeds / system).iterdir()}
    assert [(file.file, file.rejected) for file in done.account.files if file.rejected] == []
    assert [(file.file, file.flag_columns) for file in done.account.files if file.flag_columns] == []
