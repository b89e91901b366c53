"""Figures as tables: on a terminal beside those of the run that was kept, and as the measured part of a document."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.table import Table

from benchmarks.running.figures import Figure, Key, times_as_much

BEGINS, ENDS = "<!-- measured -->", "<!-- measured until here -->"
TITLES = {
    "import": "Importing the demo company",
    "build": "Building it again, nothing changed",
    "marts": "Its marts, beside one join of all touches to deals",
    "reports": "Its reports",
    "each report": "The dearest reports, warm",
    "pages": "Its pages in a browser",
    "viewers": "Viewers at once",
    "peers": "Beside other libraries",
}
_OF_EACH = 12  # reports named one by one
_SLOWER, _FASTER = 1.25, 0.8


def table(part: str, leads: int, figures: Iterable[Figure], before: Mapping[Key, Figure]) -> Table:
    """A part as a terminal shows it."""
    shown = Table("", "", "now", "kept", "now by kept", title=f"{TITLES[part]}{f', {leads:,} leads' if leads else ''}")
    for each in _dearest(part, [*figures]):
        was, ratio = before.get(each.key), times_as_much(each, before)
        colour = "" if ratio is None else "red" if ratio > _SLOWER else "green" if ratio < _FASTER else ""
        said = "" if ratio is None else f"{ratio:.2f}"
        shown.add_row(each.what, each.unit, _number(each.value), _number(was.value) if was else "", said, style=colour)
    return shown


def document(figures: Sequence[Figure]) -> str:
    """All parts in Markdown, a column for each size of company."""
    parts = {part: [each for each in figures if each.part == part] for part in TITLES}
    return "\n".join(_section(part, _dearest(part, taken)) for part, taken in parts.items() if taken)


def put_into(path: Path, figures: Sequence[Figure]) -> None:
    """The measured part of a document anew; its other words stay."""
    text = path.read_text(encoding="utf-8")
    head, rest = text.split(BEGINS)
    tail = rest.split(ENDS)[1]
    path.write_text(f"{head}{BEGINS}\n\n{document(figures)}\n{ENDS}{tail}", encoding="utf-8")


def _section(part: str, figures: Sequence[Figure]) -> str:
    sizes = sorted({each.leads for each in figures})
    cells = {(each.what, each.unit, each.leads): _number(each.value) for each in figures}
    rows = dict.fromkeys((each.what, each.unit) for each in figures)
    heads = [f"{size:,} leads" if size else "" for size in sizes]
    lines = [
        f"### {TITLES[part]}\n",
        f"| | | {' | '.join(heads)} |",
        "|---" * (len(sizes) + 2) + "|",
        *(
            f"| {what} | {unit} | {' | '.join(cells.get((what, unit, size), '') for size in sizes)} |"
            for what, unit in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def _dearest(part: str, figures: list[Figure]) -> list[Figure]:
    """Of reports one by one, those that are dearest in the largest company; of everything else all."""
    if part != "each report" or not figures:
        return figures
    largest = max(each.leads for each in figures)
    ordered = sorted((each for each in figures if each.leads == largest), key=lambda each: -each.value)
    named = {each.what: place for place, each in enumerate(ordered[:_OF_EACH])}
    return sorted((each for each in figures if each.what in named), key=lambda each: named[each.what])


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.3g}"
