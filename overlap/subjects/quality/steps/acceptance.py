"""How many leads of each group sales accepts, and for which reason it rejects them: shares pooled in part."""

import numpy as np
import polars as pl

from overlap.stats.partial_pooling import shrunk, verdicts
from overlap.steps.given import Given
from overlap.subjects.company import COMPANY, family
from overlap.subjects.quality.measures import ACCEPTED
from overlap.subjects.quality.steps.revenue_per_lead import with_lead_limits


def acceptance(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/by_campaign with the interval of revenue per lead, and acceptance pooled in part with its verdict."""
    events, totals = frame[ACCEPTED.events].to_numpy(), frame[ACCEPTED.mature].to_numpy()
    found = shrunk(events, totals, family(frame, ACCEPTED.events, ACCEPTED.mature))
    ends = "revenue_per_lead_low", "revenue_per_lead_high"
    return with_lead_limits(frame).select(
        pl.exclude(*ends, "rests_on", "is_young", COMPANY),
        *ends,
        "rests_on",
        pl.Series("shrunk_rate", found.rate, nan_to_null=True),
        pl.Series("shrunk_low", found.low, nan_to_null=True),
        pl.Series("shrunk_high", found.high, nan_to_null=True),
        pl.Series("house_rate", np.full(frame.height, found.house), nan_to_null=True),
        pl.Series("verdict", verdicts(events, totals, found), dtype=pl.String),
        "is_young",
    )


def rejects(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/reason_by_campaign with shrunk_share, shrunk_low, shrunk_high, house_share and verdict.

    The share of a reason among the handoffs of each campaign, drawn towards the overall one.
    """
    events, totals = frame["rejected_count"].to_numpy(), frame["old_enough_count"].to_numpy()
    found = shrunk(events, totals, family(frame, "rejected_count", "old_enough_count"))
    return frame.drop(COMPANY, strict=False).with_columns(
        pl.Series("shrunk_share", found.rate, nan_to_null=True),
        pl.Series("shrunk_low", found.low, nan_to_null=True),
        pl.Series("shrunk_high", found.high, nan_to_null=True),
        pl.Series("house_share", np.full(frame.height, found.house), nan_to_null=True),
        pl.Series("verdict", verdicts(events, totals, found), dtype=pl.String),
    )
