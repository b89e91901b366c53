"""A demo company made ready in a test, and how its reports are asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from demo_house import ready_home
from few_marts import few_marts

from overlap.demo import DemoOptions
from overlap.demo.ready import Home
from overlap.reports import Filters, answer
from overlap.store import open_store
from overlap.warehouse.reader import Reader, open_reader

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
# What those ask who type into a demo company, and what tells whether it is in use.
LOOKED_INTO = (
    "goals/totals", "meeting/baselines", "quality/decisions", "quality/feedback_by_rep", "quality/feedback_queue",
    "quality/handoffs", "quality/reason_by_campaign", "quality/reject_reasons", "agreements/history",
)  # fmt: skip
KEPT = 2  # readers: one with what was typed, one without
LAST_YEAR = Filters(starts_on=date(2025, 11, 1), ends_on=date(2026, 11, 1))

_readers: dict[tuple[Path, str | None, bool], Reader] = {}


def made(folder: Path, clock: Callable[[], datetime] = lambda: NOW, **options) -> Home:
    """The company of these options, ready in a folder."""
    _close_readers(keep=0)
    return ready_home(folder, DemoOptions(**options), clock)


@contextmanager
def used_marts(*reports: str) -> Iterator[None]:
    """Within it a company is made with no other marts than those its people look into, and these reports."""
    with few_marts(*LOOKED_INTO, *reports):
        yield


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
