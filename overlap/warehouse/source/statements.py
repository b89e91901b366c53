"""The SELECTs of a source, judged before they run: a header, one statement, known columns, none moved in time."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb

from overlap.contract import Table
from overlap.errors import AppError, InputError, nearest
from overlap.faults import is_of_the_machine, worded
from overlap.reading import Source
from overlap.sqlfile import HeaderError, load

_ZONED = "TIMESTAMP WITH TIME ZONE"
_TIMES = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE", "VARCHAR")
_DAYS = (_ZONED, *(kind for kind in _TIMES if kind != "DATE"))


def place_of(source: Source, path: Path) -> str:
    """Where a statement of the source lies, as a person is told it."""
    folder = next(folder for folder in source.folders if path.is_relative_to(folder))
    return f"queries/sources/{path.relative_to(folder.parent)}"


def source_statement(path: Path, where: str) -> str:
    """The one SELECT of a source's file. Raises InputError: no header, unreadable, another number of statements."""
    try:
        text = load(path, path.parent).sql
        kinds = _kinds(text)
    except HeaderError:
        raise InputError(
            f"{where}: it has no header line. Begin it with a comment (--) that says in a sentence what a row is."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{where} cannot be read ({error}). Save it again, as UTF-8.") from None
    except duckdb.Error as error:
        raise in_the_source(error, where) from None
    if kinds != ("SELECT",):
        raise InputError(f"{where}: it must hold one SELECT and nothing else.")
    return text


@cache
def _kinds(text: str) -> tuple[str, ...]:
    """Of each statement of a text what it is: an import asks each file of its source ten times, and DuckDB parses."""
    return tuple(statement.type.name for statement in duckdb.extract_statements(text))


def refuse_unfit(table: Table, made: Mapping[str, str], where: str) -> None:
    """Raises InputError for a column the table has not, or whose type (name -> DuckDB's word) would shift a time.

    A time without its zone is taken for UTC when it is inserted: tried, it moved every lead of a house in America to
    the day before, with all checks green.
    """
    stored = dict(table.stored)
    for name, kind in made.items():
        if name not in stored:
            raise InputError(f"{where}: {table.name} has no column {name}.{nearest(name, list(stored))}")
        if stored[name] == "timestamptz" and kind in _TIMES:
            raise InputError(
                f"{where}: {name} is a {kind}, which says no time zone, so every time would move. Take the column of "
                f"the raw table as it is, or write timezone('Europe/Berlin', ...) around it with the zone it is in."
            )
        if stored[name] == "date" and kind in _DAYS:
            raise InputError(
                f"{where}: {name} is a {kind}, which can turn into another day. Cast it to a date in the zone it is "
                f"meant in: cast(timezone('Europe/Berlin', ...) as date)."
            )


def refuse_days_as_times(
    connection: duckdb.DuckDBPyConnection, table: Table, select: str, bound: Mapping[str, str], zone: str, where: str
) -> None:
    """Raises InputError for a time that comes without its flag though most of its values name a day and no clock.

    A day taken for its midnight makes hours out of nothing: a lead of that day would have waited until morning.
    """
    made = connection.sql(f"select * from ({select}) limit 0", params=bound).columns
    for column in table.times:
        flag = f"{column.name}_is_date_only"
        if column.name not in made or flag in made:
            continue
        name = f'"{column.name}"'
        midnights = " or ".join(
            f"timezone({each}, {name}) = date_trunc('day', timezone({each}, {name}))" for each in ("$own_zone", "'UTC'")
        )
        ((days, all_),) = connection.execute(
            f"select count(*) filter (where {midnights}), count({name}) from ({select})", {**bound, "own_zone": zone}
        ).fetchall()
        if 2 * days > all_:
            raise InputError(
                f"{where}: {column.name} comes without {flag}, and {days} of its {all_} times are midnights: only their"
                f" day is known. Take the flag of the raw table too, or say true where no clock is known."
            )


def in_the_source(error: duckdb.Error, where: str) -> AppError:
    """What DuckDB said about a source's own SQL, with the place of it; the machine's faults stay the machine's."""
    if is_of_the_machine(error):
        return worded(error, where)
    said = [line.strip() for line in str(error).splitlines() if line.strip()]
    at = next((line for line in said if line.startswith("LINE ")), "")
    return InputError(f"{where}: {said[0]}{f' At {at}' if at else ''} Correct the statement.")
