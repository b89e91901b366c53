"""Every row of every canonical table of a published generation, as text."""

import duckdb

from overlap.contract import TABLES
from overlap.warehouse.generations.layout import Warehouse


def canonical_rows(warehouse: Warehouse) -> dict[str, list[tuple]]:
    """In order of their values, table by table."""
    path = warehouse.path(warehouse.current().files["canonical"])
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return {
            table.name: connection.sql(
                f'select columns(*)::varchar from canonical."{table.name}" order by all'
            ).fetchall()
            for table in TABLES
        }
