"""How a number is defined, drawn: its sentence, the reports that show it, their SQL, lineage and command."""

import shlex
from collections.abc import Sequence

import streamlit as st

from overlap import words
from overlap.glossary import Metric, glossary
from overlap.lineage import lineage, origins
from overlap.reports import Report
from overlap.reports.filters import written
from overlap.reports.header import Param
from overlap.steps import docstring
from ui import gateway, parts
from ui.pinned import Asked, pinned_period

UNITS = {
    "count": "a count", "money": "money", "rate": "a share", "days": "days", "date": "a date", "time": "a time",
    "flag": "yes or no", "seconds": "seconds", "minutes": "minutes", "number": "a number", "": "a label",
}  # fmt: skip
FIELD_WIDTH = 180
DAYS = ("from", "to")


def metric(number: Metric) -> None:
    """What a number means, how it is computed, and what it may not be called."""
    st.markdown(parts.escape(number.sentence))
    fields = {
        "Computed as": number.formula,
        "Made of": number.source,
        "Never call it": number.never,
    }
    grid = st.grid(len(fields), min_column_width=FIELD_WIDTH)
    for title, text in fields.items():
        grid.markdown(f":gray[:small[{title}]]  \n{parts.escape(text)}")


def report(shown: Report, asked: Asked | None = None) -> None:
    """What a report answers: its grain, options and columns, the SQL, where it comes from, how to ask it.

    `asked`: how the page asks it, for a command that gives the page's numbers.
    """
    grain = "one row" if shown.one_row else "one row per " + words.listed([words.spoken(name) for name in shown.grain])
    st.markdown(f"{parts.escape(shown.question)}  \n:gray[:small[{parts.escape(grain)}{_options(shown)}]]")
    st.code(command(shown, asked) if asked else example(shown), language=None, wrap_lines=True)
    st.markdown(":gray[:small[Where it comes from, from the tables you supply to this report]]")
    edges = lineage(shown)
    st.table(
        [_origin(*each) for each in sorted(origins(edges, shown.name).items())], border="horizontal", hide_index=True
    )
    with st.expander("Every step on the way", icon=":material/list:"):
        st.markdown(in_words(edges))
    with st.expander("The whole statement", icon=":material/code:"):
        st.code(shown.file.sql, language="sql", wrap_lines=True)
    if shown.then:
        st.markdown(f":gray[:small[What is done with its rows: {parts.escape(shown.then)}]]")
        st.code(docstring(shown.then), language=None, wrap_lines=True)


def columns(shown: Report) -> None:
    """Every column of the answer with its unit and, where it is a number of the glossary, its name there."""
    metrics = glossary()
    st.dataframe(
        [
            {
                "Column": column.name,
                "Unit": UNITS.get(column.unit, column.unit),
                "Number": metrics[column.metric].label if column.metric in metrics else "",
                "Opens": next((opens.report for opens in [shown.open_for(column.name)] if opens), ""),
            }
            for column in shown.columns
        ],
        hide_index=True,
        key=f"columns_{shown.name}",
    )


def in_force() -> None:
    """From which data the number is computed now: as-of, build, checks."""
    house = gateway.house()
    built = words.instant(gateway.local(gateway.built_at()))
    parts.proof(f"{words.counted(house.checks['passed'], 'check')} passed", holds=True)
    if house.checks["warned"]:
        st.badge(words.counted(house.checks["warned"], "warning"), color="orange", icon=":material/visibility:")
    st.caption(
        f"Data as of {words.instant(gateway.local(house.as_of_at))}; built {built}, generation {house.generation}."
    )


def example(shown: Report) -> str:
    """A command line that asks the report, with what it needs and what it takes by itself."""
    options = [f"--{param.name} {param.default or param.name.upper()}" for param in shown.params if _is_said(param)]
    return " ".join(["python -m overlap ask", shown.name, *options])


def command(shown: Report, asked: Asked) -> str:
    """The command line that gives the rows a page shows: its filters and parameters in it."""
    given = {name: str(value) for name, value in {**shown.naming, **asked.params}.items() if value is not None}
    filters = written(asked.filters) if shown.takes_filters else {}
    compared = pinned_period().comparison if shown.takes_comparison else None
    before = {f"compare_{name}": text for name, text in written(compared).items() if name in DAYS} if compared else {}
    options = [f"--{name} {shlex.quote(text)}" for name, text in {**filters, **before, **given}.items()]
    return " ".join(["python -m overlap ask", shown.name, *options])


def _origin(read: str, roots: frozenset[str]) -> dict[str, str]:
    """A line of the table: what the report reads, the supplied tables behind it, and the agreements applied."""
    agreed = frozenset(name for name in roots if name.startswith("agreements."))
    return {
        "It reads": parts.escape(read),
        "Made from your tables": _spoken(roots - agreed),
        "By the agreements on": _spoken(agreed) or words.DASH,
    }


def _spoken(tables: frozenset[str]) -> str:
    return ", ".join(sorted(words.spoken(name.partition(".")[2]) for name in tables))


def in_words(edges: Sequence[tuple[str, str]]) -> str:
    """The lineage as a list, a line for each table that reads others."""
    reads: dict[str, list[str]] = {}
    for source, reader in edges:
        reads.setdefault(reader, []).append(source)
    lines = [
        f"- {parts.escape(name)} reads {parts.escape(words.listed(sorted(reads[name])))}" for name in sorted(reads)
    ]
    return "\n".join(lines)


def _is_said(param: Param) -> bool:
    return param.required or bool(param.default)


def _options(shown: Report) -> str:
    said = [f"{param.name} ({param.takes})" if param.takes else param.name for param in shown.params]
    if shown.takes_filters:
        said.append("the shared filters")
    return f" · takes {parts.escape(words.listed(said))}" if said else ""
