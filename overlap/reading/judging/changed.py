"""What the rules of a source change in the values of a file, counted by column, so that no change goes unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from overlap.contract import Column
from overlap.contract.value_forms import SHORT_YEARS, Numbers, Times
from overlap.reading.finding.column_statement import rows
from overlap.reading.judging.placeholders import words_of
from overlap.reading.records import Records
from overlap.reading.source import RawFile
from overlap.reading.values import ids, parsing, typed_value
from overlap.reading.values.bound import Bound

BLANK, SPELLED = "read as blank", "spelled as most are"
_TWO_FIGURES = r"^[0-9]{1,2}[./ -](?:[0-9]{1,2}|\pL{3,9})[./ -][0-9]{2}(?:[ ,T]|$)"
_SHORT_YEAR = f"years of two figures, read as {SHORT_YEARS}"
_ROUNDED, _RENAMED, _WRITTEN_ONCE = "rounded half to even", "put into our words", "written as one id"


@dataclass(frozen=True)
class Change:
    """So many values of a column, as its file calls it, were changed in that way."""

    column: str
    how: str
    count: int


def count_changed(connection: duckdb.DuckDBPyConnection, file: RawFile, records: Records) -> tuple[Change, ...]:
    """Every change that reading the records made; one pass where any can have been made, else none."""
    bound = Bound(dict(records.bound))
    conditions = [
        (column.called, how, condition)
        for column in file.columns
        if (given := records.given.get(column.name)) is not None and given.typed is None
        for how, condition in _conditions(column, records, bound)
    ]
    if not conditions:
        return ()
    counts = ", ".join(f"count(*) filter (where {condition})" for _, _, condition in conditions)
    (found,) = rows(connection, f"select {counts} from {records.relation}", bound.values)
    told = zip(conditions, found, strict=True)
    return tuple(Change(name, how, count) for (name, how, _), count in told if count)


def _conditions(column: Column, records: Records, bound: Bound) -> Iterator[tuple[str, str]]:
    text = typed_value.text_of(records.given[column.name], records.blanks, bound)
    blank = words_of(column, records)
    if blank:
        yield BLANK, f"list_contains({bound(list(blank))}, {text})"
    text = typed_value.without(text, blank, bound)
    if column.words and column.type == "text":
        yield _RENAMED, f"list_contains({bound([word for word, _ in column.words])}, lower({text}))"
    if column.id:
        yield _WRITTEN_ONCE, f"{text} <> {ids.written_once(column.id, text, bound)}"
    if isinstance(column.written, Numbers) and column.type != "duration" and parsing.may_round(column, column.written):
        exact = parsing.unrounded(column, text, column.written, bound)
        yield _ROUNDED, f"{exact} <> {parsing.number(column, text, column.written, bound)}"
    if isinstance(column.written, Times) and column.written.has_short_years:
        yield _SHORT_YEAR, f"regexp_matches({text}, '{_TWO_FIGURES}')"
