"""Leads of several systems become persons: counts, values and their differences, what points to them, crowds."""

from collections.abc import Iterator
from datetime import timedelta

import duckdb
import pytest
from joined_systems import FIRST, brought, lead, put, rows, supply

from overlap.warehouse.canonical.joining import Precedence, join

pytestmark = pytest.mark.whole


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with brought() as opened:
        yield opened


@pytest.fixture
def two_systems(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """H1 is S1 by id, H2 is S2 by e-mail, H3 is what S3 was merged into; H4 and S4 are nobody's, S5 is S2 once more."""
    supply(connection, hubspot=("leads", "touches", "stage_entries"), salesforce=("leads", "handoffs", "deals"))
    put(
        connection, "leads",
        lead("hubspot", "H1", 0, email="h1@x.example", channel="web", region="EMEA", segment="smb"),
        lead("hubspot", "H2", 1, email="Two@x.example", channel="fair"),
        lead("hubspot", "H3", 2), lead("hubspot", "H4", 3),
        lead("salesforce", "S1", 4, email="other@x.example", channel="unknown", region="APAC", segment="SMB "),
        lead("salesforce", "S2", 5, email=" two@x.example"), lead("salesforce", "S3b", 6),
        lead("salesforce", "S4", 7, email="two+1@x.example"), lead("salesforce", "S5", 8, email="two@x.example"),
    )  # fmt: skip
    put(connection, "merged_leads", {"source": "salesforce", "lead_id": "S3a", "merged_into": "S3b"})
    put(
        connection, "identities",
        {"source": "hubspot", "lead_id": "H1", "person": "S1"}, {"source": "hubspot", "lead_id": "H3", "person": "S3a"},
        {"source": "hubspot", "lead_id": "H4", "person": "S9"},
    )  # fmt: skip
    return connection


def test_rules_are_counted_and_who_is_not_joined_is_told_why(two_systems: duckdb.DuckDBPyConnection) -> None:
    counts = {(each.source, each.rule): each.count for each in join(two_systems, Precedence())}
    assert counts == {
        ("hubspot", "cross id"): 1, ("hubspot", "e-mail"): 1, ("hubspot", "merge"): 1, ("hubspot", "unmatched"): 1,
        ("salesforce", "cross id"): 1, ("salesforce", "e-mail"): 1, ("salesforce", "merge"): 1,
        ("salesforce", "unmatched"): 2,
    }  # fmt: skip
    assert rows(two_systems, "select lead_id, why from meta.identities where rule = 'unmatched' order by 1") == [
        ("H4", "the lead it names is not in the other system"),
        ("S4", "no lead with this e-mail in another system"),
        ("S5", "an older lead of this system has the same e-mail"),
    ]


def test_values_are_those_of_the_system_that_knows_and_differences_are_counted(two_systems) -> None:
    join(two_systems, Precedence())
    told = "select channel, region, segment, created_at from canonical.leads where lead_id = 'S1'"
    assert rows(two_systems, told) == [("web", "APAC", "SMB ", FIRST)]
    assert rows(two_systems, "select * from meta.identity_conflicts order by 1") == [
        ("channel", "hubspot", 1), ("email", "salesforce", 1), ("region", "salesforce", 1),
    ]  # fmt: skip


def test_the_company_says_whose_word_counts(two_systems: duckdb.DuckDBPyConnection) -> None:
    join(two_systems, Precedence({"region": ("hubspot",), "channel": ("salesforce", "hubspot"), "sales": ("hubspot",)}))
    told = "select lead_id, channel, region, segment from canonical.leads where lead_id in ('S1', 'H1')"
    assert rows(two_systems, told) == [("H1", "unknown", "EMEA", "smb")]


def test_what_pointed_to_a_lead_points_to_the_person_and_a_stage_is_entered_once(two_systems) -> None:
    put(two_systems, "touches", {"source": "hubspot", "touch_id": "T1", "lead_id": "H1", "touched_at": FIRST})
    put(two_systems, "deals", {"source": "salesforce", "deal_id": "D1", "lead_id": "S1", "outcome": "open"})
    put(
        two_systems, "stage_entries",
        *({"source": source, "lead_id": lead_id, "stage": stage, "entered_at": FIRST + timedelta(days=day)}
          for source, lead_id, stage, day in (
              ("hubspot", "H1", "lead", 0), ("salesforce", "S1", "lead", 4), ("hubspot", "H1", "mql", 2),
              ("hubspot", "H1", "mql", 9), ("salesforce", "S1", "mql", 1), ("hubspot", "H1", "sql", 6),
              ("salesforce", "S1", "sql", 7), ("hubspot", "H2", "sql", 8))),
    )  # fmt: skip
    join(two_systems, Precedence())
    pointing = "select lead_id from canonical.touches union all select lead_id from canonical.deals"
    assert rows(two_systems, pointing) == [("S1",), ("S1",)]
    entered = "select lead_id, stage, datediff('day', timestamptz '2026-01-01 00:00Z', entered_at) from "
    assert rows(two_systems, entered + "canonical.stage_entries order by all") == [
        ("S1", "lead", 0), ("S1", "mql", 2), ("S1", "mql", 9), ("S1", "sql", 7), ("S2", "sql", 8),
    ]  # fmt: skip
    told_twice = "select what, person_count from meta.identity_conflicts where what like 'stage%' order by 1"
    assert rows(two_systems, told_twice) == [
        ("stage lead", 1), ("stage mql", 1), ("stage sql", 1),
    ]  # fmt: skip
    assert len(rows(two_systems, "from brought.stage_entries")) == 8


def test_an_account_with_a_crowd_of_leads_is_named_and_joins_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "leads", *(lead("one", f"L{n}", account_id="gmail" if n < 21 else f"A{n}") for n in range(2_000)))
    put(connection, "leads", *(lead("one", f"K{n}", account_id="just at 20") for n in range(20)))
    join(connection, Precedence())
    assert rows(connection, "select account_id, lead_count from meta.crowded_accounts") == [("gmail", 21)]
    assert rows(connection, "select count(*) from canonical.leads where account_id is null") == [(21,)]


def test_one_system_alone_is_left_as_it_is(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "leads", lead("one", "L1", email="a@x.example"), lead("one", "L2", email="a@x.example"))
    assert join(connection, Precedence()) == ()
    assert rows(connection, "select count(*) from canonical.leads") == [(2,)]
    assert rows(connection, "from duckdb_schemas() where schema_name = 'brought'") == []
