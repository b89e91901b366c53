"""Where an answer comes from: the closure of `reads` from a report through the marts to the canonical tables."""

from collections.abc import Sequence
from functools import cache

from overlap.reports import Report
from overlap.reports.reads import read_by, with_beside

Edge = tuple[str, str]  # (what is read, what reads it), both `schema.name`


def lineage(report: Report) -> list[Edge]:
    """Every read on the way to the report, each once, in order; the report itself stands under its name."""
    edges: set[Edge] = set()
    open_ends = [(table, report.name) for each in with_beside(report) for table in each.reads]
    while open_ends:
        edge = open_ends.pop()
        if edge not in edges:
            edges.add(edge)
            open_ends += [(table, edge[0]) for table in read_by().get(edge[0], ())]
    return sorted(edges)


def origins(edges: Sequence[Edge], report: str) -> dict[str, frozenset[str]]:
    """Each table the report itself reads, with the tables at the beginning of its ways: those that read no other."""
    behind: dict[str, set[str]] = {}
    for source, reader in edges:
        behind.setdefault(reader, set()).add(source)

    @cache
    def beginnings(name: str) -> frozenset[str]:
        if name not in behind:
            return frozenset([name])
        return frozenset().union(*(beginnings(source) for source in behind[name]))

    return {read: beginnings(read) for read in behind.get(report, ())}
