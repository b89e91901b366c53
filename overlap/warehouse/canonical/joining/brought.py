"""The rows as each source brought them, kept beside the joined ones: what is imported next is joined anew, from these.

A table that joining leaves as it is stands once, in `canonical`; of the others the rows as brought stand in `brought`.
"""

import duckdb

from overlap.contract import TABLES
from overlap.warehouse.canonical.merged_leads import LEAD

JOINED = ("leads", "identities", "rates")
TOUCHED = tuple(
    table.name for table in TABLES if table.name in JOINED or any(column.refers == LEAD for column in table.columns)
)


def set_aside(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...] = TOUCHED) -> None:
    """Keep the tables as they are now, in the current database."""
    connection.execute("create schema if not exists brought")
    for name in tables:
        connection.execute(f'create table brought."{name}" as from canonical."{name}"')
