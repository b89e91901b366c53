"""Marts from a canonical file: agreements in, models run, checks asked, manifest completed."""

import time
from collections.abc import Callable, Mapping
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
from overlap.warehouse.building.beside import build_beside
from overlap.warehouse.building.continued import begin, forget_the_rest, in_one_piece, keep, keys_of, marts_of
from overlap.warehouse.building.models import models, models_hash
from overlap.warehouse.building.shards.carrying import carrying
from overlap.warehouse.building.shards.engine import House, ShardedBuild
from overlap.warehouse.building.shards.loading import load
from overlap.warehouse.building.shards.size import shard_count
from overlap.warehouse.building.shards.tables import Held
from overlap.warehouse.building.step_results import StepResults, results_before
from overlap.warehouse.canonical import create_tables
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.canonical.joining import Precedence, join
from overlap.warehouse.connections import DEFAULT_RESOURCES, FINISHED, Resources, attach, desk, see, writing
from overlap.warehouse.generations.hidden import key_of
from overlap.warehouse.generations.layout import Warehouse, shards_name
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


def make_marts(
    canonical: Path,
    marts: Path,
    manifest: Manifest,
    agreements: Agreements,
    resources: Resources,
    on_progress: Progress,
    over: history.Before | None = None,
) -> tuple[Manifest, list[checks.Result]]:
    """Write the marts file, whatever its checks say. Raises WarehouseError."""
    params = _params(manifest)
    steps = results_before(over, resources)
    sharded = _in_shards(canonical, marts, manifest, agreements, resources, on_progress, over, steps)
    tables = sharded or in_one_piece(canonical, manifest, agreements)
    known = begin(marts, tables, over, manifest, resources, on_progress)
    with desk(canonical, marts, resources) as connection:
        if known is not None:
            forget_the_rest(connection, known)
        connection.execute("use marts_file; begin")  # one transaction: each insert alone would wait for the disk
        agreements.write(connection)
        connection.execute("commit; create schema if not exists marts_file.marts")
        see(connection, *FINISHED, "marts_file.agreements", "marts_file.marts")
        if sharded is None and known is None:
            build_beside(connection, params, manifest.seed, resources.threads, on_progress, steps.made)
            moved = {}
        else:
            moved = load(connection, marts_of(tables), known, lambda what, share: on_progress(what, 0.8 + 0.15 * share))
        on_progress("checks", 0.95)
        results = checks.run(
            connection, params, keys_of(connection, tables), known.checks if known is not None else None
        )
        checks.keep(connection, results)
        connection.execute(
            "create table marts_file.meta.house as select $as_of::timestamptz as as_of, $zone as time_zone, "
            "$currency as reporting_currency, $is_demo::boolean as is_demo, $built_at::timestamptz as built_at",
            {**params, "is_demo": manifest.is_demo, "built_at": manifest.built_at},
        )
        history.keep(connection, manifest, over)
        steps.keep(connection, models())
        keep(connection, tables, moved, manifest.built_at if known is None else known.begun_at)
        connection.execute("checkpoint marts_file")
    counts = {
        "passed": sum(1 for result in results if not result.failed),
        "warned": sum(1 for result in results if result.failed),
    }
    return replace(manifest, checks=counts), results


def _in_shards(
    canonical: Path,
    marts: Path,
    manifest: Manifest,
    agreements: Agreements,
    resources: Resources,
    on_progress: Progress,
    over: history.Before | None,
    steps: StepResults,
) -> Mapping[str, Held] | None:
    """The tables of a large house, its marts shard after shard beside its marts file; None where it is not cut."""
    count = shard_count(canonical, resources)
    if count == 1 and resources.engine == "local":
        return None
    house = House(canonical, agreements, _params(manifest), manifest.seed)
    folder = marts.with_name(shards_name(manifest.generation))
    before = over.shards if over is not None and over.is_taken_over else None
    with carrying(resources) as carry:
        return ShardedBuild(
            house, count, folder, before, resources, lambda what, share: on_progress(what, 0.8 * share), carry,
            steps.made,
        ).run()  # fmt: skip


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
        return checks.run(connection, _params(manifest))


def _params(manifest: Manifest) -> dict[str, object]:
    return {"as_of": manifest.as_of_at, "zone": manifest.time_zone, "currency": manifest.reporting_currency}


def _said(stopped: list[checks.Result]) -> str:
    lines = [
        f"{each.check.sentence} {broken_by(each.failed)}, for example\n{each.sample}  [{each.check.name}]"
        for each in stopped
    ]
    said = "Nothing was published; the last good generation keeps serving.\n" + "\n".join(lines)
    return f"{said}\nMend these rows in the export and import it again, or agree on other values if new ones broke it."
