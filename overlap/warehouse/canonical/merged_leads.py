"""Merged leads in the canonical tables: one row a person, and all that named an old id names the one that stayed."""

from collections.abc import Iterable

import duckdb

from overlap.contract import BY_NAME, TABLES, Column, Table
from overlap.reading.judging.merges import ends

LEAD = "leads.lead_id"


def merge(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply `canonical.merged_leads`: chains are followed, rows that become the same one are kept once."""
    connection.execute(f"""
        create or replace temp table survivors as
        select ended.lead_id, ended.survivor
        from ({ends("canonical.merged_leads")}) as ended
        inner join canonical.leads on ended.survivor = leads.lead_id
    """)
    if not connection.sql("select count(*) from survivors").fetchall()[0][0]:
        return
    connection.execute("""
        update canonical.merged_leads set merged_into = survivors.survivor from survivors
        where merged_leads.lead_id = survivors.lead_id
    """)
    _fold(connection, BY_NAME["leads"])
    point_to_survivors(connection, [table for table in TABLES if table.name != "merged_leads"])


def point_to_survivors(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Let what names a lead of the temporary table `survivors` name its survivor; rows that become one stay once."""
    for table in tables:
        for column in table.columns:
            if column.refers == LEAD:
                _point(connection, table, column)


def _fold(connection: duckdb.DuckDBPyConnection, leads: Table) -> None:
    """The survivor was created when the first of them was; where it is blank, the oldest that is not speaks for it."""
    stored = [name for name, _ in leads.stored if name not in ("source", "lead_id")]
    created = ("created_at", "created_at_is_date_only")
    filled = ", ".join(
        f'arg_min("{name}", created_at) filter (where "{name}" is not null) as "{name}"' for name in stored
    )
    taken = ", ".join(f'"{name}" = coalesce(leads."{name}", old."{name}")' for name in stored if name not in created)
    since = "old.created_at < leads.created_at"
    earliest = ", ".join(f'"{name}" = case when {since} then old."{name}" else leads."{name}" end' for name in created)
    connection.execute(f"""
        update canonical.leads set {earliest}, {taken}
        from (
            select survivors.survivor, {filled}
            from survivors inner join canonical.leads on survivors.lead_id = leads.lead_id
            group by survivors.survivor
        ) as old
        where leads.lead_id = old.survivor
    """)
    connection.execute("delete from canonical.leads where lead_id in (select lead_id from survivors)")


def _point(connection: duckdb.DuckDBPyConnection, table: Table, column: Column) -> None:
    at, name = f'canonical."{table.name}"', column.name
    mine = f'"{table.name}"."{name}"'
    connection.execute(f'update {at} set "{name}" = survivor from survivors where {mine} = survivors.lead_id')
    if name in table.key:
        key = ", ".join(f'"{part}"' for part in table.key)
        connection.execute(f"""
            delete from {at}
            where "{name}" in (select survivor from survivors)
            and rowid not in (select arg_min(rowid, (source, rowid)) from {at} group by {key})
        """)
