"""What the published generation says revenue goals end at, kept before another takes its place: once a month."""

from contextlib import closing, suppress
from pathlib import Path

from overlap.errors import AppError
from overlap.reports import answer
from overlap.store import open_store
from overlap.store.forecasts import has_forecasts, keep_forecasts
from overlap.warehouse.connections import Resources
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
    with open_store(place, manifest.house_id) as store:
        if has_forecasts(store, manifest.as_of_at.date()):
            return
        with suppress(AppError), closing(open_reader(warehouse, resources=resources, store=store)) as reader:
            rows = answer(reader, FORECAST).frame.to_dicts() if "goals" in reader.supplied else []
            keep_forecasts(store, manifest.generation, rows)
