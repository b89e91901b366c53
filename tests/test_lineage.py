"""An answer can be followed back to the tables a source supplies."""

from dataclasses import replace

from of_each import of_each

from overlap.lineage import lineage, origins
from overlap.reports import catalogue, find, reads
from overlap.reports.reads import store_tables

BEGINNINGS = ("canonical", "agreements", "meta", "store")


@of_each(catalogue())
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


def test_what_is_asked_beside_is_followed_to_the_end_of_the_chain(monkeypatch):
    """Four reports, each asked beside the one before, the last beside the first: only the last reads the notes."""
    names, shape = ["a/1", "a/2", "a/3", "a/4"], find("data/span")
    chain = {
        name: replace(
            shape, file=replace(shape.file, name=name), beside=(("next", names[(place + 1) % 4]),),
            reads=("store.notes",) if place == 3 else ("meta.house",),
        )
        for place, name in enumerate(names)
    }  # fmt: skip
    monkeypatch.setattr(reads, "find", chain.__getitem__)
    for name in names:
        assert store_tables(chain[name]) == ("notes",)
        assert lineage(chain[name]) == [("meta.house", name), ("store.notes", name)]


@of_each([name for name, report in catalogue().items() if report.beside])
def test_an_answer_rests_on_all_that_rests_under_what_is_asked_beside_it(name):
    def beginnings(report):
        return {source for source, _ in lineage(report)}

    report = find(name)
    for _, other in report.beside:
        assert beginnings(find(other)) <= beginnings(report)
        assert set(store_tables(find(other))) <= set(store_tables(report))
