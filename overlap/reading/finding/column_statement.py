"""One statement over the texts of some columns, bound to what it names of all that the columns bind."""

from collections.abc import Mapping
from typing import Any

import duckdb


def rows(connection: duckdb.DuckDBPyConnection, sql: str, bound: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """Its rows. DuckDB refuses a parameter that a statement does not name."""
    (statement,) = duckdb.extract_statements(sql)
    return connection.execute(statement, {name: bound[name] for name in statement.named_parameters}).fetchall()
