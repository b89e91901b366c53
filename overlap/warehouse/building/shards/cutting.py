"""The canonical rows of each shard: to which a row belongs, what they come to, and the rows as files."""

from collections.abc import Collection
from pathlib import Path

import duckdb

from overlap.contract import TABLES, Table
from overlap.warehouse.building.shards.clusters import node, nodes_of
from overlap.warehouse.building.shards.keys import counted_up, row_hash


def cut_tables() -> tuple[Table, ...]:
    """The canonical tables that are cut: those whose rows name a lead, or what belongs to one."""
    return tuple(table for table in TABLES if nodes_of(table))


def fingerprints(connection: duckdb.DuckDBPyConnection, table: Table, count: int) -> tuple[str, ...]:
    """What each shard's rows of a table come to, whatever their order. `labels` stands: see `find_clusters`."""
    columns, types = zip(*table.stored, strict=True)
    hashed = row_hash(table.name, columns, types)
    rows = f"select {_shard(table)} as shard, {hashed} as hashed from {_labelled(table)}"
    found = connection.execute(
        f"select shard, {counted_up('hashed')} from ({rows}) group by shard", {"shards": count}
    ).fetchall()
    said = {shard: repr((duckdb.__version__, table.stored, what)) for shard, *what in found}
    return tuple(said.get(shard, "nothing") for shard in range(count))


def write_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, count: int, wanted: Collection[int]
) -> None:
    """The table's rows of the wanted shards below the folder, each shard's in a folder of its own; none for no rows."""
    numbered = f'select "{table.name}".*, {_shard(table)} as shard from {_labelled(table)}'
    rows = connection.sql(
        f"select * from ({numbered}) where list_contains($wanted::bigint[], shard)",
        params={"shards": count, "wanted": list(wanted)},
    )
    folder.mkdir(parents=True)
    rows.write_parquet(str(folder), compression="zstd", partition_by=["shard"], overwrite=True)


def rows_of(folder: Path, shard: int) -> tuple[Path, ...]:
    """The files of a shard's rows that `write_rows` wrote there."""
    return tuple(sorted((folder / f"shard={shard}").glob("*.parquet")))


def _labelled(table: Table) -> str:
    """The table, each row with the label of what it names."""
    return f'canonical."{table.name}" left join labels on {_first_node(table)} = labels.node'


def _shard(table: Table) -> str:
    """A row's shard by its cluster's label; what names nothing is in the first."""
    return f"cast(coalesce(labels.label, {_first_node(table)}, 0) % cast($shards as ubigint) as bigint)"


def _first_node(table: Table) -> str:
    """What a row names first; nothing is looked for behind a column that is never blank."""
    required = {*table.key, *(column.name for column in table.columns if column.required)}
    columns = nodes_of(table)
    last = next((place for place, column in enumerate(columns) if column in required), len(columns) - 1)
    return f"coalesce({', '.join(node(table, column) for column in columns[: last + 1])})"
