"""A company that forgets people: what is brought, rated, asked and forgotten there."""

from datetime import timedelta
from pathlib import Path

import duckdb
from two_people import NOW, write

from overlap.reports import answer
from overlap.store import open_store
from overlap.store.feedback import Rating, give
from overlap.warehouse.forgetting import forget
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.reader import open_reader

LATER = NOW + timedelta(days=1)


class Company:
    """A company with two generations, and something typed about both people."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.export = folder / "company", folder / "export"
        self.warehouse, self.store = Warehouse(self.folder / "warehouse"), self.folder / "store.db"

    def bring(self, now=NOW, *, is_update: bool = False, **files: str) -> Imported:
        write(self.export, **files)
        export = Export(source_named("overlap"), self.export, is_update=is_update)
        return import_folder(self.warehouse, self.store, export, now=now, accept=("rejects", "links", "shrink"))

    def rate(self, form: str, handoff: str, lead: str, comment: str) -> None:
        with open_store(self.store) as store:
            give(store, Rating(form, handoff, lead, "R1", 4, "Sam", (), comment), NOW)

    def ask(self, name: str, **params) -> list[dict]:
        reader = open_reader(self.warehouse)
        try:
            return answer(reader, name, params=params).frame.to_dicts()
        finally:
            reader.close()

    def rows(self, sql: str, generation: str | None = None) -> list[tuple]:
        manifest = self.warehouse.manifest(generation) if generation else self.warehouse.current()
        with duckdb.connect(str(self.warehouse.path(manifest.files["canonical"])), read_only=True) as database:
            return database.sql(sql).fetchall()

    def forget(self, lead: str = "L1"):
        return forget(self.warehouse, self.store, lead, who="Dana", now=LATER)
