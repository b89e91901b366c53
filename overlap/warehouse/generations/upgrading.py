"""Canonical tables of an older contract: what was added since is empty, what was taken away is refused."""

from collections.abc import Mapping

import duckdb

from overlap.contract import BY_NAME, TABLES, Table
from overlap.errors import WarehouseError

_AGAIN = "The canonical tables have changed since the last import: import the exports again."


def copy_table(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    previous: str,
    where: str = "true",
    bound: Mapping[str, object] | None = None,
) -> None:
    """Insert the rows of a table of an attached file into the new one, as their sources brought them.

    A column it does not have yet stays blank.
    """
    there = columns_of(connection, previous, table.name)
    names = ", ".join(f'"{name}"' for name, _ in table.stored if name in there)
    if names:
        connection.execute(
            f'insert into canonical."{table.name}" ({names}) '
            f"select {names} from {as_brought(connection, table.name, previous)} where {where}",
            bound or {},
        )


def as_brought(connection: duckdb.DuckDBPyConnection, table: str, file: str | None = None) -> str:
    """Where a table's rows stand as each source brought them, in an attached file or (None) the current database.

    Rows that systems share are joined in `canonical`; what they were then stands in `brought`.
    """
    found = connection.sql(
        "from duckdb_tables() where database_name = coalesce($file, current_database()) "
        "and schema_name = 'brought' and table_name = $table",
        params={"file": file, "table": table},
    ).fetchall()
    return f'{f"{file}." if file else ""}{"brought" if found else "canonical"}."{table}"'


def refuse_unlike(connection: duckdb.DuckDBPyConnection, previous: str) -> None:
    """Raise WarehouseError unless the attached file lacks nothing but new tables and new columns that may be blank."""
    for table in TABLES:
        there, stored = columns_of(connection, previous, table.name), dict(table.stored)
        needed = {"source", *table.key, *(column.name for column in table.columns if column.required)}
        is_new = not there
        if not is_new and (there.keys() - stored.keys() or needed - there.keys()):
            raise WarehouseError(_AGAIN)
        if any(type_.upper().replace(" ", "") != _spelled(stored[name]) for name, type_ in there.items()):
            raise WarehouseError(_AGAIN)
    known = connection.sql(
        "select table_name from duckdb_tables() where database_name = $file and schema_name = 'canonical'",
        params={"file": previous},
    ).fetchall()
    if any(name not in BY_NAME for (name,) in known):
        raise WarehouseError(_AGAIN)


def upgrade(connection: duckdb.DuckDBPyConnection, previous: str) -> None:
    """Everything an attached canonical file holds into the tables just created; new tables count as not supplied."""
    refuse_unlike(connection, previous)
    for table in TABLES:
        copy_table(connection, table, previous)
    for name in accounts(connection, previous):
        connection.execute(f'create or replace table meta."{name}" as from {previous}.meta."{name}"')
    connection.execute(
        "insert into meta.tables select source, name, false from (select distinct source from meta.tables) "
        "cross join (select unnest($names) as name) "
        'where (source, name) not in (select (source, "table") from meta.tables)',
        {"names": [table.name for table in TABLES]},
    )


def columns_of(connection: duckdb.DuckDBPyConnection, file: str, table: str) -> dict[str, str]:
    """Column -> type of a canonical table in an attached file; none where it has no such table."""
    found = connection.sql(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = $file and schema_name = 'canonical' and table_name = $table",
        params={"file": file, "table": table},
    ).fetchall()
    return dict(found)


def accounts(connection: duckdb.DuckDBPyConnection, file: str) -> set[str]:
    """The tables of an attached file that account for what came in: an older one may lack some."""
    found = connection.sql(
        "select table_name from duckdb_tables() where database_name = $file and schema_name = 'meta'",
        params={"file": file},
    ).fetchall()
    return {name for (name,) in found}


def _spelled(sql_type: str) -> str:
    """A type as DuckDB names it."""
    names = {"timestamptz": "TIMESTAMPWITHTIMEZONE"}
    return names.get(sql_type, sql_type.upper().replace(" ", ""))
