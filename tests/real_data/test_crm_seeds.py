"""The public seeds of HubSpot and Salesforce tables import with no mapping by hand, every record accounted."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from every_second import every_second

from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ANSWERS = {
    "hubspot": {"handoff": ("none",)},
    "salesforce": {
        "handoff": ("owner_assigned",),
        "sql": ("converted",),
        "activities": ("meeting", "task"),
        "stand_in": ("no",),
    },
}
# Order lines and the like say nothing about leads; past versions of accounts and contacts are not asked for.
UNUSED = {"sf_account_history_data", "sf_contact_history_data", "sf_opportunity_line_item_data", "sf_order_data",
          "sf_product_2_data"}  # fmt: skip


@pytest.fixture
def seeds() -> Path:
    folder = os.environ.get("OVERLAP_TEST_DATA")
    if not folder:
        pytest.skip("OVERLAP_TEST_DATA names no folder of published data")
    return Path(folder) / "crm_schemas"


@pytest.mark.parametrize("system", every_second(sorted(ANSWERS)))
def test_the_seeds_import_as_they_lie(seeds: Path, tmp_path: Path, system: str) -> None:
    export = Export(source_named(system), seeds / system, answers=ANSWERS[system])
    done = import_folder(Warehouse(tmp_path / "warehouse"), tmp_path / "store.db", export, now=NOW)
    assert done.manifest is not None, (done.asked, done.stopped)
    ignored = {each.file.removesuffix(".csv") for each in done.account.ignored}
    read = {file.file.removesuffix(".csv") for file in done.account.files if file.supplied}
    assert ignored == (UNUSED if system == "salesforce" else set())
    assert read | ignored == {path.stem for path in (seeds / system).iterdir()}
    assert [(file.file, file.rejected) for file in done.account.files if file.rejected] == []
    flags = [name for file in done.account.files for name in file.flag_columns if name.startswith(("_", "is_del"))]
    assert flags == []
