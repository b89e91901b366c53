"""The marts file of a canonical file: gone on from the published one or made anew, in shards or in one piece."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from overlap.agreements import Agreements
from overlap.warehouse.building import checks, history
from overlap.warehouse.building.beside import build_beside
from overlap.warehouse.building.checks_of_shards import found_before
from overlap.warehouse.building.continued import begin, forget_the_rest, in_one_piece, keep, marts_of, with_meta
from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.carrying import carrying
from overlap.warehouse.building.shards.engine import House, Progress, ShardedBuild
from overlap.warehouse.building.shards.held_tables import Held
from overlap.warehouse.building.shards.loading import load
from overlap.warehouse.building.shards.size import shard_count
from overlap.warehouse.building.step_results import StepResults, results_before
from overlap.warehouse.connections import FINISHED, Resources, desk, see
from overlap.warehouse.generations.layout import shards_name
from overlap.warehouse.generations.manifest import Manifest


@dataclass(frozen=True)
class _Order:
    """A marts file to be made: of what, where, with what, and over what."""

    house: House
    marts: Path
    manifest: Manifest
    resources: Resources
    on_progress: Progress
    over: history.Before | None
    steps: StepResults

    def part(self, begins: float, share: float) -> Progress:
        """The progress of a part of the work."""
        return lambda what, done: self.on_progress(what, begins + share * done)


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
    house = House(canonical, agreements, params_of(manifest), manifest.seed)
    order = _Order(house, marts, manifest, resources, on_progress, over, results_before(over, resources))
    with _in_shards(order) as sharded:
        results = _written(order, sharded)
    counts = {
        "passed": sum(1 for result in results if not result.failed),
        "warned": sum(1 for result in results if result.failed),
    }
    return replace(manifest, checks=counts), results


def _written(order: _Order, sharded: Mapping[str, Held] | None) -> list[checks.Result]:
    """The marts file, of the files of shards where there are any; what its checks say."""
    house, manifest, resources, over = order.house, order.manifest, order.resources, order.over
    params = house.params
    tables = sharded or in_one_piece(house.canonical, manifest, house.agreements)
    known = begin(order.marts, tables, over, manifest, resources, order.on_progress)
    with desk(house.canonical, order.marts, resources) as connection:
        if known is not None:
            forget_the_rest(connection, known)
        connection.execute("use marts_file; begin")  # one transaction: each insert alone would wait for the disk
        house.agreements.write(connection)
        connection.execute("commit; create schema if not exists marts_file.marts")
        see(connection, *FINISHED, "marts_file.agreements", "marts_file.marts")
        if sharded is None and known is None:
            build_beside(connection, params, manifest.seed, resources.threads, order.on_progress, order.steps.made)
            moved = {}
        else:
            moved = load(connection, marts_of(tables), known, order.part(0.8, 0.15))
        order.on_progress("checks", 0.95)
        tables = with_meta(connection, tables)
        keys = {name: held.whole.key for name, held in tables.items()}
        found = found_before(house.canonical, tables, known, params, resources) if known is not None else {}
        results = checks.run(connection, params, keys, found)
        checks.keep(connection, results)
        connection.execute(
            "create table marts_file.meta.house as select $as_of::timestamptz as as_of, $zone as time_zone, "
            "$currency as reporting_currency, $is_demo::boolean as is_demo, $built_at::timestamptz as built_at",
            {**params, "is_demo": manifest.is_demo, "built_at": manifest.built_at},
        )
        history.keep(connection, manifest, over)
        order.steps.keep(connection, models())
        keep(connection, tables, moved, manifest.built_at if known is None else known.begun_at)
        connection.execute("checkpoint marts_file")
    return results


@contextmanager
def _in_shards(order: _Order) -> Iterator[Mapping[str, Held] | None]:
    """The tables of a large house, its marts shard after shard beside its marts file; None where it is not cut."""
    count = shard_count(order.house.canonical, order.resources)
    if count == 1 and order.resources.engine == "local":
        yield None
        return
    folder = order.marts.with_name(shards_name(order.manifest.generation))
    before = order.over.shards if order.over is not None and order.over.is_taken_over else None
    with carrying(order.resources) as carry:
        build = ShardedBuild(
            order.house, count, folder, before, order.resources, order.part(0, 0.8), carry, order.steps.made
        )
        tables = build.run()
    yield tables
    build.clear()


def params_of(manifest: Manifest) -> dict[str, object]:
    """What is bound to models and checks."""
    return {"as_of": manifest.as_of_at, "zone": manifest.time_zone, "currency": manifest.reporting_currency}
