"""A demo company made ready in a test, and how its reports are asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from overlap.demo import DemoOptions
from overlap.demo.ready import Home, make_ready
from overlap.reports import Filters, answer
from overlap.store import open_store
from overlap.warehouse.building import silent
from overlap.warehouse.connections import DEFAULT_RESOURCES
from overlap.warehouse.reader import Reader, open_reader

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
KEPT = 2  # readers: one with what was typed, one without
LAST_YEAR = Filters(starts_on=date(2025, 11, 1), ends_on=date(2026, 11, 1))

_readers: dict[tuple[Path, str | None, bool], Reader] = {}


def made(folder: Path, clock: Callable[[], datetime] = lambda: NOW, **options) -> Home:
    """The company of these options, ready in a folder."""
    home = Home(folder)
    _close_readers(keep=0)
    make_ready(home, DemoOptions(**options), clock, DEFAULT_RESOURCES, silent)
    return home


def asked(home: Home, report: str, filters: Filters | None = None, *, unused: bool = False, **params) -> pl.DataFrame:
    """The answer with what was typed, or as if nobody ever had."""
    return answer(_reader(home, unused), report, filters, params=params).frame


def _reader(home: Home, unused: bool) -> Reader:
    """One for all questions about what is published there: to open it costs more than most answers."""
    place = home.folder, home.warehouse.current_id(), unused
    if place not in _readers:
        _close_readers(keep=KEPT - 1)
        _readers[place] = open_reader(home.warehouse, store=None if unused else open_store(home.store))
    return _readers[place]


def _close_readers(keep: int) -> None:
    """All but the last ones; before a company is made anew, since its store may be another file then."""
    while len(_readers) > keep:
        _readers.pop(next(iter(_readers))).close()


def signed(home: Home) -> pl.DataFrame:
    """Every version of an agreement that somebody signed."""
    return asked(home, "agreements/history").filter(pl.col("agreement_id") != "unsigned")


def is_in_use(home: Home) -> bool:
    """Whether people have signed, drawn and decided there."""
    asked(home, "quality/decisions")
    return home.is_ready and signed(home)["agreement_id"].n_unique() >= 4
