"""The canonical tables and those that account for them: made empty, and filled with what other sources brought."""

from collections.abc import Mapping

import duckdb

from overlap.contract import TABLES
from overlap.warehouse.canonical import changes
from overlap.warehouse.generations.upgrading import accounts, copy_table


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


def copy_other_sources(connection: duckdb.DuckDBPyConnection, previous: str, source: str) -> None:
    """Keep what the other sources brought; `previous` is the attached canonical file of the current generation."""
    for table in TABLES:
        copy_table(connection, table, previous, "source <> $source", {"source": source})
    for name in accounts(connection, previous) & {"tables", "files", "columns", "cleaned", "rejects", "later_closes"}:
        connection.execute(
            f"insert into meta.{name} from {previous}.meta.{name} where source <> $source", {"source": source}
        )


def supplied(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The canonical tables that any source supplies."""
    found = connection.sql('select distinct "table" from meta.tables where is_supplied').fetchall()
    return frozenset(table for (table,) in found)


def counted_rows(connection: duckdb.DuckDBPyConnection, sql: str, bound: Mapping[str, object]) -> int:
    return int(connection.execute(sql, bound).fetchall()[0][0])
