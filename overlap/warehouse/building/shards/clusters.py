"""Which leads belong together: connected by an account, a deal, a handoff or a merge, they share a shard.

A node is what a row names, a lead, an account, a deal or a handoff, as the hash of its kind and id: two that meet by
chance only put two clusters into one. Two nodes of one row are joined, and whatever hangs together is a cluster.
"""

from collections.abc import Iterator
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


def find_clusters(connection: duckdb.DuckDBPyConnection, *, known_before: bool = False) -> int:
    """Make the temporary tables `pairs` (a, b) of nodes that a row joins, and `labels` (node, label): of every node in
    a pair its cluster's least. How often labels were joined to their neighbours'.

    Where `pairs_before` and `labels_before` stand, clusters are found again in which a pair came or went; the others
    are as they were. Labels become the least of their neighbours' until none moves.
    """
    connection.execute(f"create or replace temp table pairs as {' union '.join(_pairs())}")
    if known_before:
        _open_what_moved(connection)
    links = "from pairs semi join open_nodes on a = node" if known_before else "from pairs"
    connection.execute(
        f"""
        create or replace temp table links as select a, b {links} union select b, a {links};
        create or replace temp table labels as select a as node, least(a, min(b)) as label from links group by a
        """
    )
    joins = 0
    while _moved(connection):
        joins += 1
    connection.execute("drop table links")
    if known_before:
        connection.execute(
            """
            insert into labels select node, label from labels_before anti join open_nodes using (node);
            drop table open_nodes
            """
        )
    return joins


def _open_what_moved(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `open_nodes`, the nodes of clusters, then or now, in which a pair came or went."""
    connection.execute(
        """
        create or replace temp table open_nodes as
        with
        moved as (
            (from pairs anti join pairs_before using (a, b))
            union all
            (from pairs_before anti join pairs using (a, b))
        ),
        touched as (select a as node from moved union select b from moved),
        open_labels as (select distinct label from labels_before semi join touched using (node))
        select node from touched
        union
        select node from labels_before semi join open_labels using (label)
        """
    )


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
