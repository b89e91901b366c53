"""The macros over filters, each made when a question first calls it: to make all 200 takes a third of a second."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from threading import Lock

import duckdb

from overlap.agreements import agreed_values_macro
from overlap.file_stamps import Standing, standing
from overlap.scoped import FILTERED, macros_of
from overlap.warehouse.connections import see

MARTS = "marts_file.marts"  # found where they lie: a view of each took up to a millisecond of planning at every mention

_STATEMENT = re.compile(r"^create macro filtered\.(\w+)\(", re.MULTILINE)
_CALLED = re.compile(r"(?<!macro )filtered\.(\w+)\(")


class FilteredMacros:
    """Those of one connection. Threads share it: what one has made, all of its cursors see."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._lock = Lock()
        self._left = _statements()

    def make_all(self) -> None:
        """Every macro there is."""
        self._make(tuple(self._left))

    def make_called(self, statement: str) -> None:
        """Those that a statement calls, and those that they call."""
        self._make(_CALLED.findall(statement))

    def _make(self, names: tuple[str, ...] | list[str]) -> None:
        with self._lock, cursor_of(self._connection) as cursor:
            for text in self._needed(names):
                cursor.execute(text)

    def _needed(self, names: tuple[str, ...] | list[str]) -> Iterator[str]:
        """The statements still to be run, each after those whose macros it calls."""
        for name in names:
            text = self._left.pop(name, None)
            if text:
                yield from self._needed(_CALLED.findall(text))
                yield text


def cursor_of(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A cursor that finds the marts, as macros and questions name them."""
    cursor = connection.cursor()
    see(cursor, MARTS)
    return cursor


def _statements() -> dict[str, str]:
    """Every macro's name with the statement that makes it, as the files stand now."""
    return dict(_of_files(standing(FILTERED, ".sql")))


@lru_cache(maxsize=1)
def _of_files(files: Standing) -> tuple[tuple[str, str], ...]:
    texts = [*(macros_of(Path(path)) for path, *_ in files), agreed_values_macro()]
    return tuple(chain.from_iterable(map(_split, texts)))


def _split(text: str) -> tuple[tuple[str, str], ...]:
    starts = [*_STATEMENT.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return tuple((start[1], text[start.start() : end]) for start, end in zip(starts, ends, strict=True))
