"""From an export folder to a published generation: read, judge, fill, build, check, publish. All or nothing."""

import hashlib
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from overlap import __version__
from overlap.errors import InputError, NoGeneration, nearest
from overlap.reading import Account, Source, load_source, read
from overlap.sqlfile import QUERIES
from overlap.store import open_store
from overlap.warehouse import canonical, checks
from overlap.warehouse.building import Progress, agreements_of, build_marts, silent
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources, attach, scratch
from overlap.warehouse.contract_hash import contract_hash
from overlap.warehouse.house import DEFAULT_ZONE, House, read_house
from overlap.warehouse.layout import Manifest, Warehouse, new_id
from overlap.warehouse.models import models_hash

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


@dataclass(frozen=True)
class Export:
    """A folder to import as rows of a source, and what it and its source say about the house."""

    source: Source
    folder: Path
    without: Sequence[str] = ()

    @property
    def house(self) -> House:
        """The folder's house.toml over the source's."""
        return read_house(self.folder).over(read_house(self.source.folder))


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
        house = _fitting(export, current, as_of)
        with scratch(building, resources) as connection:
            account = _read(connection, export, house.time_zone or DEFAULT_ZONE, now, on_progress)
            rejects = _rejects(connection)
            if account.refused:
                return Imported(account, rejects=rejects)
            draft = _draft(export, current, house, account, store, now)
            if current and _is_unchanged(current, draft, export.source.name):
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


def _fitting(export: Export, current: Manifest | None, as_of: datetime | None) -> House:
    """The house the export belongs to. Raises InputError when another source has already set it differently."""
    house = export.house
    others = current is not None and set(current.sources) - {export.source.name}
    if not current or not others:
        return replace(house, as_of=as_of or house.as_of)
    for name, wanted, has in (
        ("time_zone", house.time_zone, current.time_zone),
        ("reporting_currency", house.reporting_currency, current.reporting_currency),
        ("as_of", as_of is None and house.as_of and house.as_of.isoformat(), current.as_of),
    ):
        if wanted and wanted != has:
            raise InputError(
                f"The house has {name} {has}; {export.source.name} says {wanted}. "
                "Give both the same house.toml, or import them into two warehouses (OVERLAP_WAREHOUSE)."
            )
    fixed = current.as_of_at if current.as_of_is_given else None
    return replace(
        house, as_of=as_of or fixed, time_zone=current.time_zone, reporting_currency=current.reporting_currency
    )


def _draft(
    export: Export, current: Manifest | None, house: House, account: Account, store: str | Path, now: datetime
) -> Manifest:
    generation = new_id(now)
    before = current.house if current else {"source_agreements": {}, "folder_agreements": {}, "is_demo": False}
    agreed = {
        "source_agreements": {**before["source_agreements"], **read_house(export.source.folder).agreements},
        "folder_agreements": {**before["folder_agreements"], **read_house(export.folder).agreements},
        "is_demo": house.is_demo,
    }
    entry = {
        "content": _content_hash(export.source, account, house),
        "records": sum(file.records for file in account.files),
        "accepted": sum(file.accepted for file in account.files),
        "rejected": sum(file.rejected for file in account.files),
        "imported_at": now.astimezone(UTC).isoformat(),
    }
    draft = Manifest(
        generation=generation,
        built_at=now.astimezone(UTC).isoformat(),
        app_version=__version__,
        contract_hash=contract_hash(),
        models_hash=models_hash(),
        agreements_hash="",
        build_hash="",
        house_id=current.house_id if current else _house_id(store),
        as_of=house.as_of.astimezone(UTC).isoformat() if house.as_of else "",
        time_zone=house.time_zone or DEFAULT_ZONE,
        reporting_currency=house.reporting_currency or "",
        as_of_is_given=house.as_of is not None,
        house=agreed,
        sources={**(current.sources if current else {}), export.source.name: entry},
        files={"canonical": f"canonical-{generation}.duckdb", "marts": f"marts-{generation}.duckdb"},
        checks={},
    )
    agreements = agreements_of(draft, store)
    return replace(draft, agreements_hash=agreements.hash, build_hash=agreements.build_hash)


def _house_id(store: str | Path) -> str:
    """The id a store already has, else a new one: the first import makes the house."""
    with open_store(store) as opened:
        return opened.house_id or str(uuid.uuid4())


def _content_hash(source: Source, account: Account, house: House) -> str:
    """What decides the canonical rows: the files' bytes, the source's own SQL, the house."""
    parts = [source.name, str(house.as_of), str(house.time_zone), str(house.reporting_currency), str(house.agreements)]
    parts += [f"{file.table} {file.sha256} {file.later_than_now}" for file in account.files if file.supplied]
    parts += [path.read_text(encoding="utf-8") for path in sorted(source.folder.iterdir()) if path.is_file()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _is_unchanged(current: Manifest, draft: Manifest, source: str) -> bool:
    same = ("contract_hash", "models_hash", "agreements_hash", "app_version")
    return (
        source in current.sources
        and current.sources[source]["content"] == draft.sources[source]["content"]
        and all(getattr(current, name) == getattr(draft, name) for name in same)
    )


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
