"""A generation built before a canonical table or column was added is brought to it by a build, without its exports."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from houses import house

from overlap.errors import WarehouseError
from overlap.reports import answer
from overlap.warehouse.building import rebuild
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.whole
REPORTS = ("followup/list", "data/tables")

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TABLES: dict[str, list[dict[str, Any]]] = {
    "leads": [{"lead_id": "L1", "created_at": "2026-03-02T09:00:00", "region": "EMEA"}],
    "handoffs": [{"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-03-02T10:00:00"}],
    "activities": [
        {"activity_id": "Y1", "lead_id": "L1", "kind": "call", "occurred_at": "2026-03-02T11:00:00"},
    ],
}


@pytest.fixture
def older(tmp_path: Path) -> Warehouse:
    """A published house whose canonical file knows neither `merged_leads` nor the status of an activity."""
    house(tmp_path, **TABLES).close()  # pyright: ignore[reportArgumentType]
    warehouse = Warehouse(tmp_path / "warehouse")
    manifest = warehouse.current()
    assert manifest is not None
    with duckdb.connect(str(warehouse.path(manifest.files["canonical"]))) as connection:
        connection.execute("""
            drop table canonical.merged_leads;
            alter table canonical.activities drop column status;
            delete from meta.tables where "table" = 'merged_leads'
        """)
    path = tmp_path / "warehouse" / "generations" / f"{manifest.generation}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "contract_hash": "older", "models_hash": "older"}))
    return warehouse


def test_a_build_makes_what_is_new_empty_and_keeps_every_row(older: Warehouse, tmp_path: Path) -> None:
    before = older.current()
    manifest, _ = rebuild(older, tmp_path / "store.db", now=NOW)
    assert manifest.files["canonical"] != before.files["canonical"]
    reader = open_reader(older)
    try:
        (row,) = answer(reader, "followup/list").frame.to_dicts()
        assert (row["lead_id"], row["state"], row["business_minutes"]) == ("L1", "in_time", 60)
        supplied = {row["table_name"]: row for row in answer(reader, "data/tables").frame.to_dicts()}
        assert not supplied["merged_leads"]["is_supplied"]
    finally:
        reader.close()
    with duckdb.connect(str(older.path(manifest.files["canonical"])), read_only=True) as connection:
        assert connection.sql("select count(*) from canonical.merged_leads").fetchall() == [(0,)]
        assert connection.sql("select activity_id, status from canonical.activities").fetchall() == [("Y1", None)]


def test_tables_that_have_lost_a_column_ask_for_a_new_import(older: Warehouse, tmp_path: Path) -> None:
    with duckdb.connect(str(older.path(older.current().files["canonical"]))) as connection:
        connection.execute("alter table canonical.leads add column shoe_size integer")
    with pytest.raises(WarehouseError, match="import the exports again"):
        rebuild(older, tmp_path / "store.db", now=NOW)
