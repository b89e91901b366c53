"""Small export folders for the reader's tests, and what became of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from overlap.reading import Account, FileAccount, Source, load_source, read

SOURCES = Path(__file__).parents[2] / "queries" / "sources"
OVERLAP = load_source(SOURCES / "overlap")
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)

NOT_A_DATE = "is not a date. Use YYYY-MM-DD or YYYY-MM-DD HH:MM:SS, from 1900 to 2200."
HEADER = "lead_id,created_at,channel\n"
GOOD_LEADS = "lead_id,created_at,channel\nL1,2026-01-05,ads\nL2,2026-01-06 10:00:00,mail\n"


def import_files(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    files: Mapping[str, str | bytes],
    source: Source = OVERLAP,
    without: tuple[str, ...] = (),
) -> Account:
    """Writes `files` and reads the folder as Berlin's house on 1 February 2026, noon UTC."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read(source, folder, connection, zone="Europe/Berlin", now=NOW, without=without)


def of(account: Account, table: str) -> FileAccount:
    """The account of one table's file."""
    return next(file for file in account.files if file.table == table)


def counts(account: Account, table: str) -> tuple[int, int, int]:
    """(records, accepted, rejected); the file was not refused."""
    file = of(account, table)
    assert file.refused is None
    return file.records, file.accepted, file.rejected


def rejects(connection: duckdb.DuckDBPyConnection) -> list[tuple]:
    """(file, line, column, value, reason) of every reject, in order."""
    return connection.sql(
        'select file, line, "column", value, reason from raw._rejects order by file, line, "column", reason'
    ).fetchall()


def rows(connection: duckdb.DuckDBPyConnection, table: str, columns: str) -> list[tuple]:
    """Those columns of the accepted rows, as text, in order."""
    return connection.sql(
        f"select columns(*)::varchar from (select {columns} from raw.{table}) order by all"
    ).fetchall()
