"""Records that were read without fault and count for nothing all the same (deleted, archived, merged), each counted.

`account/left_out.sql` of a source gives a row a reason: `table` (the file of the export), `reason`, `record_count`.
"""

from dataclasses import dataclass

import duckdb

from overlap.reading import Source
from overlap.warehouse.source.statements import in_the_source, place_of, source_statement


@dataclass(frozen=True)
class LeftOut:
    """So many accepted records of a file stand in no canonical table, and why."""

    table: str
    reason: str
    count: int


def left_out(connection: duckdb.DuckDBPyConnection, source: Source) -> tuple[LeftOut, ...]:
    """What the source leaves out of what stands in `raw`, in its order. Raises InputError naming the file."""
    path = source.folder / "account" / "left_out.sql"
    if not path.exists():
        return ()
    where = place_of(source, path)
    try:
        found = connection.sql(
            f'select "table", reason, record_count from ({source_statement(path, where)}) where record_count > 0'
        ).fetchall()
    except duckdb.Error as error:
        raise in_the_source(error, where) from error
    return tuple(LeftOut(*row) for row in found)
