"""Words that stand for nothing (`NULL`, `(No value)`): read as blank, and counted, so that no change goes unsaid."""

import duckdb

from overlap.contract import Column
from overlap.reading import rules
from overlap.reading.records import Records
from overlap.reading.rules import Bound
from overlap.reading.source import RawFile


def words_of(column: Column, records: Records) -> tuple[str, ...]:
    """The placeholders that a value of the column may be in these records: most files hold none."""
    return tuple(word for word in column.blank if records.seen is None or word in records.seen)


def all_words(file: RawFile) -> tuple[str, ...]:
    """Every placeholder of the file's columns, each once."""
    return tuple(dict.fromkeys(word for column in file.columns for word in column.blank))


def count_blanked(
    connection: duckdb.DuckDBPyConnection, file: RawFile, records: Records
) -> tuple[tuple[str, int], ...]:
    """(column, how many of its values were read as blank) of each column that has any."""
    bound = Bound(dict(records.bound))
    counts = {}
    for column in file.columns:
        given, words = records.given.get(column.name), words_of(column, records)
        if words and given is not None and given.typed is None:
            text = rules.text_of(given, records.has_odd_blanks, bound)
            counts[column.name] = f"count(*) filter (where list_contains({bound(list(words))}, {text}))"
    if not counts:
        return ()
    found = connection.execute(f"select {', '.join(counts.values())} from {records.relation}", bound.values).fetchone()
    return tuple((name, count) for name, count in zip(counts, found or (), strict=True) if count)
