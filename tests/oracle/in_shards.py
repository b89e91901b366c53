"""A published house built once more in shards, and what of its marts then is not as in one piece."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
from houses import SMALL

from overlap.agreements import read_agreements
from overlap.sqlfile import sorted_by
from overlap.warehouse.building import silent
from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.engine import House, ShardedBuild
from overlap.warehouse.building.shards.union import whole
from overlap.warehouse.building.shards.waves import runs_in_shards
from overlap.warehouse.generations.layout import Warehouse


def house_of(warehouse: Warehouse) -> House:
    """What the published generation was built of."""
    manifest = warehouse.current()
    with duckdb.connect(str(warehouse.path(manifest.files["marts"])), read_only=True) as marts:
        agreements = read_agreements(marts)
    params = {"as_of": manifest.as_of_at, "zone": manifest.time_zone, "currency": manifest.reporting_currency}
    return House(warehouse.path(manifest.files["canonical"]), agreements, params, manifest.seed)


def differences(warehouse: Warehouse, build: ShardedBuild) -> Iterator[str]:
    """The marts whose columns, types or rows are others in shards than those published, or in another order."""
    marts = build.run()
    published = warehouse.path(warehouse.current().files["marts"])
    with duckdb.connect() as connection:
        connection.execute("set global TimeZone = 'UTC'")
        connection.execute(f"attach '{published}' as published (read_only)")
        for name, model in models().items():
            rows = connection.table(f'published.marts."{name}"')
            found = whole(connection, model, marts[name].whole.files)
            if (rows.columns, rows.types) != (found.columns, found.types):
                yield f"{name}: columns {found.columns} {found.types}"
            elif rows.except_(found).fetchall() or found.except_(rows).fetchall():
                yield f"{name}: rows"
            elif len(rows) != len(found):
                yield f"{name}: as often"
            elif runs_in_shards(model):
                keys = ", ".join(f'"{column}"' for column in sorted_by(model.sql))
                if rows.project(keys).fetchall() != found.project(keys).fetchall():
                    yield f"{name}: order"


def in_shards(warehouse: Warehouse, count: int, folder: Path, before: Path | None = None) -> ShardedBuild:
    """A build of it in so many shards that has not run yet."""
    return ShardedBuild(house_of(warehouse), count, folder, before, SMALL, silent)
