"""What an import changed: new, changed and gone rows of the source's canonical tables, against those published before.

meta.changes       how many, import after import: copied forward
meta.changed_rows  which ones, of the newest import
"""

from collections.abc import Callable
from itertools import product

import duckdb

from overlap.contract import TABLES, Column, Table
from overlap.warehouse.generations.hidden import cleaner
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.generations.upgrading import as_brought, columns_of


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Both, empty, in the current database."""
    connection.execute("""
        create table meta.changes (
            generation varchar, imported_at timestamptz, source varchar, "table" varchar, before_count bigint,
            after_count bigint, new_count bigint, changed_count bigint, gone_count bigint
        );
        create table meta.changed_rows (
            generation varchar, source varchar, "table" varchar, change varchar, id varchar, lead_id varchar,
            deal_id varchar, what varchar
        )
    """)


def compare(connection: duckdb.DuckDBPyConnection, previous: str, draft: Manifest, *sources: str) -> None:
    """Compare the rows of sources in the current database, cut at as-of, with those of attached `previous`; anew."""
    connection.execute("begin; delete from meta.changes; delete from meta.changed_rows")
    _copy_forward(connection, previous)
    clean = cleaner(draft)
    for source, table in product(sources, TABLES):
        there = columns_of(connection, previous, table.name)
        if not there:
            continue  # an older contract knew no such table
        given = {"generation": draft.generation, "source": source}
        then, now = as_brought(connection, table.name, previous), as_brought(connection, table.name)
        connection.execute(_differing(table, then, now, frozenset(there)), {"source": source})
        if connection.execute("select exists (from temp.differing)").fetchall()[0][0]:
            said = _told(table, then, now, frozenset(there), clean)
            connection.execute(said, {**given, "zone": draft.time_zone})
        connection.execute(
            f"""
            insert into meta.changes
            select
                $generation, $at, $source, $table,
                (select count(*) from {then} where source = $source),
                (select count(*) from {now} where source = $source),
                count(*) filter (where change = 'new'),
                count(*) filter (where change = 'changed'),
                count(*) filter (where change = 'gone')
            from meta.changed_rows where "table" = $table and source = $source
            """,
            {**given, "at": draft.built_at, "table": table.name},
        )
    # What an export says of a lead is told of the person whom that lead is.
    connection.execute("""
        update meta.changed_rows set lead_id = joined.person from canonical.identities as joined
        where changed_rows.lead_id = joined.lead_id
    """)
    connection.execute("commit; drop table if exists temp.differing")


def _copy_forward(connection: duckdb.DuckDBPyConnection, previous: str) -> None:
    """The counts of the imports before; an older version's file may have none."""
    found = connection.sql(
        "from duckdb_tables() where database_name = $file and schema_name = 'meta' and table_name = 'changes'",
        params={"file": previous},
    ).fetchall()
    if found:
        connection.execute(f"insert into meta.changes by name from {previous}.meta.changes")


def _differing(table: Table, then: str, now: str, there: frozenset[str]) -> str:
    """Makes `temp.differing`: the keys of the rows that differ in the columns that are `there` too, and how.

    Rows are met by their hashes; only those that differ are looked at closely, and of most tables none does.
    """
    key = ", ".join(f'"{name}"' for name in table.key)
    content = ", ".join(f'"{name}"' for name, _ in table.stored if name in there - {*table.key, "source"})
    hashed = f"select {key}, hash({content}) as content" if content else f"select {key}, 0 as content"
    return f"""
        create or replace temp table differing as
        with
        rows_then as ({hashed} from {then} where source = $source),
        rows_now as ({hashed} from {now} where source = $source)
        select
            {key},
            case when rows_then.content is null then 'new' when rows_now.content is null then 'gone'
                else 'changed' end as change
        from rows_then full join rows_now using ({key})
        where rows_then.content is distinct from rows_now.content
    """


def _told(table: Table, then: str, now: str, there: frozenset[str], clean: Callable[[str], str]) -> str:
    """An insert of those rows with what differs, each text cleaned."""
    names = {name for name, _ in table.stored} & there
    of_lead, of_deal = (
        f'coalesce(now_row."{name}", then_row."{name}")' if name in names and name not in table.key
        else f'differing."{name}"' if name in names else "null"
        for name in ("lead_id", "deal_id")
    )  # fmt: skip
    id_ = " || ' ' || ".join(_key_text(table.column(name)) for name in table.key)
    joined = " and ".join(f'differing."{name}" = {{row}}."{name}"' for name in table.key)
    return f"""
        insert into meta.changed_rows
        select
            $generation, $source, '{table.name}', differing.change, {clean(id_)}, {clean(of_lead)}, {clean(of_deal)},
            case when differing.change = 'changed' then {clean(_what(table, there))} end
        from temp.differing
        left join {then} as then_row
            on {joined.format(row="then_row")} and then_row.source = $source
        left join {now} as now_row
            on {joined.format(row="now_row")} and now_row.source = $source
        where $zone is not null
    """


def _what(table: Table, there: frozenset[str]) -> str:
    """The columns that differ, with the value before and after; of personal ones the name alone."""
    parts = []
    for column in table.columns:
        if column.name in table.key or column.name not in there:
            continue
        then, now = f'then_row."{column.name}"', f'now_row."{column.name}"'
        said = f"'{column.name}'"
        if not column.personal:
            said = f"'{column.name}: ' || {_text(column, then)} || ' → ' || {_text(column, now)}"
        parts.append(f"case when {then} is distinct from {now} then {said} end")
        if column.type == "time":
            flag = f'"{column.name}_is_date_only"'
            only_flag = f"{then} is not distinct from {now} and then_row.{flag} is distinct from now_row.{flag}"
            parts.append(f"case when {only_flag} then '{column.name}: with or without a clock' end")
    return f"concat_ws('; ', {', '.join(parts)})" if parts else "''"


def _text(column: Column, value: str) -> str:
    if column.type == "time":
        return f"coalesce(strftime(timezone($zone, {value}), '%Y-%m-%d %H:%M'), 'blank')"
    return f"coalesce(cast({value} as varchar), 'blank')"


def _key_text(column: Column) -> str:
    at = f'differing."{column.name}"'
    if column.type == "time":
        return f"strftime(timezone($zone, {at}), '%Y-%m-%d %H:%M:%S')"
    return f"cast({at} as varchar)"
