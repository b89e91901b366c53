"""The marts of all shards as tables of the one file that is published, where readers see no difference."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from overlap.sqlfile import SqlFile
from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.engine import Progress
from overlap.warehouse.building.shards.held_tables import Held
from overlap.warehouse.building.shards.parquet import read
from overlap.warehouse.building.shards.published import Continued
from overlap.warehouse.building.shards.union import order_of, whole

_MOST_MOVED = 0.05  # of a mart's rows: with more of them behind the others, it is sorted anew


def load(
    connection: duckdb.DuckDBPyConnection, marts: Mapping[str, Held], known: Continued | None, on_progress: Progress
) -> dict[str, int]:
    """Write every mart into `marts_file.marts`; how many rows are not in its order.

    Where the file was begun as a copy, of a mart that is there only the rows that are others now.
    """
    every, moved = models(), dict[str, int]()
    for number, (name, model) in enumerate(every.items()):
        on_progress(f"mart {name}", number / len(every))
        if known is None or (rows := _continued(connection, model, marts[name], known)) is None:
            _written(connection, model, marts[name])
        else:
            moved[name] = rows
    return moved


def _written(connection: duckdb.DuckDBPyConnection, model: SqlFile, held: Held) -> None:
    whole(connection, model, held.whole.files).create_view("of_all_shards", replace=True)
    connection.execute(f'create or replace table marts_file.marts."{model.path.stem}" as from of_all_shards')
    connection.execute("drop view of_all_shards")


def _continued(connection: duckdb.DuckDBPyConnection, model: SqlFile, held: Held, known: Continued) -> int | None:
    """How many rows of a mart are out of its order, once those that changed are replaced; None where it is written
    anew, since it was made in other parts or columns, is gone, or too much of it would be out of order."""
    name = model.path.stem
    older, moved = known.parts.get(name, ()), known.moved.get(name, 0)
    if len(older) != len(held.parts):
        return None
    pairs = [(one, other) for one, other in zip(older, held.parts, strict=True) if one.key != other.key]
    if not pairs:
        return moved
    before = [known.shards / one.file for one, _ in pairs]
    now = [file for _, other in pairs for file in other.files]
    if not all(file.is_file() for file in before) or not _is_alike(connection, name, before, now):
        return None
    gone, come = _differences(connection, before, now)
    table = f'marts_file.marts."{name}"'
    row_count = connection.sql(f"select count(*) from {table}").fetchall()[0][0]
    if moved + max(gone, come) > _MOST_MOVED * row_count or not _deleted(connection, model, table, gone):
        return None
    order = order_of(model)
    connection.execute(f"insert into {table} from rows_come {f'order by {order}' if order else ''}")
    if row_count - gone + come != len(read(connection, held.whole.files)):
        return None  # the file before did not hold what its parts do
    return moved + come


def _is_alike(connection: duckdb.DuckDBPyConnection, name: str, *files: Sequence[Path]) -> bool:
    """Whether a mart in the file before, and its parts then and now, have the same columns: a model may give others."""
    there = connection.table(f'marts_file.marts."{name}"')
    every = [there, *(read(connection, each) for each in files)]
    return all((each.columns, each.types) == (there.columns, there.types) for each in every)


def _differences(connection: duckdb.DuckDBPyConnection, before: Sequence[Path], now: Sequence[Path]) -> tuple[int, int]:
    """Make the temporary tables `rows_gone` and `rows_come` of files; how many rows they have."""
    then, rows = read(connection, before), read(connection, now)
    then.create_view("rows_before", replace=True)
    rows.create_view("rows_now", replace=True)
    columns = ", ".join(f'"{name}"' for name in rows.columns)
    # Counted once over both: `except all` both ways numbers and joins the rows, and takes five times as long.
    connection.execute(
        f"""
        create or replace temp table rows_moved as
        select {columns}, sum("more now") as "more now"
        from (
            select {columns}, 1 as "more now" from rows_now
            union all
            select {columns}, -1 as "more now" from rows_before
        )
        group by {columns}
        having sum("more now") <> 0
        """
    )
    for name, more in (("rows_gone", '-"more now"'), ("rows_come", '"more now"')):
        each = f'select *, unnest(range(cast({more} as bigint))) as "which copy" from rows_moved where {more} > 0'
        connection.execute(f"create or replace temp table {name} as select {columns} from ({each})")
    counted = connection.sql("select (select count(*) from rows_gone), (select count(*) from rows_come)").fetchall()
    return counted[0][0], counted[0][1]


def _deleted(connection: duckdb.DuckDBPyConnection, model: SqlFile, table: str, count: int) -> bool:
    """Whether the rows that are gone were found by their grain, each once, and are deleted."""
    same = " and ".join(
        f'there."{part}" is not distinct from rows_gone."{part}"'
        for part in (name.rstrip("?") for name in model.names("grain"))
    )
    connection.execute(
        f"create or replace temp table found as select there.rowid as place from {table} as there "
        f"inner join rows_gone on {same}"
    )
    if connection.sql("select count(*), count(distinct place) from found").fetchall() != [(count, count)]:
        return False
    connection.execute(f"delete from {table} where rowid in (select place from found)")
    return True
