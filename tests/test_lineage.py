"""An answer can be followed back to the tables a source supplies."""

import pytest

from overlap.lineage import lineage, origins
from overlap.reports import catalogue, find

BEGINNINGS = ("canonical", "agreements", "meta", "store")


@pytest.mark.parametrize("name", catalogue())
def test_every_line_begins_at_a_supplied_table_or_an_agreement(name):
    edges = lineage(find(name))
    read_only = {source for source, _ in edges} - {reader for _, reader in edges}
    assert [table for table in read_only if table.split(".")[0] not in BEGINNINGS] == []


def test_revenue_by_campaign_comes_from_deals_and_touches():
    edges = lineage(find("revenue/by_campaign"))
    assert {("canonical.deals", "marts.deals"), ("marts.credit", "filtered.cells")} <= set(edges)
    assert "canonical.touches" in {source for source, _ in edges}
    assert "canonical.feedback" not in {source for source, _ in edges}


def test_each_table_read_is_told_with_the_supplied_ones_behind_it():
    edges = [("marts.a", "r"), ("canonical.c", "r"), ("marts.b", "marts.a"), ("canonical.c", "marts.a"),
             ("agreements.hours", "marts.b")]  # fmt: skip
    assert origins(edges, "r") == {"marts.a": {"canonical.c", "agreements.hours"}, "canonical.c": {"canonical.c"}}
