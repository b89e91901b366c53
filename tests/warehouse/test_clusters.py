"""Leads that hang together are of one cluster, whatever order they are found in."""

from collections.abc import Collection
from itertools import pairwise
from random import Random

import duckdb
import pytest

from overlap.warehouse.building.shards.clusters import find_clusters
from overlap.warehouse.canonical import create_tables


def clustered(
    leads: Collection[tuple[str, str | None]],
    deals: Collection[tuple[str, str | None, str | None]] = (),
    members: Collection[tuple[str, str]] = (),
    threads: int = 2,
) -> tuple[int, dict[str, str]]:
    """After how many joins, and each lead's label, of leads (id, account), deals (id, account, lead) and deal_leads."""
    with duckdb.connect(config={"threads": threads}) as connection:
        create_tables(connection)
        connection.execute("begin")
        tell(connection, leads, deals, members)
        joins = find_clusters(connection)
        labels = connection.sql(
            """
            select lead_id, cast(coalesce(label, hash('lead', lead_id)) as varchar) from canonical.leads
            left join labels on hash('lead', lead_id) = node
            """
        )
        return joins, dict(labels.fetchall())


def tell(
    connection: duckdb.DuckDBPyConnection,
    leads: Collection[tuple[str, str | None]],
    deals: Collection[tuple[str, str | None, str | None]],
    members: Collection[tuple[str, str]],
) -> None:
    tables = ("leads (lead_id, account_id)", "deals (deal_id, account_id, lead_id)", "deal_leads (deal_id, lead_id)")
    for table, rows in zip(tables, (leads, deals, members), strict=True):
        values = ", ".join("(" + ", ".join("?" * len(row)) + ")" for row in rows)
        if values:
            cells = [cell for row in rows for cell in row]
            connection.execute(f"insert into canonical.{table} values {values}", cells)


def groups(labels: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(lead for lead in labels if labels[lead] == label) for label in labels.values()}


def test_accounts_deals_and_buying_groups_join_leads() -> None:
    leads = [("L1", "A"), ("L2", "A"), ("L3", None), ("L4", "B"), ("L5", None), ("L6", None)]
    deals = [("D1", "A", "L3"), ("D2", "B", None), ("D3", "nobody's", "L5"), ("D4", "nobody's", "L6")]
    _, labels = clustered(leads, deals, [("D2", "L5")])
    assert groups(labels) == {frozenset({"L1", "L2", "L3"}), frozenset({"L4", "L5"}), frozenset({"L6"})}


def test_a_long_chain_is_one_cluster_after_few_joins() -> None:
    """200 deals from one end to the other are no 200 joins."""
    leads = [(f"L{n}", None) for n in range(201)]
    deals = [(f"D{n}", None, f"L{n}") for n in range(200)]
    joins, labels = clustered(leads, deals, [(f"D{n}", f"L{n + 1}") for n in range(200)])
    assert len(groups(labels)) == 1
    assert joins <= 12


@pytest.mark.parametrize("seed", range(2))
def test_clusters_are_those_of_walking_from_lead_to_lead(seed: int) -> None:
    chance = Random(seed)
    leads = [(f"L{n}", chance.choice((None, None, f"A{chance.randrange(40)}"))) for n in range(60)]
    deals = [
        (f"D{n}", chance.choice((None, f"A{chance.randrange(40)}")), f"L{chance.randrange(60)}") for n in range(12)
    ]
    members = {(f"D{chance.randrange(12)}", f"L{chance.randrange(60)}") for _ in range(8)}
    of_leads = {account for _, account in leads}
    rows = [
        *leads,
        *((deal, account if account in of_leads else None, lead) for deal, account, lead in deals),
        *members,
    ]
    walked: list[set[str]] = []
    for row in rows:
        met = {name for name in row if name is not None}
        walked = [one for one in walked if not one & met] + [met.union(*(one for one in walked if one & met))]
    _, labels = clustered(leads, deals, members)
    assert groups(labels) == {frozenset(name for name in one if name[0] == "L") for one in walked}
    assert labels == clustered(leads[::-1], deals[::-1], members, threads=1)[1]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (1, 2))])
def test_clusters_found_again_where_something_moved_are_those_found_anew(seed: int) -> None:
    """A company that changes six times: leads of other accounts, deals that come, go and name others, both at once."""
    chance, found = Random(seed), list[list[tuple[int, int]]]()
    told = [company(chance)]
    for _ in range(6):
        told.append(changed(chance, told[-1]))
    with duckdb.connect() as connection:
        create_tables(connection)
        for one in told:
            connection.execute("delete from canonical.leads; delete from canonical.deals")
            tell(connection, *one, ())
            find_clusters(connection, known_before=bool(found))
            again = connection.sql("from labels order by all").fetchall()
            find_clusters(connection)
            assert again == connection.sql("from labels order by all").fetchall()
            found.append(again)
            connection.execute(
                """
                create or replace temp table labels_before as from labels;
                create or replace temp table pairs_before as from pairs
                """
            )
    assert all(one != other for one, other in pairwise(found))


def test_what_did_not_move_is_not_found_again() -> None:
    """Its labels are taken as they were: here of another number, which finding them anew would mend."""
    leads = [("L1", "A"), ("L2", "A"), ("L3", "B"), ("L4", "B")]
    with duckdb.connect() as connection:
        create_tables(connection)
        tell(connection, leads, (), ())
        find_clusters(connection)
        connection.execute(
            """
            create temp table pairs_before as from pairs;
            create temp table labels_before as select node, 7::ubigint as label from labels
            where label in (select label from labels where node = hash('account', 'B'));
            insert into labels_before from labels where node not in (select node from labels_before);
            update canonical.leads set account_id = 'C' where lead_id = 'L2'
            """
        )
        find_clusters(connection, known_before=True)
        sevens = connection.sql("select count(*) from labels where label = 7").fetchall()
        assert sevens == [(3,)], "two leads and their account"
        assert connection.sql("select count(distinct label) from labels").fetchall() == [(3,)]


Told = tuple[list[tuple[str, str | None]], list[tuple[str, str | None, str | None]]]


def company(chance: Random) -> Told:
    leads = [(f"L{n}", account(chance)) for n in range(40)]
    return leads, [(f"D{n}", account(chance), f"L{chance.randrange(40)}") for n in range(15)]


def changed(chance: Random, before: Told) -> Told:
    """The company with two leads of other accounts, a deal that names others, one that is gone and one that came."""
    leads, deals = list(before[0]), list(before[1])
    for _ in range(2):
        place = chance.randrange(len(leads))
        leads[place] = (leads[place][0], account(chance))
    place = chance.randrange(len(deals))
    deals[place] = (deals[place][0], account(chance), f"L{chance.randrange(40)}")
    deals.pop(chance.randrange(len(deals)))
    return leads, [*deals, (f"D{chance.random()}", account(chance), f"L{chance.randrange(40)}")]


def account(chance: Random) -> str | None:
    return chance.choice((None, f"A{chance.randrange(12)}"))
