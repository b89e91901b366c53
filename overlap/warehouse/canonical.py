"""The canonical file: every table of the contract, filled by the sources, cut at as-of."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from overlap.contract import BY_NAME, TABLES, Column, Table
from overlap.errors import InputError, nearest
from overlap.reading import Account, RawFile, Source
from overlap.sqlfile import load, named_parameters
from overlap.warehouse import changes
from overlap.warehouse.source_sql import in_the_source, refuse_days_as_times, refuse_unfit, source_statement
from overlap.warehouse.source_tables import files_behind
from overlap.warehouse.upgrading import accounts, copy_table

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


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every canonical table, empty, and the tables that account for what came in."""
    connection.execute("create schema if not exists canonical; create schema if not exists meta")
    for table in TABLES:
        columns = ", ".join(f'"{name}" {sql_type}' for name, sql_type in table.stored)
        connection.execute(f'create table canonical."{table.name}" ({columns})')
    connection.execute("""
        create table meta.tables (source varchar, "table" varchar, is_supplied boolean);
        create table meta.files (
            source varchar, file varchar, "table" varchar, records bigint, accepted bigint, rejected bigint,
            refused varchar, later_than_import bigint, is_supplied boolean, loaded_at timestamptz
        );
        create table meta.columns (
            source varchar, file varchar, "table" varchar, "column" varchar,
            is_used boolean, is_flag boolean, blanked bigint
        );
        create table meta.cleaned (
            source varchar, file varchar, "table" varchar, "column" varchar, change varchar, number bigint
        );
        create table meta.rejects (
            source varchar, file varchar, "table" varchar, line bigint, "column" varchar, value varchar, reason varchar
        );
        create table meta.cuts ("table" varchar, cut bigint, undone bigint);
        create table meta.later_closes (
            source varchar, deal_id varchar, outcome varchar, closed_at timestamptz, amount decimal(18, 2),
            currency varchar
        )
    """)
    changes.create_tables(connection)


def fill(
    connection: duckdb.DuckDBPyConnection, source: Source, account: Account, loaded_at: datetime, zone: str
) -> None:
    """Insert what the source's SELECTs make of its accepted rows; `$zone` in them is the company's time zone.

    Raises InputError for a SELECT of no known table.
    """
    supplied = (
        _fill_from_contract(connection, source, account)
        if source.is_contract
        else _fill_by_select(connection, source, account, zone)
    )
    tables = pl.DataFrame(  # noqa: F841 - DuckDB finds the frames by their names
        [(source.name, table.name, table.name in supplied) for table in TABLES], orient="row"
    )
    files = pl.DataFrame(  # noqa: F841
        [
            (source.name, file.file, file.table, file.records, file.accepted, file.rejected,
             file.refused, file.later_than_now, file.supplied, loaded_at)
            for file in account.files
        ],
        orient="row",
    )  # fmt: skip
    connection.execute("insert into meta.tables from tables; insert into meta.files from files")
    if columns := _columns(source, account):
        connection.executemany("insert into meta.columns values ($1, $2, $3, $4, $5, $6, $7)", columns)
    if cleaned := _cleaned(source, account):
        connection.executemany("insert into meta.cleaned values ($1, $2, $3, $4, $5, $6)", cleaned)
    connection.execute("insert into meta.rejects select * from scratch.raw._rejects")


def copy_other_sources(connection: duckdb.DuckDBPyConnection, previous: str, source: str) -> None:
    """Keep what the other sources brought; `previous` is the attached canonical file of the current generation."""
    for table in TABLES:
        copy_table(connection, table, previous, "source <> $source", {"source": source})
    for name in accounts(connection, previous) & {"tables", "files", "columns", "cleaned", "rejects", "later_closes"}:
        connection.execute(
            f"insert into meta.{name} from {previous}.meta.{name} where source <> $source", {"source": source}
        )


def newest_event(connection: duckdb.DuckDBPyConnection, now: datetime) -> datetime | None:
    """The newest instant or day at which anything happened, over all canonical tables; None for an empty house.

    What lies after now has not happened: a won deal's close date may be planned.
    """
    newest = [
        f'select cast(max("{column.name}") as timestamptz) as happened_at from canonical."{table.name}" '
        f'where not {planned(column)} and "{column.name}" <= $now'
        for table in TABLES
        for column in table.columns
        if column.event and column.type == "time"
    ]
    text = "select strftime(max(happened_at), '%Y-%m-%dT%H:%M:%S.%f+00:00') from (" + " union all ".join(newest) + ")"
    found = connection.sql(text, params={"now": now}).fetchall()[0][0]
    return datetime.fromisoformat(found) if found else None


def supplied(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The canonical tables that any source supplies."""
    found = connection.sql('select distinct "table" from meta.tables where is_supplied').fetchall()
    return frozenset(table for (table,) in found)


def cut(connection: duckdb.DuckDBPyConnection, as_of: datetime, zone: str) -> None:
    """Forget what happened after as-of, and count it: later rows go, later events in earlier rows become unknown."""
    closed_later = _count(connection, _CLOSED_LATER, {"as_of": as_of})
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
                gone += _count(connection, f'delete from canonical."{table.name}" {lost}', {})
            else:
                connection.execute(f'update canonical."{table.name}" set "{column.name}" = null {lost}')
    return gone


def _fill_from_contract(connection: duckdb.DuckDBPyConnection, source: Source, account: Account) -> set[str]:
    for file in source.files:
        _fill_as_it_is(connection, source, file)
    return {table.name for table in TABLES} - set(account.missing)


def _fill_as_it_is(connection: duckdb.DuckDBPyConnection, source: Source, file: RawFile) -> None:
    ours = {name for name, _ in BY_NAME[file.table].stored}
    names = ", ".join(f'"{name}"' for name, _ in file.raw_columns if name in ours)
    connection.execute(
        f'insert into canonical."{file.table}" (source, {names}) '
        f'select $source, {names} from scratch.raw."{file.table}"',
        {"source": source.name},
    )


def _columns(source: Source, account: Account) -> list[tuple[object, ...]]:
    """What is worth saying about columns: those nothing is read from, and those with values read as blank."""
    return [
        (source.name, file.file, file.table, name, is_used, is_flag, blanked)
        for file in account.files
        for names, is_used, is_flag in (
            ([(name.partition(" Did you mean")[0], 0) for name in file.ignored_columns], False, False),
            ([(name, 0) for name in file.flag_columns], False, True),
            (file.blanked, True, False),
        )
        for name, blanked in names
    ]


def _cleaned(source: Source, account: Account) -> list[tuple[object, ...]]:
    """What reading made of the values of each file: changed ones counted by rule, and found ways to write."""
    rows: list[tuple[str, str, str | None, str, int | None]] = []
    for file in account.files:
        place = (file.file, file.table)
        rows += [(*place, each.column, each.how, each.count) for each in file.changed]
        rows += [(*place, column, f"read as {words}", None) for column, words in file.written]
        if file.around:
            rows.append((*place, None, "left out above and below the table", file.around))
    return [(source.name, *row) for row in rows]


def _fill_by_select(connection: duckdb.DuckDBPyConnection, source: Source, account: Account, zone: str) -> set[str]:
    """The tables that are supplied: those of which there is a row, or of whose own files there is one.

    Its own files are those a statement reads, or names behind `needs:` where it also reads what is always there.
    """
    filled, files = set(), {file.table for file in account.files if file.supplied}
    for file in source.files:
        if file.fills and not (source.folder / f"{file.table}.sql").exists():
            _fill_as_it_is(connection, source, file)
            filled |= files & {file.table}
    for path in sorted(source.folder.glob("*.sql")):
        if path.stem not in BY_NAME:
            raise InputError(f"{path}: there is no canonical table of that name.{nearest(path.stem, list(BY_NAME))}")
        rows = _insert_by_name(connection, path, BY_NAME[path.stem], source.name, zone)
        if rows or files & _own_files(source, path):
            filled.add(path.stem)
    return filled


def _own_files(source: Source, path: Path) -> frozenset[str]:
    declared = load(path, path.parent)
    if "needs" in declared.fields:
        return frozenset(name.removeprefix("raw.") for name in declared.names("needs"))
    return files_behind(source, declared.sql)


def _insert_by_name(connection: duckdb.DuckDBPyConnection, path: Path, table: Table, source: str, zone: str) -> int:
    """How many rows the statement gave."""
    where = f"queries/sources/{source}/{path.name}"
    select = source_statement(path, where)
    bound = {"zone": zone} if "zone" in named_parameters(select) else {}
    try:
        connection.execute("use scratch")
        made = connection.sql(select, params=bound)
        refuse_unfit(table, dict(zip(made.columns, map(str, made.types), strict=True)), where)
        refuse_days_as_times(connection, table, select, bound, zone, where)
        names = ", ".join(f'"{name}"' for name in made.columns)
        codes = {column.name for column in table.columns if column.upper}
        values = ", ".join(f'upper("{name}")' if name in codes else f'"{name}"' for name in made.columns)
        return _count(
            connection,
            f'insert into built.canonical."{table.name}" (source, {names}) select $source, {values} from ({select})',
            {"source": source, **bound},
        )
    except duckdb.Error as error:
        raise in_the_source(error, where) from error
    finally:
        connection.execute("use built")


def planned(column: Column) -> str:
    """Whether the row only plans what the column dates: a condition, never null."""
    if column.planned_when is None:
        return "false"
    other, words = column.planned_when
    return f'coalesce("{other}" in ({", ".join(f"{chr(39)}{word}{chr(39)}" for word in words)}), false)'


def _undo_later(connection: duckdb.DuckDBPyConnection, table: Table, as_of: datetime) -> int:
    """Events in a row that happened before as-of, but themselves later (an acceptance, say), are not known yet."""
    undone = 0
    for column in table.columns:
        if column.event and column.type == "time" and column.name != table.happened and not column.required:
            known = [other.name for other in table.columns if other.known_with == column.name]
            blanks = ", ".join(f'"{name}" = null' for name in (column.name, f"{column.name}_is_date_only", *known))
            undone += _count(
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
    later = f'"{table.happened}" > {limit} and not {planned(table.column(table.happened))}'
    return _count(connection, f'delete from canonical."{table.name}" where {later}', bound)


def _count(connection: duckdb.DuckDBPyConnection, sql: str, bound: Mapping[str, object]) -> int:
    return int(connection.execute(sql, bound).fetchall()[0][0])
