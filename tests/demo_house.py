"""A small demo company, imported once per test process."""

from datetime import UTC, datetime
from pathlib import Path

from overlap.demo import DemoOptions, generate
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.layout import Warehouse

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def demo_house(folder: Path, leads: int = 1500) -> Warehouse:
    """A warehouse below `folder` holding the demo company of that size."""
    generate(folder / "export", DemoOptions(leads=leads))
    warehouse = Warehouse(folder / "warehouse")
    import_folder(warehouse, folder / "store.db", Export(source_named("overlap"), folder / "export"), now=NOW)
    return warehouse
