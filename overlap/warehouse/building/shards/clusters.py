"""Which leads belong together: connected by an account, a deal, a handoff or a merge, they share a shard.

A node is what a row names, a lead, an account, a deal or a handoff, as the hash of its kind and id: two that meet by
chance only put two clusters into one. Two nodes of one row are joined, and whatever hangs together is a cluster.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import duckdb

from overlap.contract import TABLES, Table

NODES = {
    "lead_id": "lead",
    "merged_into": "lead",
    "person": "lead",
    "account_id": "account",
    "deal_id": "deal",
    "handoff_id": "handoff",
}


@dataclass(frozen=True)
class Clusters:
    """What clustering found: how often labels were joined to their neighbours', how many leads, and of the largest."""

    joins: int
    lead_count: int
    largest: int


def nodes_of(table: Table) -> tuple[str, ...]:
    """The columns of a table that name a node; none of one without a lead in it."""
    return tuple(column.name for column in table.columns if column.name in NODES)


def node(table: Table, column: str) -> str:
    """A row's node in that column, as SQL over the table; null where it names none.

    An account of which no lead is known joins nothing: no model meets two deals by it, and "Gmail" would tie up half a
    house. Importing takes an account of more than 1% of the leads from them, so that it is one of these.
    """
    hashed = f"hash('{NODES[column]}', \"{column}\")"
    known = " and account_id in (select account_id from canonical.leads)" if column == "account_id" else ""
    return f'case when "{table.name}"."{column}" is not null{known} then {hashed} end'


def find_clusters(connection: duckdb.DuckDBPyConnection) -> Clusters:
    """Make the temporary table `labels` (node, label) of every node joined to another: its cluster's least node.

    Labels become the least of their neighbours' until none moves.
    """
    connection.execute(f"create or replace temp table pairs as {' union '.join(_pairs())}")
    connection.execute(
        """
        create or replace temp table links as select a, b from pairs union select b, a from pairs;
        create or replace temp table labels as select a as node, least(a, min(b)) as label from links group by a
        """
    )
    joins = 0
    while _moved(connection):
        joins += 1
    connection.execute("drop table pairs; drop table links")
    return Clusters(joins, *_sizes(connection))


def _pairs() -> Iterator[str]:
    for table in TABLES:
        for one, other in combinations(nodes_of(table), 2):
            both = f'select {node(table, one)} as a, {node(table, other)} as b from canonical."{table.name}"'
            yield f"select a, b from ({both}) where a is not null and b is not null and a <> b"


def _moved(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether joining every label to its neighbours' moved one.

    Not the node alone takes over the least it meets, but the node that its label names too, so that clusters which have
    found themselves meet as wholes: a chain of a thousand deals is no thousand joins (Zhang, Azad & Hu 2020, FastSV).
    """
    connection.execute(
        """
        create or replace temp table nearer as
        with
        known as (
            select labels.node, labels.label, owners.label as least_known
            from labels inner join labels as owners on labels.label = owners.node
        ),
        met as (
            select known.node, known.label, min(neighbours.least_known) as least_known
            from links
            inner join known on links.a = known.node
            inner join known as neighbours on links.b = neighbours.node
            group by known.node, known.label
        ),
        found as (
            select node, least_known from known
            union all
            select node, least_known from met
            union all
            select label, least_known from met
        )
        select node, min(least_known) as label from found group by node
        """
    )
    moved = connection.sql(
        "select count(*) from nearer inner join labels using (node) where nearer.label <> labels.label"
    )
    count = moved.fetchall()[0][0]
    connection.execute("drop table labels; alter table nearer rename to labels")
    return count > 0


def _sizes(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    sizes = """
        with counted as (
            select coalesce(labels.label, hash('lead', leads.lead_id)) as label, count(*) as lead_count
            from canonical.leads left join labels on hash('lead', leads.lead_id) = labels.node
            group by all
        )
        select cast(coalesce(sum(lead_count), 0) as bigint), coalesce(max(lead_count), 0) from counted
    """
    lead_count, largest = connection.sql(sizes).fetchall()[0]
    return lead_count, largest
