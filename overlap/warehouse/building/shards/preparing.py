"""What a build in shards begins with: clusters found, the rows of shards known by key, what all share as files.

It stays beside the shards: the next build of the same canonical file finds it there.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from overlap import __version__
from overlap.agreements import KINDS, Agreements
from overlap.contract import TABLES, Table
from overlap.warehouse.building.shards.clusters import find_clusters
from overlap.warehouse.building.shards.cutting import cut_tables, fingerprints, write_rows
from overlap.warehouse.building.shards.held_tables import Held, Part, once
from overlap.warehouse.building.shards.keys import content_of
from overlap.warehouse.building.shards.older import Older
from overlap.warehouse.building.shards.parquet import linked, read, write
from overlap.warehouse.connections import Resources, attach, mirror, workbench
from overlap.warehouse.generations.durable import digest_of

LABELS, PAIRS = "labels.parquet", "pairs.parquet"
_TOLD = "told.json"


def prepare(
    canonical: Path, agreements: Agreements, folder: Path, older: Older | None, count: int, resources: Resources
) -> dict[str, Held]:
    """Cut a canonical file into so many shards, in the folder; `older` is what an earlier build has left.

    The canonical and agreed tables by `schema.name`: of the rows of shards the keys are known, and as file an empty
    table. Raises WarehouseError.
    """
    folder.mkdir(parents=True)
    cut_of = _cut_of(canonical, count)
    told = _told_before(older, folder, cut_of)
    with _reading(canonical, folder, resources) as connection:
        if told is None:
            find_clusters(connection, known_before=_show_clusters_before(connection, older, folder))
            for file in (LABELS, PAIRS):
                write(connection.table(Path(file).stem), folder / file)
            keys = {table.name: _keys(connection, table, folder, count) for table in TABLES}
            told = {"cut_of": cut_of, "keys": keys}
            (folder / _TOLD).write_text(json.dumps(told), encoding="utf-8")
        tables = {f"canonical.{table.name}": _held(table, folder, told["keys"][table.name]) for table in TABLES}
        agreements.write(connection)
        for kind in KINDS:
            rows, file = connection.table(f'agreements."{kind}"'), folder / "agreements" / f"{kind}.parquet"
            write(rows, file)
            tables[f"agreements.{kind}"] = once(content_of(rows), file)
    return tables


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
    return [*_hashed_by(), digest_of(canonical), count]


def _hashed_by() -> list[str]:
    return [__version__, duckdb.__version__]


def _show_clusters_before(connection: duckdb.DuckDBPyConnection, older: Older | None, folder: Path) -> bool:
    """Whether an earlier build has left its pairs and labels, of nodes that are hashed as now; they are seen then."""
    files = _left(older, folder, (LABELS, PAIRS, _TOLD))
    if files is None or _told(files[_TOLD])["cut_of"][:2] != _hashed_by():
        return False
    read(connection, [files[LABELS]]).create_view("labels_before")
    read(connection, [files[PAIRS]]).create_view("pairs_before")
    return True


def _told_before(older: Older | None, folder: Path, cut_of: list[Any]) -> dict[str, Any] | None:
    """What an earlier build found out about the same file, its files now also in this folder; None if there is none."""
    files = _left(older, folder, (_TOLD, LABELS, PAIRS, *map(_name, TABLES)))
    if files is None or (told := _told(files[_TOLD]))["cut_of"] != cut_of:
        return None
    for name, file in files.items():
        linked(file, folder / name)
    return told


def _left(older: Older | None, folder: Path, names: Sequence[str]) -> dict[str, Path] | None:
    """The files of these names that an earlier build has left; None if one is not there as it was written."""
    files: dict[str, Path] = {}
    for name in names:
        file = older.file(f"{folder.name}/{name}") if older is not None else None
        if file is None:
            return None
        files[name] = file
    return files


def _told(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


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
