"""Where an answer comes from: the closure of `reads` from a report through populations and marts to canonical tables."""

from collections.abc import Iterable, Mapping
from functools import cache

from overlap.reports import Report
from overlap.sqlfile import QUERIES, SqlFile, load_all, tables_read

Edge = tuple[str, str]  # (what is read, what reads it), both `schema.name`


def lineage(report: Report) -> list[Edge]:
    """Every read on the way to the report, each once, in order; the report itself stands under its name."""
    edges: set[Edge] = set()
    open_ends = [(table, report.name) for table in report.reads]
    while open_ends:
        edge = open_ends.pop()
        if edge not in edges:
            edges.add(edge)
            open_ends += [(table, edge[0]) for table in _read_by().get(edge[0], ())]
    return sorted(edges)


@cache
def _read_by() -> Mapping[str, tuple[str, ...]]:
    """What each mart and each population reads; everything else is where a line begins."""
    marts = {f"marts.{name}": file.names("reads") for name, file in load_all(QUERIES / "models").items()}
    return {**marts, **_populations(load_all(QUERIES / "seen").values())}


def _populations(files: Iterable[SqlFile]) -> dict[str, tuple[str, ...]]:
    ...
