"""The canonical tables filled with what a source's SELECTs make of the rows that were read."""

from datetime import datetime
from pathlib import Path

import duckdb

from overlap.contract import BY_NAME, TABLES, Table
from overlap.errors import InputError, nearest
from overlap.personal import KEPT_AS_IT_IS, Handling
from overlap.reading import Account, RawFile, Source
from overlap.reading.source.sql_files import sql_files
from overlap.sqlfile import load, named_parameters
from overlap.warehouse.canonical import file_accounts
from overlap.warehouse.canonical.canonical_tables import counted_rows
from overlap.warehouse.canonical.hidden import rows_of, value_of
from overlap.warehouse.source.prepared import files_behind
from overlap.warehouse.source.statements import (
    in_the_source,
    place_of,
    refuse_days_as_times,
    refuse_unfit,
    source_statement,
)


def fill(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    account: Account,
    loaded_at: datetime,
    zone: str,
    held: frozenset[str] | None = None,
    personal: Handling = KEPT_AS_IT_IS,
) -> None:
    """Insert what the source's SELECTs make of its accepted rows; `$zone` in them is the company's time zone.

    `held` are the raw tables that hold anything of an export, where that is not what the account says: earlier imports
    do, too. Of people no more goes in than `personal` says, but for hashes of addresses that are to be dropped.
    Raises InputError for a SELECT of no known table.
    """
    files = frozenset(file.table for file in account.files if file.supplied) if held is None else held
    supplied = (
        _fill_from_contract(connection, source, files, personal)
        if source.is_contract
        else _fill_by_select(connection, source, files, zone, personal)
    )
    file_accounts.keep(connection, source, account, supplied, loaded_at)


def _fill_from_contract(
    connection: duckdb.DuckDBPyConnection, source: Source, files: frozenset[str], personal: Handling
) -> set[str]:
    for file in source.files:
        if file.table in files:
            _fill_as_it_is(connection, source, file, personal)
    return {table.name for table in TABLES} & files


def _fill_as_it_is(connection: duckdb.DuckDBPyConnection, source: Source, file: RawFile, personal: Handling) -> None:
    table = BY_NAME[file.table]
    ours = {name for name, _ in table.stored}
    found = [name for name, _ in file.raw_columns if name in ours]
    names = ", ".join(f'"{name}"' for name in found)
    values = ", ".join(value_of(table, name, personal) for name in found)
    connection.execute(
        f'insert into canonical."{file.table}" (source, {names}) '
        f'select $source, {values} from scratch.raw."{file.table}" where {rows_of(file.table, personal)}',
        {"source": source.name},
    )


def _fill_by_select(
    connection: duckdb.DuckDBPyConnection, source: Source, files: frozenset[str], zone: str, personal: Handling
) -> set[str]:
    """The tables that are supplied: those of which there is a row, or of whose own files there is one.

    Its own files are those a statement reads, or names behind `needs:` where it also reads what is always there.
    """
    filled: set[str] = set()
    statements = sql_files(source.folders)
    for file in source.files:
        if file.fills and file.table not in statements:
            _fill_as_it_is(connection, source, file, personal)
            filled |= files & {file.table}
    for name, path in statements.items():
        if name not in BY_NAME:
            raise InputError(f"{path}: there is no canonical table of that name.{nearest(name, list(BY_NAME))}")
        rows = _insert_by_name(connection, path, BY_NAME[name], source, zone, personal)
        if rows or files & _own_files(source, path):
            filled.add(path.stem)
    return filled


def _own_files(source: Source, path: Path) -> frozenset[str]:
    declared = load(path, path.parent)
    if "needs" in declared.fields:
        return frozenset(name.removeprefix("raw.") for name in declared.names("needs"))
    return files_behind(source, declared.sql)


def _insert_by_name(
    connection: duckdb.DuckDBPyConnection, path: Path, table: Table, source: Source, zone: str, personal: Handling
) -> int:
    """How many rows the statement gave."""
    where = place_of(source, path)
    select = source_statement(path, where)
    bound = {"zone": zone} if "zone" in named_parameters(select) else {}
    try:
        connection.execute("use scratch")
        made = connection.sql(select, params=bound)
        refuse_unfit(table, dict(zip(made.columns, map(str, made.types), strict=True)), where)
        refuse_days_as_times(connection, table, select, bound, zone, where)
        names = ", ".join(f'"{name}"' for name in made.columns)
        codes = {column.name for column in table.columns if column.upper}
        values = ", ".join(
            f'upper("{name}")' if name in codes else value_of(table, name, personal) for name in made.columns
        )
        return counted_rows(
            connection,
            f'insert into built.canonical."{table.name}" (source, {names}) '
            f"select $source, {values} from ({select}) where {rows_of(table.name, personal)}",
            {"source": source.name, **bound},
        )
    except duckdb.Error as error:
        raise in_the_source(error, where) from error
    finally:
        connection.execute("use built")
