"""From which share a decision about a reason for rejecting starts, fixed on its day, not chosen later."""

from datetime import date, timedelta
from typing import Protocol

import polars as pl

from overlap.reports import Filters

REASON_BY_CAMPAIGN = "quality/reason_by_campaign"


class Ask(Protocol):
    """A report's rows under filters, with its parameters."""

    def __call__(self, name: str, filters: Filters, /, **params: object) -> pl.DataFrame: ...


def baseline(ask: Ask, reason: str, campaign: str | None, day: date, days: int) -> float | None:
    """The adjusted share of the days before, as a whole: what luck has added to the worst campaign is taken out first.

    `campaign` None: every campaign. None where nothing was handed over.
    """
    before = ask(REASON_BY_CAMPAIGN, Filters(starts_on=day - timedelta(days=days), ends_on=day), reason=reason)
    if campaign is None:
        return before["house_share"][0] if before.height else None
    mine = before.filter(pl.col("campaign_id") == campaign)
    return mine["shrunk_share"][0] if mine.height else None
