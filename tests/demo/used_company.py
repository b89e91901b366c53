"""A demo company made ready in a test, and how its reports are asked."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from overlap.demo import DemoOptions
from overlap.demo.ready import Home, make_ready
from overlap.reports import Filters, answer
from overlap.store import open_store
from overlap.warehouse.building import silent
from overlap.warehouse.connections import DEFAULT_RESOURCES
from overlap.warehouse.reader import open_reader

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LAST_YEAR = Filters(starts_on=date(2025, 11, 1), ends_on=date(2026, 11, 1))


def made(folder: Path, clock: Callable[[], datetime] = lambda: NOW, **options) -> Home:
    """The company of these options, ready in a folder."""
    home = Home(folder)
    make_ready(home, DemoOptions(**options), clock, DEFAULT_RESOURCES, silent)
    return home


def asked(home: Home, report: str, filters: Filters | None = None, *, unused: bool = False, **params) -> pl.DataFrame:
    """The answer with what was typed, or as if nobody ever had."""
    with (
        open_store(home.store) as store,
        closing(open_reader(home.warehouse, store=None if unused else store)) as reader,
    ):
        return answer(reader, report, filters, params=params).frame


def signed(home: Home) -> pl.DataFrame:
    """Every version of an agreement that somebody signed."""
    return asked(home, "agreements/history").filter(pl.col("agreement_id") != "unsigned")


def is_in_use(home: Home) -> bool:
    """Whether people have signed, drawn and decided there."""
    asked(home, "quality/decisions")
    return home.is_ready and signed(home)["agreement_id"].n_unique() >= 4
