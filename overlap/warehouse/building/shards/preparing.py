"""What a build in shards begins with: clusters found, the rows of shards known by key, what all share as files."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.agreements import KINDS, Agreements
from overlap.contract import TABLES, Table
from overlap.warehouse.building.shards.clusters import Clusters, find_clusters
from overlap.warehouse.building.shards.cutting import cut_tables, fingerprints, write_rows
from overlap.warehouse.building.shards.keys import content_of
from overlap.warehouse.building.shards.parquet import read, write
from overlap.warehouse.building.shards.tables import Held, Part, once
from overlap.warehouse.connections import Resources, attach, mirror, workbench

LABELS = "labels.parquet"


@dataclass(frozen=True)
class Prepared:
    """The clusters, and the canonical and agreed tables by `schema.name`: of the rows of shards the keys are known, and
    as file an empty table."""

    clusters: Clusters
    tables: Mapping[str, Held]


def prepare(canonical: Path, agreements: Agreements, folder: Path, count: int, resources: Resources) -> Prepared:
    """Cut a canonical file into so many shards, in the folder. Raises WarehouseError."""
    with _reading(canonical, folder, resources) as connection:
        clusters = find_clusters(connection)
        write(connection.table("labels"), folder / LABELS)
        tables = {f"canonical.{table.name}": _held(connection, table, folder, count) for table in TABLES}
        agreements.write(connection)
        for kind in KINDS:
            rows = connection.table(f'agreements."{kind}"')
            tables[f"agreements.{kind}"] = _whole(rows, folder / "agreements" / f"{kind}.parquet")
    return Prepared(clusters, tables)


def write_rows_of(
    canonical: Path, folder: Path, rows: Path, count: int, wanted: Mapping[str, Collection[int]], resources: Resources
) -> None:
    """The rows of the wanted shards, by table, below `rows`, once `prepare` has run in the folder."""
    with _reading(canonical, folder, resources) as connection:
        read(connection, [folder / LABELS]).create_view("labels")
        for table in cut_tables():
            if shards := wanted.get(f"canonical.{table.name}"):
                write_rows(connection, table, rows / f"canonical.{table.name}", count, shards)


@contextmanager
def _reading(canonical: Path, folder: Path, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    with workbench(folder, resources) as connection:
        attach(connection, canonical, "canonical_file")
        mirror(connection, "canonical_file", "canonical")
        yield connection


def _held(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, count: int) -> Held:
    rows, file = connection.table(f'canonical."{table.name}"'), folder / "canonical" / f"{table.name}.parquet"
    if table not in cut_tables():
        return _whole(rows, file)
    write(rows.limit(0), file)
    return Held(tuple(Part(key, (file,)) for key in fingerprints(connection, table, count)), is_cut=True)


def _whole(rows: duckdb.DuckDBPyRelation, file: Path) -> Held:
    write(rows, file)
    return once(content_of(rows), file)
