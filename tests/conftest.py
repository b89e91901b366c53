"""What every test may use."""

from collections.abc import Iterator

import duckdb
import pytest


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty in-memory DuckDB that tells time in UTC, whatever the machine's zone."""
    with duckdb.connect() as opened:
        opened.execute("set global TimeZone = 'UTC'")
        yield opened
