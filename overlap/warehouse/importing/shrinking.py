"""Too little of an export came in: most records of a file rejected, or most rows of a published table gone."""

from collections.abc import Iterator

import duckdb

from overlap.contract import TABLES, Table
from overlap.reading import Account, FileAccount
from overlap.warehouse.generations.accepting import REJECTS, SHRINK, Stop
from overlap.warehouse.generations.upgrading import as_brought, columns_of
from overlap.words import count, share

JUDGED_FROM = 20
MOST_REJECTED = 0.2
MOST_GONE = 0.5
_VALUES = r'"[^"]*"|\b\d[\d,.]*\b'


def mostly_rejected(connection: duckdb.DuckDBPyConnection, account: Account) -> Iterator[Stop]:
    """Files of at least 20 records of which more than a fifth were rejected; `raw._rejects` says why."""
    for file in account.files:
        if file.records >= JUDGED_FROM and file.rejected > MOST_REJECTED * file.records:
            rejected = f"{count(file.rejected)} of {count(file.records)} records of {file.file}"
            why = _commonest_reason(connection, file)
            yield Stop(REJECTS, f"{rejected} are rejected ({share(file.rejected / file.records)}), most often: {why}")


def mostly_gone(connection: duckdb.DuckDBPyConnection, previous: str, source: str) -> Iterator[Stop]:
    """Canonical tables of the source of which more than half of the rows published before are in the import no more.

    `previous` is the attached canonical file of the published generation; the new rows are not yet cut at as-of, so
    that an earlier as-of takes nothing away. The times in a key may be written anew: rows are counted without them.
    """
    for table in TABLES:
        if not columns_of(connection, previous, table.name):
            continue  # an older contract knew no such table
        before, gone = _gone(connection, table, previous, source)
        if gone > MOST_GONE * before:
            said = f"{count(gone)} of the {count(before)} rows of {table.name} published before"
            if before == 1:
                said = f"The only row of {table.name} published before"
            yield Stop(SHRINK, f"{said} {'is' if before == 1 else 'are'} not in this export.")


def _gone(connection: duckdb.DuckDBPyConnection, table: Table, previous: str, source: str) -> tuple[int, int]:
    key = ", ".join(f'"{name}"' for name in table.key if table.column(name).type != "time")
    before, gone = connection.sql(
        f"""
        with
        before as (
            select {key}, count(*) as row_count from {as_brought(connection, table.name, previous)}
            where source = $source group by all
        ),
        after as (
            select {key}, count(*) as row_count from canonical."{table.name}" where source = $source group by all
        )
        select
            cast(coalesce(sum(before.row_count), 0) as bigint),
            cast(coalesce(sum(greatest(before.row_count - coalesce(after.row_count, 0), 0)), 0) as bigint)
        from before
        left join after using ({key})
        """,
        params={"source": source},
    ).fetchall()[0]
    return before, gone


def _commonest_reason(connection: duckdb.DuckDBPyConnection, file: FileAccount) -> str:
    """The first reason of the kind most records share."""
    found = connection.sql(
        "select min_by(reason, line) from raw._rejects where file = $file "
        f"group by regexp_replace(reason, '{_VALUES}', '', 'g') order by count(distinct line) desc, 1 limit 1",
        params={"file": file.file},
    ).fetchall()
    return found[0][0] if found else "no reason is kept."
