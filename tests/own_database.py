"""A database in memory for each who asks, all in one DuckDB."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def database_of_its_own(duck: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty one, which goes with what was made in it; nothing is left beside it."""
    try:
        with duck.cursor() as opened:
            opened.execute("attach ':memory:' as of_a_test; use of_a_test")
            yield opened
    finally:
        duck.execute("detach of_a_test")
    left = duck.execute("select database_name, schema_name, table_name from duckdb_tables()").fetchall()
    assert left == [], "made in the database that all share"
