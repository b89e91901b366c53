"""Refuses a file of which a whole column cannot be read: labels swapped or a format we do not know, not bad records."""

import duckdb

from overlap.contract import Column
from overlap.errors import InputError
from overlap.reading.files.careful import MANY
from overlap.reading.records import quoted
from overlap.reading.source import RawFile
from overlap.reading.values.patterns import remedy_of


def refuse_unreadable(connection: duckdb.DuckDBPyConnection, file: RawFile) -> None:
    """Looks at `raw._judged`. Raises InputError naming each column without one readable value among 10 or more."""
    judged = [column for column in file.columns if file.must_hold(column) or column.type != "text" or column.allowed]
    if not judged:
        return
    parts = ", ".join(
        f"count({name}), count(texts.{name}), any_value(left(texts.{name}, 200))"
        for name in (quoted(column.name) for column in judged)
    )
    total, *found = connection.execute(f"select count(*), {parts} from raw._judged").fetchone() or (0,)
    words = []
    for place, column in enumerate(judged):
        readable, unreadable, example = found[3 * place : 3 * place + 3]
        if readable == 0 and (unreadable >= MANY or (file.must_hold(column) and total >= MANY)):
            words.append(_words(column, total, example))
    words += [said for column, other in file.pairs if (said := _never_filled(connection, column, other))]
    if words:
        raise InputError(" ".join(words))


def _never_filled(connection: duckdb.DuckDBPyConnection, column: Column, other: Column) -> str | None:
    """The sentence about a column that is blank in each of the 10 or more records that need it."""
    name, allowed = column.filled_when or ("", ())
    count, filled = connection.execute(
        f"select count(*), count({quoted(column.name)}) from raw._judged"
        f" where list_contains($words, {quoted(other.name)})",
        {"words": list(allowed)},
    ).fetchone() or (0, 0)
    if filled or count < MANY:
        return None
    where = f"all {count} records whose {name} is {' or '.join(allowed)}"
    return f"{column.name} is blank in {where}. Check which column of the export it should be."


def _words(column: Column, total: int, example: str | None) -> str:
    if example is None:
        return f"{column.name} is blank in all {total} records. Check which column of the export it should be."
    remedy = f"is not allowed. Use one of {', '.join(column.allowed)}." if column.allowed else remedy_of(column)
    return f'No value of {column.name} can be read: "{example}" {remedy} Check that the header names the right columns.'
