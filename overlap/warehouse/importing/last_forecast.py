"""What the published generation says revenue goals end at, kept before another takes its place: once a month."""

from contextlib import closing, suppress
from pathlib import Path

import duckdb

from overlap.errors import AppError
from overlap.reports import answer
from overlap.store import Store, open_store
from overlap.store.forecasts import has_forecasts, keep_forecasts
from overlap.warehouse.connections import Resources, attach
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import is_current, open_reader

FORECAST = "goals/forecast"


def keep_last_forecast(warehouse: Warehouse, place: str | Path, resources: Resources) -> None:
    """Into the store, where nothing is made again; nothing where this version cannot read the generation.

    A forecast that cannot be made stops no import. Raises StoreError.
    """
    if not is_current(warehouse):
        return
    manifest = warehouse.current()
    canonical = warehouse.path(manifest.files["canonical"])
    with open_store(place, manifest.house_id) as store:
        if has_forecasts(store, manifest.as_of_at.date()) or not _has_goals(canonical, store):
            return
        rows = []
        with suppress(AppError), closing(open_reader(warehouse, resources=resources, store=store)) as reader:
            rows = answer(reader, FORECAST).frame.to_dicts()
        keep_forecasts(store, manifest.generation, rows)


def _has_goals(canonical: Path, store: Store) -> bool:
    """Imported or signed ones; asked first, since opening a reader takes longer than many an import."""
    with duckdb.connect() as connection:
        attach(connection, canonical, "canonical_file")
        supplied = "from canonical_file.meta.tables where is_supplied and \"table\" = 'goals'"
        return store.counts()["goals"] > 0 or bool(connection.execute(supplied).fetchall())
