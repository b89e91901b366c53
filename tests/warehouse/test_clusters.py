"""Leads that hang together are of one cluster, whatever order they are found in."""

from collections.abc import Iterable
from random import Random

import duckdb
import pytest

from overlap.warehouse.building.shards.clusters import Clusters, find_clusters
from overlap.warehouse.canonical import create_tables


def clustered(
    leads: Iterable[tuple[str, str | None]],
    deals: Iterable[tuple[str, str | None, str | None]] = (),
    members: Iterable[tuple[str, str]] = (),
    threads: int = 2,
) -> tuple[Clusters, dict[str, str]]:
    """What was found for leads (id, account), deals (id, account, lead) and deal_leads, and the label of each lead."""
    with duckdb.connect(config={"threads": threads}) as connection:
        create_tables(connection)
        connection.execute("begin")
        for lead in leads:
            connection.execute("insert into canonical.leads (lead_id, account_id) values (?, ?)", lead)
        for deal in deals:
            connection.execute("insert into canonical.deals (deal_id, account_id, lead_id) values (?, ?, ?)", deal)
        for member in members:
            connection.execute("insert into canonical.deal_leads (deal_id, lead_id) values (?, ?)", member)
        found = find_clusters(connection)
        labels = connection.sql(
            """
            select lead_id, cast(coalesce(label, hash('lead', lead_id)) as varchar) from canonical.leads
            left join labels on hash('lead', lead_id) = node
            """
        )
        return found, dict(labels.fetchall())


def groups(labels: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(lead for lead in labels if labels[lead] == label) for label in labels.values()}


def test_accounts_deals_and_buying_groups_join_leads() -> None:
    leads = [("L1", "A"), ("L2", "A"), ("L3", None), ("L4", "B"), ("L5", None), ("L6", None)]
    deals = [("D1", "A", "L3"), ("D2", "B", None), ("D3", "nobody's", "L5"), ("D4", "nobody's", "L6")]
    found, labels = clustered(leads, deals, [("D2", "L5")])
    assert groups(labels) == {frozenset({"L1", "L2", "L3"}), frozenset({"L4", "L5"}), frozenset({"L6"})}
    assert (found.lead_count, found.largest) == (6, 3)


def test_a_long_chain_is_one_cluster_after_few_joins() -> None:
    """200 deals from one end to the other are no 200 joins."""
    leads = [(f"L{n}", None) for n in range(201)]
    deals = [(f"D{n}", None, f"L{n}") for n in range(200)]
    found, labels = clustered(leads, deals, [(f"D{n}", f"L{n + 1}") for n in range(200)])
    assert len(groups(labels)) == 1
    assert found.joins <= 12


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
