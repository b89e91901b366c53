"""What is kept of people in the canonical tables: what a source hides goes no further than raw tables."""

import duckdb

from overlap.contract import BY_NAME, TABLES, Column, Table
from overlap.personal import Handling
from overlap.personal.handling import DROPPED, KEPT

_ATTRIBUTES = "lead_changes"


def value_of(table: Table, name: str, personal: Handling) -> str:
    """The SQL of a column's value on its way into the canonical table: texts about people that are dropped are null."""
    kind = next((column.personal for column in table.columns if column.name == name), "")
    return "null" if kind == "text" and personal.texts == DROPPED else f'"{name}"'


def rows_of(table: str, personal: Handling) -> str:
    """Which rows go into the canonical table, a condition: no past value of a lead's column that is hidden."""
    hidden = [f"'{column.name}'" for column in BY_NAME["leads"].columns if _is_hidden(column, personal)]
    if table != _ATTRIBUTES or not hidden:
        return "true"
    return f"lower(attribute) not in ({', '.join(hidden)})"


def drop_addresses(connection: duckdb.DuckDBPyConnection, source: str, personal: Handling) -> None:
    """Take away the hashes of the addresses that are dropped, once they have matched what they belong to."""
    if personal.email != DROPPED:
        return
    for table in TABLES:
        for column in table.columns:
            if column.personal == "email":
                connection.execute(
                    f'update canonical."{table.name}" set "{column.name}" = null where source = $source',
                    {"source": source},
                )


def _is_hidden(column: Column, personal: Handling) -> bool:
    ways = {"email": personal.email, "name": personal.names, "text": personal.texts}
    return ways.get(column.personal, KEPT) != KEPT
