"""Where an answer comes from: the closure of `reads` from a report through the marts to the canonical tables."""

from overlap.reports import Report, find
from overlap.reports.reads import read_by

Edge = tuple[str, str]  # (what is read, what reads it), both `schema.name`


def lineage(report: Report) -> list[Edge]:
    """Every read on the way to the report, each once, in order; the report itself stands under its name."""
    edges: set[Edge] = set()
    every = (report, *(find(name) for _, name in report.beside))
    open_ends = [(table, report.name) for each in every for table in each.reads]
    while open_ends:
        edge = open_ends.pop()
        if edge not in edges:
            edges.add(edge)
            open_ends += [(table, edge[0]) for table in read_by().get(edge[0], ())]
    return sorted(edges)
