"""What judging an export costs beside DuckDB's own typed read of the same file, which accounts for nothing.

    python -m benchmarks.reading --rows 2000000

Two files of the same people: one written as our own tables are, one as a CRM's page exports it (US times, dressed
amounts, origins in three spellings, folded). Both ways fill a table in a database file, and take turns; CPU seconds.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb
import typer

from overlap.reading import load_source, read
from overlap.reading.judging import one_piece

_NOW = datetime(2030, 1, 1, tzinfo=UTC)
_DECLARED = """
[files.people]
key = ["id"]
[files.people.columns]
id = { type = "text", header = ["Record ID"] }
created_at = { type = "time", header = ["Create Date"] }
amount = { type = "money", header = ["Deal Amount"] }
origin = { type = "text", fold = FOLD, header = ["Original Source"] }
owner = { type = "text", header = ["Contact Owner"] }
employees = { type = "integer", header = ["Number of Employees"] }
"""
_PLAIN = """
select 'L' || n as id, strftime(moment, '%Y-%m-%d %H:%M:%S') as created_at, (n % 100000) / 100 as amount,
    ['google', 'bing', 'newsletter'][1 + n % 3] as origin, 'R' || n % 40 as owner, n % 500 as employees
from (select range as n, timestamp '2025-01-01' + to_minutes(range % 500000) as moment from range($rows))
"""
_DRESSED = """
select 'L' || n as "Record ID", strftime(moment, '%-m/%-d/%Y %-I:%M %p') as "Create Date",
    '$' || format('{:,.2f}', (n % 1000000) / 100) as "Deal Amount",
    ['Google', 'google', 'Google ', 'Newsletter'][1 + n % 4] as "Original Source", 'R' || n % 40 as "Contact Owner",
    n % 500 as "Number of Employees"
from (select range as n, timestamp '2025-01-01' + to_minutes(range % 500000) as moment from range($rows))
"""
_OWN = """
create table people as from read_csv($path, header = true, auto_detect = false, delim = ',', quote = '"',
    timestampformat = '{format}', columns = {{'id': 'varchar', 'created_at': 'timestamp', 'amount': '{money}',
    'origin': 'varchar', 'owner': 'varchar', 'employees': 'bigint'}})
"""


# DuckDB knows no dressed amounts: it keeps them as texts, which is less work than reading them.
_KINDS = (
    ("plain", _PLAIN, "false", "%Y-%m-%d %H:%M:%S", "decimal(18, 2)"),
    ("dressed", _DRESSED, "true", "%-m/%-d/%Y %-I:%M %p", "varchar"),
)


def main(rows: int = 2_000_000, repeats: int = 3) -> None:
    """Write both files, read each by both ways in turns, print the medians and their ratio."""
    for kind, sql, fold, format_, money in _KINDS:
        with TemporaryDirectory(prefix="overlap-") as name:
            home = Path(name)
            size = _write(home, sql, fold, rows)
            own_sql = _OWN.format(format=format_, money=money)
            turns = [(_seconds(partial(_own, home, own_sql)), _seconds(partial(_ours, home))) for _ in range(repeats)]
        own, ours = (median(times) for times in zip(*turns, strict=True))
        typer.echo(f"{kind}: {rows:,} rows, {size / 1e6:.0f} MB; DuckDB's own typed read {own:.2f} s of CPU,")
        typer.echo(f"  the judged one {ours:.2f} s: {100 * own / ours:.0f}% of its speed")


def _write(home: Path, sql: str, fold: str, rows: int) -> int:
    (home / "crm").mkdir()
    (home / "crm" / "source.toml").write_text(_DECLARED.replace("FOLD", fold))
    (home / "export").mkdir()
    path = home / "export" / "people.csv"
    with duckdb.connect() as connection:
        connection.execute(f"copy ({sql}) to '{path}' (header)", {"rows": rows})
    return path.stat().st_size


def _own(home: Path, sql: str) -> None:
    with _database(home) as connection:
        connection.execute(sql, {"path": str(home / "export" / "people.csv")})


def _ours(home: Path) -> None:
    one_piece.digest_of.cache_clear()  # a file is read once in life: its digest belongs to what that takes
    with _database(home) as connection:
        account = read(load_source(home / "crm"), home / "export", connection, zone="UTC", now=_NOW)
        if account.refused or any(file.rejected for file in account.files):
            raise AssertionError(account)


def _database(home: Path) -> duckdb.DuckDBPyConnection:
    path = home / "scratch.duckdb"
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config={"threads": 2, "memory_limit": "4GB"})
    connection.execute("set global TimeZone = 'UTC'")
    return connection


def _seconds(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    typer.run(main)
