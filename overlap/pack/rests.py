"""What a part rests on, in words: filters, the commands that give its numbers, definitions, agreements by version."""

import shlex
from collections.abc import Iterator, Sequence

from overlap import words
from overlap.glossary import glossary
from overlap.lineage import lineage
from overlap.pack.part import Asked, Definition, Rests
from overlap.reports import Filters, answer, find
from overlap.reports.filters import LISTS, written
from overlap.reports.known import known_values
from overlap.warehouse.reader import Reader

_NAMES = {
    "channels": "Channel", "campaigns": "Campaign", "segments": "Segment", "regions": "Region", "teams": "Team",
    "kinds": "Business", "reps": "People",
}  # fmt: skip
_DAYS = ("from", "to")
_NO_NUMBERS = ("agreements/", "data/events_on_time")  # they tell of agreements, and are computed by none


def rests(reader: Reader, asked: Sequence[Asked]) -> Rests:
    """What was asked, and what that means."""
    once = dict.fromkeys(_command(each) for each in asked)
    return Rests(tuple(once), tuple(_definitions(asked)), tuple(_agreements(reader, asked)))


def filter_words(reader: Reader, filters: Filters) -> str:
    """`Channel: Events, Partner`; that there is no filter."""
    narrowed = [name for name in LISTS if getattr(filters, name) is not None]
    if not narrowed:
        return "No filters"
    known = known_values(reader)
    said = [
        f"{_NAMES[name]}: "
        + ", ".join("(none)" if value is None else known[name].get(value, value) for value in getattr(filters, name))
        for name in narrowed
    ]
    return "; ".join(said)


def _command(asked: Asked) -> str:
    """The command line that gives the same rows."""
    before = written(asked.comparison) if asked.comparison else {}
    options = {
        **written(asked.filters),
        **{f"compare_{name}": text for name, text in before.items() if name in _DAYS},
        **{name: str(value) for name, value in asked.params.items() if value is not None},
    }
    return " ".join(["overlap ask", asked.report, *(f"--{name} {shlex.quote(text)}" for name, text in options.items())])


def _definitions(asked: Sequence[Asked]) -> Iterator[Definition]:
    """Of every number the reports have, each once."""
    metrics = glossary()
    told: set[str] = set()
    for each in asked:
        for column in find(each.report).when(each.params).columns:
            if column.metric in metrics and column.metric not in told:
                told.add(column.metric)
                yield Definition(metrics[column.metric].label, metrics[column.metric].sentence)


def _agreements(reader: Reader, asked: Sequence[Asked]) -> Iterator[str]:
    """`response (signed as A-12)`, `weights (not signed)`: those in force that the numbers are computed by."""
    applied = {
        table.partition(".")[2]
        for each in asked
        for table, _ in lineage(find(each.report))
        if table.startswith("agreements.") and not each.report.startswith(_NO_NUMBERS)
    }
    in_force = answer(reader, "agreements/in_force").frame
    for kind in sorted(applied):
        ids = sorted(set(in_force.filter(agreement=kind)["agreement_id"].drop_nulls()))
        yield f"{words.spoken(kind)} ({', '.join(ids) or 'none in force'})"
