"""Every row of every canonical table of a published generation, as text."""

from collections.abc import Mapping

import duckdb

from overlap.contract import TABLES
from overlap.warehouse.generations.layout import Warehouse


def canonical_rows(warehouse: Warehouse, otherwise: Mapping[str, str] | None = None) -> dict[str, list[tuple]]:
    """In order of their values, table by table: all columns, or what the SELECT says that is given for the table."""
    path, selects = warehouse.path(warehouse.current().files["canonical"]), otherwise or {}
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return {
            table.name: connection.sql(
                f"select columns(*)::varchar from ({selects.get(table.name, _all(table.name))}) order by all"
            ).fetchall()
            for table in TABLES
        }


def _all(table: str) -> str:
    return f'from canonical."{table}"'
