"""An export judged beside the warehouse, or imported and published as a generation. All or nothing."""

import getpass
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from overlap.errors import NoGeneration
from overlap.store import open_store
from overlap.store.source_answers import note_answers
from overlap.warehouse.building import Progress, silent
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources
from overlap.warehouse.generations.accepting import accepted_names
from overlap.warehouse.generations.hidden import holding_more
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.generations.person_files import key_file_aside, key_file_of
from overlap.warehouse.generations.rolling_back import forget
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.importing.last_forecast import keep_last_forecast
from overlap.warehouse.importing.one_import import OneImport


def judge(
    export: Export,
    *,
    now: datetime,
    warehouse: Warehouse | None = None,
    store: str | Path | None = None,
    as_of: datetime | None = None,
    accept: Sequence[str] = (),
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Imported:
    """Do all that an import does, beside the warehouse, and publish nothing; raises what the import would.

    Without a warehouse the export is judged as the first of a house.
    """
    with _aside(warehouse) as folder:
        current = _current(warehouse) if warehouse else None
        key_file = key_file_aside(warehouse, resources, folder)
        accepted = accepted_names(accept)
        work = OneImport(export, warehouse, current, store, now, accepted, resources, on_progress, key_file)
        return work.done(folder, as_of)[0]


def import_folder(
    warehouse: Warehouse,
    store: str | Path,
    export: Export,
    *,
    now: datetime,
    as_of: datetime | None = None,
    accept: Sequence[str] = (),
    who: str = "",
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Imported:
    """Import a folder as the rows of its source and publish a generation, unless nothing has changed.

    What the source was answered is written into the store's audit, as said by `who` (else the machine's user).
    A refused file ends it with `manifest=None`, and so does an open question and what is `stopped` unless its name is
    in `accept`. Raises CheckFailed when a `stop` check fails, InputError for a house that does not fit, WarehouseError
    for the lock. In every such case the published generation stays.
    """
    started = time.monotonic()
    accepted = accepted_names(accept)
    with warehouse.writing() as building:
        current, key_file = _current(warehouse), key_file_of(warehouse, resources)
        work = OneImport(export, warehouse, current, store, now, accepted, resources, on_progress, key_file)
        done, paths = work.done(building, as_of)
        if done.manifest is None or not done.is_new:
            return done
        if current is not None:
            keep_last_forecast(warehouse, store, resources)
        manifest = replace(done.manifest, seconds=round(time.monotonic() - started, 3))
        warehouse.publish(manifest, paths, resources.generations_kept)
        forget(warehouse, manifest)
        _note_answers(store, manifest, export.source.name, who, now)
        taken_away = holding_more(warehouse.kept(), manifest)
        warehouse.take_away(taken_away)
    return replace(done, manifest=manifest, taken_away=taken_away)


@contextmanager
def _aside(warehouse: Warehouse | None) -> Iterator[Path]:
    if warehouse:
        with warehouse.aside() as folder:
            yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="overlap-") as folder:
            yield Path(folder)


def _note_answers(store: str | Path, manifest: Manifest, source: str, who: str, now: datetime) -> None:
    said = manifest.sources[source]["choices"]
    if said:
        with open_store(store, manifest.house_id) as opened:
            note_answers(opened, source, said, who or getpass.getuser(), now)


def _current(warehouse: Warehouse) -> Manifest | None:
    try:
        return warehouse.current()
    except NoGeneration:
        return None
