"""The canonical tables cut at as-of: what happened later is forgotten, and counted."""

from datetime import datetime

import duckdb

from overlap.contract import TABLES, Column, Table
from overlap.warehouse.canonical.canonical_tables import counted_rows

_CLOSED_LATER = """
    insert into meta.later_closes
    select source, deal_id, outcome, closed_at, amount, currency
    from canonical.deals
    where closed_at > $as_of
"""
_DEAL_REOPENED = """
    update canonical.deals
    set
        outcome = 'open', closed_at = null, closed_at_is_date_only = null, lost_reason = null,
        stage = coalesce(then_.stage, deals.stage), amount = coalesce(then_.amount_then, deals.amount)
    from (
        select deals.deal_id, stages.stage, stages.amount_then
        from canonical.deals as deals
        left join (
            select deal_id, max_by(stage, entered_at) as stage, max_by(amount_then, entered_at) as amount_then
            from canonical.deal_stages
            where entered_at <= $as_of
            group by deal_id
        ) as stages on deals.deal_id = stages.deal_id
        where
            deals.closed_at > $as_of
            or (
                deals.closed_at is null
                and deals.deal_id in (select deal_id from canonical.deal_stages where entered_at > $as_of)
            )
    ) as then_
    where deals.deal_id = then_.deal_id
"""


def newest_event(connection: duckdb.DuckDBPyConnection, now: datetime) -> datetime | None:
    """The newest instant or day at which anything happened, over all canonical tables; None for an empty house.

    What lies after now has not happened: a won deal's close date may be planned.
    """
    newest = [
        f'select cast(max("{column.name}") as timestamptz) as happened_at from canonical."{table.name}" '
        f'where not {_planned(column)} and "{column.name}" <= $now'
        for table in TABLES
        for column in table.columns
        if column.event and column.type == "time"
    ]
    text = "select strftime(max(happened_at), '%Y-%m-%dT%H:%M:%S.%f+00:00') from (" + " union all ".join(newest) + ")"
    found = connection.sql(text, params={"now": now}).fetchall()[0][0]
    return datetime.fromisoformat(found) if found else None


def cut(connection: duckdb.DuckDBPyConnection, as_of: datetime, zone: str) -> None:
    """Forget what happened after as-of, and count it: later rows go, later events in earlier rows become unknown."""
    closed_later = counted_rows(connection, _CLOSED_LATER, {"as_of": as_of})
    connection.execute(_DEAL_REOPENED, {"as_of": as_of})
    undone = {table.name: _undo_later(connection, table, as_of) for table in TABLES}
    undone["deals"] += closed_later
    gone = {table.name: _drop_later(connection, table, as_of, zone) for table in TABLES}
    if any(gone.values()):
        for table in TABLES:
            gone[table.name] += drop_orphans(connection, table)
    for name in gone:
        if undone[name] or gone[name]:
            connection.execute("insert into meta.cuts values ($1, $2, $3)", [name, gone[name], undone[name]])


def drop_orphans(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Rows whose lead, handoff or deal was cut go with it; a link that may be blank is blanked instead."""
    gone = 0
    for column in table.columns:
        if column.refers and column.orphans == "reject":
            other, _, key = column.refers.partition(".")
            known = f'select "{key}" from canonical."{other}"'
            lost = f'where "{column.name}" is not null and "{column.name}" not in ({known})'
            if column.required:
                gone += counted_rows(connection, f'delete from canonical."{table.name}" {lost}', {})
            else:
                connection.execute(f'update canonical."{table.name}" set "{column.name}" = null {lost}')
    return gone


def _undo_later(connection: duckdb.DuckDBPyConnection, table: Table, as_of: datetime) -> int:
    """Events in a row that happened before as-of, but themselves later (an acceptance, say), are not known yet."""
    undone = 0
    for column in table.columns:
        if column.event and column.type == "time" and column.name != table.happened and not column.required:
            known = [other.name for other in table.columns if other.known_with == column.name]
            blanks = ", ".join(f'"{name}" = null' for name in (column.name, f"{column.name}_is_date_only", *known))
            undone += counted_rows(
                connection,
                f'update canonical."{table.name}" set {blanks} where "{column.name}" > $as_of',
                {"as_of": as_of},
            )
    return undone


def _drop_later(connection: duckdb.DuckDBPyConnection, table: Table, as_of: datetime, zone: str) -> int:
    if table.happened is None:
        return 0
    is_time = table.column(table.happened).type == "time"
    limit = "$as_of" if is_time else "cast(timezone($zone, $as_of) as date)"
    bound = {"as_of": as_of} if is_time else {"as_of": as_of, "zone": zone}
    later = f'"{table.happened}" > {limit} and not {_planned(table.column(table.happened))}'
    return counted_rows(connection, f'delete from canonical."{table.name}" where {later}', bound)


def _planned(column: Column) -> str:
    """Whether the row only plans what the column dates: a condition, never null."""
    if column.planned_when is None:
        return "false"
    other, words = column.planned_when
    return f'coalesce("{other}" in ({", ".join(f"{chr(39)}{word}{chr(39)}" for word in words)}), false)'
