"""Revenue per lead with its interval: that of the sum of money over the leads it is divided by."""

import numpy as np
import polars as pl

from overlap.stats.money_intervals import limits, sums_of
from overlap.steps.given import Given


def lead_limits(frame: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """95% limits of revenue per lead, in whole units of money; not-a-number where there is no interval."""
    leads = frame["judged_lead_count"].cast(pl.Float64).to_numpy()
    low, high = limits(sums_of(frame["sums"]))
    with np.errstate(divide="ignore", invalid="ignore"):
        return low / leads / 100, high / leads / 100


def with_lead_limits(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with revenue_per_lead_low and _high, for many such periods on average, instead of `sums`."""
    low, high = lead_limits(frame)
    return frame.drop("sums").with_columns(
        pl.Series("revenue_per_lead_low", low, nan_to_null=True).round(2).cast(pl.Decimal(18, 2)),
        pl.Series("revenue_per_lead_high", high, nan_to_null=True).round(2).cast(pl.Decimal(18, 2)),
    )


def totals(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/totals: its row with the interval of revenue per lead, over accounts."""
    found = with_lead_limits(frame)
    names = [name for name in found.columns if name not in ("revenue_per_lead_low", "revenue_per_lead_high")]
    after = names.index("revenue_per_lead") + 1
    return found.select(*names[:after], "revenue_per_lead_low", "revenue_per_lead_high", *names[after:])
