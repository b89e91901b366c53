"""A mart of the whole house out of the files of its shards."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from overlap.sqlfile import HeaderError, SqlFile, sorted_by
from overlap.warehouse.building.shards.parquet import read
from overlap.warehouse.building.shards.waves import scope_of

_COUNTS = ("BIGINT", "INTEGER", "HUGEINT")


def whole(connection: duckdb.DuckDBPyConnection, model: SqlFile, files: Sequence[Path]) -> duckdb.DuckDBPyRelation:
    """The mart's rows in the order its model gives them. Raises HeaderError for a sum of anything but counts."""
    rows = read(connection, files)
    is_sum = scope_of(model) == "sum"
    if is_sum:
        rows = _added(model, rows)
    order = order_of(model)
    return rows.order(order) if order and (is_sum or len(files) > 1) else rows


def order_of(model: SqlFile) -> str:
    """The columns that a mart is sorted by, as SQL; nothing where it has no order that a union could keep."""
    return _listed(sorted_by(model.sql))


def _added(model: SqlFile, rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """One row for each of the grain, what was counted in each shard added up."""
    grain = {name.rstrip("?") for name in model.names("grain")}
    types = dict(zip(rows.columns, map(str, rows.types), strict=True))
    wrong = [name for name, type_ in types.items() if name not in grain and type_ not in _COUNTS]
    if wrong:
        raise HeaderError(f"{model.name}: {', '.join(wrong)} is no count, so that shards do not add up to it")
    summed = (f'"{name}"' if name in grain else f'cast(sum("{name}") as {types[name]}) as "{name}"' for name in types)
    return rows.aggregate(", ".join(summed), _listed(tuple(name for name in types if name in grain)))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
