"""Marts from a canonical file: agreements in, models run, checks asked, manifest completed."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from overlap import __version__
from overlap.agreements import Agreements, resolve
from overlap.errors import CheckFailed
from overlap.personal import KeyFile
from overlap.personal.key_file import NAME
from overlap.store import open_store
from overlap.warehouse.building import checks, history
from overlap.warehouse.building.making import make_marts, params_of
from overlap.warehouse.building.models import models_hash
from overlap.warehouse.canonical import create_tables
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.canonical.joining import Precedence, join
from overlap.warehouse.connections import DEFAULT_RESOURCES, FINISHED, Resources, attach, desk, see, writing
from overlap.warehouse.generations.hidden import key_of
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.generations.upgrading import upgrade
from overlap.words import broken_by

Progress = Callable[[str, float], None]


def silent(what: str, share: float) -> None:
    """Progress that nobody watches."""


def agreements_of(manifest: Manifest, store: str | Path | None) -> Agreements:
    """What holds for a house: its files' values under what its store has signed, if it has one."""
    if store is None:
        return resolve(manifest.agreed("source_agreements"), manifest.agreed("folder_agreements"), ())
    with open_store(store, manifest.house_id) as opened:
        return resolve(manifest.agreed("source_agreements"), manifest.agreed("folder_agreements"), opened.agreements())


def build_marts(
    canonical: Path,
    marts: Path,
    manifest: Manifest,
    agreements: Agreements,
    resources: Resources,
    on_progress: Progress,
    over: history.Before | None = None,
) -> tuple[Manifest, list[checks.Result]]:
    """Write the marts file; `over` is the generation it follows. Returns the manifest with its check counts.

    Raises CheckFailed naming the rows, WarehouseError for a file that cannot be read or written.
    """
    made, results = make_marts(canonical, marts, manifest, agreements, resources, on_progress, over)
    refuse_broken(results)
    return made, results


def refuse_broken(results: list[checks.Result]) -> None:
    """Raises CheckFailed where a check of level stop fails, naming the rows."""
    stopped = [result for result in results if result.stops]
    if stopped:
        raise CheckFailed(_said(stopped))


def rebuild(
    warehouse: Warehouse,
    store: str | Path,
    *,
    now: datetime,
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
    wait_seconds: float = 0,
    follow: Callable[[Warehouse, Manifest], history.Before | None] = history.before,
) -> tuple[Manifest, list[checks.Result]]:
    """Marts again from the current canonical file, with today's agreements and models; publish.

    `follow` says what is kept of the published generation: also marts that would be the same, or its history alone.
    Waits for another writer no longer than `wait_seconds`. Raises WarehouseError, CheckFailed.
    """
    started = time.monotonic()
    with warehouse.writing(wait_seconds) as building:
        current = warehouse.current()
        agreements = agreements_of(current, store)
        generation = new_id(now)
        paths = {"marts": building / f"marts-{generation}.duckdb"}
        canonical = warehouse.path(current.files["canonical"])
        same_email = same_email_of(agreements, now)
        if current.contract_hash != contract_hash() or current.same_email != same_email:
            paths["canonical"] = building / f"canonical-{generation}.duckdb"
            join_anew(warehouse, replace(current, same_email=same_email), paths["canonical"], resources)
            canonical = paths["canonical"]
        manifest = replace(
            current,
            same_email=same_email,
            generation=generation,
            built_at=now.astimezone(UTC).isoformat(),
            app_version=__version__,
            contract_hash=contract_hash(),
            models_hash=models_hash(),
            agreements_hash=agreements.hash,
            build_hash=agreements.build_hash,
            previous=current.generation,
            files={**current.files, **{name: path.name for name, path in paths.items()}},
        )
        over = follow(warehouse, current)
        manifest, results = build_marts(canonical, paths["marts"], manifest, agreements, resources, on_progress, over)
        manifest = replace(manifest, seconds=round(time.monotonic() - started, 3))
        warehouse.publish(manifest, paths, resources.generations_kept)
    return manifest, results


def same_email_of(agreements: Agreements, at: datetime) -> str:
    """Whether rows of one source with one e-mail address are one person ("one"), as agreed at an instant, or "apart".

    It has no past: a person is one, or two.
    """
    return str(agreements.holding("persons", at).values["same_email"])


def join_anew(warehouse: Warehouse, manifest: Manifest, newer: Path, resources: Resources) -> None:
    """What the sources of a generation brought, in the tables of today's contract and joined as the manifest says.

    Raises WarehouseError where the rows do not fit.
    """
    key = key_of(manifest, KeyFile(resources.key_file or warehouse.folder.parent / NAME))
    with writing(newer, resources) as connection:
        create_tables(connection)
        attach(connection, warehouse.path(manifest.files["canonical"]), "previous")
        upgrade(connection, "previous")
        join(connection, Precedence(manifest.precedence), key, manifest.same_email)
        connection.execute("detach previous; checkpoint")


def check_current(warehouse: Warehouse, resources: Resources = DEFAULT_RESOURCES) -> list[checks.Result]:
    """Every check again, on the published generation as it lies there."""
    manifest = warehouse.current()
    with (
        warehouse.aside() as folder,
        desk(warehouse.path(manifest.files["canonical"]), folder / "unused.duckdb", resources) as connection,
    ):
        attach(connection, warehouse.path(manifest.files["marts"]), "published")
        see(connection, *FINISHED, "published.agreements", "published.marts")
        return checks.run(connection, params_of(manifest))


def _said(stopped: list[checks.Result]) -> str:
    lines = [
        f"{each.check.sentence} {broken_by(each.failed)}, for example\n{each.sample}  [{each.check.name}]"
        for each in stopped
    ]
    said = "Nothing was published; the last good generation keeps serving.\n" + "\n".join(lines)
    return f"{said}\nMend these rows in the export and import it again, or agree on other values if new ones broke it."
