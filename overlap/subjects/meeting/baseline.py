"""The share a decision of a meeting starts from, fixed on its day, not chosen later."""

from datetime import date, timedelta
from typing import Protocol

import polars as pl

from overlap.reports import Filters

BASELINES = "meeting/baselines"


class Ask(Protocol):
    """A report's rows under filters, with its parameters."""

    def __call__(self, name: str, filters: Filters, /, **params: object) -> pl.DataFrame: ...


def baseline(ask: Ask, metric: str, dimension: str, group: str | None, day: date, days: int) -> float | None:
    """The adjusted share of the group in the days before; None where nothing was counted in them."""
    before = Filters(starts_on=day - timedelta(days=days), ends_on=day)
    found = ask(BASELINES, before, metric=metric, dimension=dimension)
    mine = found.filter(pl.col("group_id").eq_missing(pl.lit(group, dtype=pl.String)))
    return mine["adjusted_share"][0] if mine.height else None
