"""Where an answer comes from: the closure of `reads` from a report through the marts to the canonical tables."""

import re
from collections.abc import Mapping
from functools import cache

from overlap.reports import Report, find
from overlap.sqlfile import QUERIES, load_all

_MACRO = re.compile(r"^create macro (\w+\.\w+)\([^)]*\) as table$", re.MULTILINE)
_READ = re.compile(r"\b(?:from|join) (\w+\.\w+)")

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
            open_ends += [(table, edge[0]) for table in _read_by().get(edge[0], ())]
    return sorted(edges)


@cache
def _read_by() -> Mapping[str, tuple[str, ...]]:
    """What each mart and each population reads; everything else is where a line begins."""
    marts = {f"marts.{name}": file.names("reads") for name, file in load_all(QUERIES / "models").items()}
    populations = (_populations(path.read_text(encoding="utf-8")) for path in sorted((QUERIES / "seen").glob("*.sql")))
    return {name: reads for each in (marts, *populations) for name, reads in each.items()}


def _populations(text: str) -> dict[str, tuple[str, ...]]:
    """Table macros with what stands behind their `from` and `join`; DuckDB gives no parse tree of a macro."""
    names = _MACRO.split(text)[1:]
    return {name: tuple(sorted(set(_READ.findall(body)))) for name, body in zip(names[::2], names[1::2], strict=True)}
