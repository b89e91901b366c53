"""What reads what: the tables behind each mart and each population, and which of them live in the app store."""

import re
from collections.abc import Mapping
from functools import cache

from overlap.agreements import agreed_values_macro
from overlap.reports.catalogue import find
from overlap.reports.header import Report
from overlap.scoped import FILTERED, macros_of
from overlap.sqlfile import QUERIES, load_tables

AGREEMENTS = "agreements"  # the store's table that every `agreements.<kind>` comes from
_MACRO = re.compile(r"^create macro (\w+\.\w+)\([^)]*\) as table$", re.MULTILINE)
_READ = re.compile(r"(?<!distinct )\b(?:from|join) (\w+\.\w+)")


@cache
def read_by() -> Mapping[str, tuple[str, ...]]:
    """`schema.name` of each mart and population -> what it reads; everything else is where a line begins."""
    marts = {f"marts.{name}": file.names("reads") for name, file in load_tables(QUERIES / "models").items()}
    texts = [agreed_values_macro(), *(macros_of(path) for path in sorted(FILTERED.rglob("*.sql")))]
    populations = map(_populations, texts)
    return {name: reads for each in (marts, *populations) for name, reads in each.items()}


def store_tables(report: Report) -> tuple[str, ...]:
    """The tables of the app store that decide the answer when it is asked, in order of name.

    A mart is not looked behind: what it took from an agreement stands as it was built.
    """
    return tuple(sorted({name for each in with_beside(report) for table in each.reads for name in _live(table)}))


def with_beside(report: Report) -> tuple[Report, ...]:
    """The report and every one that is asked beside it, however far: those beside it may have others beside them."""
    found, open_ends = {report.name: report}, [report]
    while open_ends:
        for _, name in open_ends.pop().beside:
            if name not in found:
                found[name] = find(name)
                open_ends.append(found[name])
    return tuple(found.values())


@cache
def _live(table: str) -> frozenset[str]:
    schema, _, name = table.partition(".")
    if schema == "filtered":
        return frozenset(found for behind in read_by().get(table, ()) for found in _live(behind))
    return frozenset({"store": (name,), "agreements": (AGREEMENTS,)}.get(schema, ()))


def _populations(text: str) -> dict[str, tuple[str, ...]]:
    """Table macros with what stands behind their `from` and `join`; DuckDB gives no parse tree of a macro."""
    names = _MACRO.split(text)[1:]
    return {name: tuple(sorted(set(_READ.findall(body)))) for name, body in zip(names[::2], names[1::2], strict=True)}
