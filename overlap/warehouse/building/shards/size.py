"""Into how many shards a house is cut, if at all."""

from functools import cache
from pathlib import Path
from uuid import uuid4

import duckdb

from overlap.faults import worded
from overlap.warehouse.connections import Resources, attach


def shard_count(canonical: Path, resources: Resources) -> int:
    """The least power of two with no more than the agreed leads in a shard on average, so that few imports move it."""
    if canonical.stat().st_size < resources.leads_per_shard:  # no lead takes less than a byte: not opened to be counted
        return 1
    lead_count, count = _lead_count(canonical), 1
    while lead_count > count * resources.leads_per_shard:
        count *= 2
    return count


def _lead_count(canonical: Path) -> int:
    name = f"counted_{uuid4().hex}"
    try:
        with _counter().cursor() as cursor:
            attach(cursor, canonical, name)
            try:
                return cursor.sql(f"select count(*) from {name}.canonical.leads").fetchall()[0][0]
            finally:
                cursor.execute(f"detach {name}")
    except duckdb.Error as error:
        raise worded(error, "The build of a shard") from error


@cache
def _counter() -> duckdb.DuckDBPyConnection:
    """One empty database for all counts: opening another costs as much as a small mart."""
    return duckdb.connect(config={"threads": 1})
