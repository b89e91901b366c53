"""What a build in shards begins with: clusters found, the rows of shards known by key, what all share as files.

It stays beside the shards: the next build of the same canonical file finds it there.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from overlap import __version__
from overlap.agreements import KINDS, Agreements
from overlap.contract import TABLES, Table
from overlap.warehouse.building.shards.clusters import Clusters, find_clusters
from overlap.warehouse.building.shards.cutting import cut_tables, fingerprints, write_rows
from overlap.warehouse.building.shards.keys import content_of
from overlap.warehouse.building.shards.older import Older
from overlap.warehouse.building.shards.parquet import linked, read, write
from overlap.warehouse.building.shards.tables import Held, Part, once
from overlap.warehouse.connections import Resources, attach, mirror, workbench
from overlap.warehouse.generations.durable import digest_of

LABELS = "labels.parquet"
_TOLD = "told.json"


@dataclass(frozen=True)
class Prepared:
    """The clusters, and the canonical and agreed tables by `schema.name`: of the rows of shards the keys are known, and
    as file an empty table."""

    clusters: Clusters
    tables: Mapping[str, Held]


def prepare(
    canonical: Path, agreements: Agreements, folder: Path, older: Older | None, count: int, resources: Resources
) -> Prepared:
    """Cut a canonical file into so many shards, in the folder; `older` is what an earlier build has left. Raises
    WarehouseError."""
    folder.mkdir(parents=True)
    cut_of = _cut_of(canonical, count)
    told = _told_before(older, folder, cut_of)
    with _reading(canonical, folder, resources) as connection:
        if told is None:
            clusters = find_clusters(connection)
            write(connection.table("labels"), folder / LABELS)
            keys = {table.name: _keys(connection, table, folder, count) for table in TABLES}
            told = {"cut_of": cut_of, "clusters": asdict(clusters), "keys": keys}
            (folder / _TOLD).write_text(json.dumps(told), encoding="utf-8")
        tables = {f"canonical.{table.name}": _held(table, folder, told["keys"][table.name]) for table in TABLES}
        agreements.write(connection)
        for kind in KINDS:
            rows, file = connection.table(f'agreements."{kind}"'), folder / "agreements" / f"{kind}.parquet"
            write(rows, file)
            tables[f"agreements.{kind}"] = once(content_of(rows), file)
    return Prepared(Clusters(**told["clusters"]), tables)


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


def _cut_of(canonical: Path, count: int) -> list[Any]:
    """What decides how a canonical file is cut: what it holds, whatever it is called and however old it says it is."""
    return [__version__, duckdb.__version__, digest_of(canonical), count]


def _told_before(older: Older | None, folder: Path, cut_of: list[Any]) -> dict[str, Any] | None:
    """What an earlier build found out about the same file, its files now also in this folder; None if there is none."""
    if older is None or (kept := older.file(f"{folder.name}/{_TOLD}")) is None:
        return None
    told = json.loads(kept.read_text(encoding="utf-8"))
    if told["cut_of"] != cut_of:
        return None
    files = {name: older.file(f"{folder.name}/{name}") for name in (LABELS, _TOLD, *map(_name, TABLES))}
    there = {name: file for name, file in files.items() if file is not None}
    if len(there) < len(files):
        return None
    for name, file in there.items():
        linked(file, folder / name)
    return told


def _keys(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, count: int) -> list[str]:
    """Write the file of a table, an empty one of a table that is cut; the keys of its parts."""
    rows = connection.table(f'canonical."{table.name}"')
    is_cut = table in cut_tables()
    write(rows.limit(0) if is_cut else rows, _file(folder, table))
    return list(fingerprints(connection, table, count)) if is_cut else [content_of(rows)]


def _held(table: Table, folder: Path, keys: list[str]) -> Held:
    return Held(tuple(Part(key, (_file(folder, table),)) for key in keys), is_cut=table in cut_tables())


def _file(folder: Path, table: Table) -> Path:
    return folder / _name(table)


def _name(table: Table) -> str:
    return f"canonical/{table.name}.parquet"
