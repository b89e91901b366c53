"""A small export written in a test, with the warehouse and the store it is imported into."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import Any

import duckdb
from without_marts import is_alone

from overlap.reports import answer
from overlap.warehouse.building.models import models
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.reader import open_reader

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)

LEADS = "lead_id,created_at,channel\nL1,2026-01-05T10:00:00Z,web\nL2,2026-01-06T10:00:00Z,\n"
DEALS = (
    "deal_id,lead_id,opened_at,closed_at,outcome,amount,currency\n"
    "D1,L1,2026-02-01T10:00:00Z,2026-03-01T10:00:00Z,won,100.00,EUR\n"
    "D2,L9,2026-02-01T10:00:00Z,2026-04-01T10:00:00Z,won,50.00,EUR\n"
)
REPS = "deal_id,rep_id,role,share,is_overlay\nD1,R1,ae,0.5,no\nD1,R2,ae,0.5,no\nD1,S1,sdr,1,yes\n"


_BEGUN: dict[object, tuple[Path, Imported]] = {}


class House:
    """A warehouse, its store and a folder to import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.export = folder / "export"
        self.export.mkdir(exist_ok=True)
        self.warehouse = Warehouse(folder / "warehouse")
        self.store = folder / "store.db"

    def put(self, **files: str) -> "House":
        for name, text in files.items():
            (self.export / f"{name}.csv").write_text(text, encoding="utf-8")
        return self

    def bring(self, now=NOW, source="overlap", **options) -> Any:
        is_update = options.pop("is_update", False)
        export = Export(source_named(source), self.export, tuple(options.pop("without", ())), is_update=is_update)
        return import_folder(self.warehouse, self.store, export, now=now, **options)

    def begin(self) -> Any:
        """The first import of these files, done once for all tests that begin with it, and copied."""
        content = tuple((path.name, path.read_bytes()) for path in sorted(self.export.iterdir()))
        files = is_alone(), tuple(models()), content
        if files not in _BEGUN:
            kept = Path(mkdtemp(prefix="begun-", dir=self.folder.parent))
            copytree(self.export, kept / "export")
            first = House(kept)
            _BEGUN[files] = kept, first.bring()
        kept, imported = _BEGUN[files]
        copytree(kept, self.folder, dirs_exist_ok=True)
        return imported

    def rows(self, sql: str) -> list[tuple]:
        """What a question says to the canonical file that is published."""
        path = self.warehouse.path(self.warehouse.current().files["canonical"])
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.sql(sql).fetchall()

    def ask(self, name: str, **params):
        reader = open_reader(self.warehouse)
        try:
            return answer(reader, name, params=params).frame.to_dicts()
        finally:
            reader.close()
