"""A person taken out of canonical tables: the lead and all that hangs on it goes, a deal stays without its lead."""

from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

import duckdb

from overlap.contract import BY_NAME, TABLES, Column
from overlap.warehouse.canonical.canonical_tables import counted_rows
from overlap.warehouse.canonical.forgetting.persons import LEADS, is_there


def going(connection: duckdb.DuckDBPyConnection, schema: str) -> dict[str, int]:
    """How many rows of each table of a schema `take_out` would touch."""
    counts = {
        name: sum(_counts(connection, f'{schema}."{name}"', rows, links))
        for name, rows, links in _lost(connection, schema)
    }
    return {name: count for name, count in counts.items() if count}


def take_out(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Take whoever was found out of the tables of a schema.

    A row goes as reading would have rejected it without the lead. Where a table keeps what points to nobody, the link
    goes and the row stays: a deal is money, whoever it came from.
    """
    for name, rows, links in list(_lost(connection, schema)):
        if rows:
            connection.execute(f'delete from {schema}."{name}" where {" or ".join(rows.values())}')
        for column, here in links.items():
            connection.execute(f'update {schema}."{name}" set "{column}" = null where {here}')


def _lost(connection: duckdb.DuckDBPyConnection, schema: str) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Of each table the conditions of rows that go and of links that go, by column; leads first.

    The keys of rows that go stand in temp.lost_<table>, for those that point to them.
    """
    for name in _in_order():
        connection.execute(f"create or replace temp table lost_{name} (id varchar)")
        if not is_there(connection, schema, name):
            continue
        rows, links = {}, {}
        for column, lost in _pointing(name):
            kind = links if column.orphans == "keep" else rows
            kind[column.name] = f'"{column.name}" in (from {lost})'
        if rows:
            key = BY_NAME[name].key[0]
            where = " or ".join(rows.values())
            connection.execute(f'insert into temp.lost_{name} select "{key}" from {schema}."{name}" where {where}')
        yield name, rows, links


def _counts(
    connection: duckdb.DuckDBPyConnection, table: str, rows: dict[str, str], links: dict[str, str]
) -> list[int]:
    conditions = [" or ".join(kind.values()) for kind in (rows, links) if kind]
    return [counted_rows(connection, f"select count(*) from {table} where {condition}", {}) for condition in conditions]


def _pointing(name: str) -> list[tuple[Column, str]]:
    """The columns of a table that may name what is lost, with where that stands."""
    table, holding = BY_NAME[name], _holding_leads()
    own = [(column, LEADS) for column in table.columns if column.name in ("lead_id", "person") and not column.refers]
    return own + [
        (column, LEADS if other == "leads" else f"temp.lost_{other}")
        for column in table.columns
        if (other := str(column.refers).partition(".")[0]) in holding
    ]


@cache
def _holding_leads() -> frozenset[str]:
    """Leads, and the tables of which rows go with one."""
    holding = {"leads"}
    for _ in TABLES:
        holding |= {
            table.name
            for table in TABLES
            if any(c.orphans == "reject" and str(c.refers).partition(".")[0] in holding for c in table.columns)
        }
    return frozenset(holding)


def _in_order() -> list[str]:
    graph = {
        table.name: {str(column.refers).partition(".")[0] for column in table.columns if column.refers} - {table.name}
        for table in TABLES
    }
    return list(TopologicalSorter(graph).static_order())
