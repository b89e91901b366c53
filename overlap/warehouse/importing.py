"""From an export folder to a published generation: read, judge, fill, build, check, publish. All or nothing."""

import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from overlap.errors import InputError, NoGeneration, nearest
from overlap.reading import Account, Source, load_source, read
from overlap.sqlfile import QUERIES
from overlap.warehouse import canonical, checks
from overlap.warehouse.building import Progress, agreements_of, build_marts, silent
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources, attach, scratch
from overlap.warehouse.draft import Export, draft_of, fitting, is_unchanged
from overlap.warehouse.house import DEFAULT_ZONE
from overlap.warehouse.layout import Manifest, Warehouse
from overlap.warehouse.merging import merge

SOURCES = QUERIES / "sources"
REJECTS_SHOWN = 1000
NO_CURRENCY = "XXX"  # ISO 4217 for "no currency": a house without money


@dataclass(frozen=True)
class Imported:
    """What an import did. `manifest` is None when nothing was published, `is_new` False when nothing had changed."""

    account: Account
    manifest: Manifest | None = None
    is_new: bool = False
    rejects: list[dict[str, Any]] = field(default_factory=list)
    results: list[checks.Result] = field(default_factory=list)


def source_named(name: str) -> Source:
    """The source of that name. Raises InputError with the nearest one."""
    known = sorted(path.parent.name for path in SOURCES.glob("*/source.toml"))
    if name not in known:
        raise InputError(f'There is no source "{name}": Overlap reads {", ".join(known)}.{nearest(name, known)}')
    return load_source(SOURCES / name)


def judge(
    export: Export, *, now: datetime, resources: Resources = DEFAULT_RESOURCES, on_progress: Progress = silent
) -> Imported:
    """Read and judge an export; publish nothing."""
    with tempfile.TemporaryDirectory() as folder, scratch(Path(folder), resources) as connection:
        account = _read(connection, export, export.house.time_zone or DEFAULT_ZONE, now, on_progress)
        return Imported(account, rejects=_rejects(connection))


def import_folder(
    warehouse: Warehouse,
    store: str | Path,
    export: Export,
    *,
    now: datetime,
    as_of: datetime | None = None,
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Imported:
    """Import a folder as the rows of its source and publish a generation, unless nothing has changed.

    A refused file ends it with `manifest=None`. Raises CheckFailed when a `stop` check fails, InputError for a house
    that does not fit, WarehouseError for the lock. In every such case the published generation stays.
    """
    started = time.monotonic()
    with warehouse.writing() as building:
        current = _current(warehouse)
        house = fitting(export, current, as_of)
        with scratch(building, resources) as connection:
            account = _read(connection, export, house.time_zone or DEFAULT_ZONE, now, on_progress)
            rejects = _rejects(connection)
            if account.refused:
                return Imported(account, rejects=rejects)
            draft = draft_of(export, current, house, account, store, now)
            if current and is_unchanged(current, draft, export.source.name):
                return Imported(account, current, False, rejects)
            on_progress("canonical tables", 0.0)
            paths = {name: building / file for name, file in draft.files.items()}
            draft = _fill(connection, warehouse, current, export.source, account, draft, paths["canonical"])
        agreements = agreements_of(draft, store)
        draft, results = build_marts(paths["canonical"], paths["marts"], draft, agreements, resources, on_progress)
        manifest = replace(draft, seconds=round(time.monotonic() - started, 3))
        warehouse.publish(manifest, paths, resources.generations_kept)
    return Imported(account, manifest, True, rejects, results)


def _current(warehouse: Warehouse) -> Manifest | None:
    try:
        return warehouse.current()
    except NoGeneration:
        return None


def _read(
    connection: duckdb.DuckDBPyConnection, export: Export, zone: str, now: datetime, on_progress: Progress
) -> Account:
    return read(
        export.source, export.folder, connection, zone=zone, now=now, without=export.without, on_progress=on_progress
    )


def _rejects(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    frame = connection.sql(f"from raw._rejects order by file, line limit {REJECTS_SHOWN}").pl()
    return frame.to_dicts()


def _fill(
    connection: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    current: Manifest | None,
    source: Source,
    account: Account,
    draft: Manifest,
    path: Path,
) -> Manifest:
    """Write the canonical file; the draft comes back with the as-of and currency the data decide."""
    connection.execute("attach $path as built", {"path": str(path)})
    connection.execute("use built")
    canonical.create_tables(connection)
    if current and set(current.sources) - {source.name}:
        attach(connection, warehouse.path(current.files["canonical"]), "previous")
        canonical.copy_other_sources(connection, "previous", source.name)
        connection.execute("detach previous")
    canonical.fill(connection, source, account, datetime.fromisoformat(draft.built_at))
    merge(connection)
    newest = canonical.newest_event(connection)
    as_of = draft.as_of or (newest.isoformat() if newest else draft.built_at)
    draft = replace(draft, as_of=as_of, reporting_currency=draft.reporting_currency or _only_currency(connection))
    canonical.cut(connection, draft.as_of_at, draft.time_zone)
    connection.execute("checkpoint built")
    connection.execute("use scratch")
    connection.execute("detach built")
    return draft


def _only_currency(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.sql(
        "select distinct currency from canonical.deals where currency is not null order by 1"
    ).fetchall()
    if len(found) > 1:
        listed = ", ".join(row[0] for row in found)
        raise InputError(
            f"The deals are in {listed}, and nothing says which one to report in. "
            'Put a house.toml with reporting_currency = "EUR" (say) beside the files.'
        )
    return found[0][0] if found else NO_CURRENCY
