"""A published house built once more, in shards or not, and what of its marts then is not as before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
from few_marts import askable
from houses import IDENTITIES, SMALL

from overlap.agreements import read_agreements
from overlap.sqlfile import sorted_by
from overlap.warehouse.building import checks, rebuild
from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.engine import House
from overlap.warehouse.building.shards.waves import runs_in_shards
from overlap.warehouse.generations.layout import Warehouse


def house_of(warehouse: Warehouse) -> House:
    """What the published generation was built of."""
    manifest = warehouse.current()
    with duckdb.connect(str(warehouse.path(manifest.files["marts"])), read_only=True) as marts:
        agreements = read_agreements(marts)
    params = {"as_of": manifest.as_of_at, "zone": manifest.time_zone, "currency": manifest.reporting_currency}
    return House(warehouse.path(manifest.files["canonical"]), agreements, params, manifest.seed)


def differences(one: Path, other: Path) -> Iterator[str]:
    """The marts of two files whose columns, types or rows are not the same, or lie there in another order."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)")
        for name, model in models().items():
            rows, found = (connection.table(f'{file}.marts."{name}"') for file in ("one", "other"))
            if (rows.columns, rows.types) != (found.columns, found.types):
                yield f"{name}: columns {found.columns} {found.types}"
            elif rows.fetchall() == found.fetchall():
                continue
            elif len(rows) != len(found) or rows.except_(found).fetchall() or found.except_(rows).fetchall():
                yield f"{name}: rows"
            elif runs_in_shards(model):
                keys = ", ".join(f'"{column}"' for column in sorted_by(model.sql))
                if rows.project(keys).fetchall() != found.project(keys).fetchall():
                    yield f"{name}: order"


def rebuilt(warehouse: Warehouse, leads_per_shard: int, **carried: Any) -> tuple[Path, list[str]]:
    """The marts file of a build again, and what its progress said."""
    said: list[str] = []
    resources = replace(SMALL, leads_per_shard=leads_per_shard, **carried)
    with patch.object(checks, "all_checks", lambda: askable(IDENTITIES)):
        manifest, _ = rebuild(
            warehouse, warehouse.folder.parent / "store.db", now=datetime.now(UTC), resources=resources,
            on_progress=lambda what, _: said.append(what),
        )  # fmt: skip
    return warehouse.path(manifest.files["marts"]), said
