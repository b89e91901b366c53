"""Money for each lead, or for each unit of spend, with its interval: that of the sum over what it is divided by."""

import numpy as np
import polars as pl

from overlap.numerics.given import Given
from overlap.numerics.sums import limits, sums_of

_DIGITS = 9


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


def returns(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """revenue/return_by_campaign with the interval of either return: that of its sum of money over the cost beside it.

    Accounts are the units. Of no cost there is none.
    """
    return _with_limits(
        _with_limits(frame, "sums", "judged_cost", "return_on_spend", "return"),
        "cash_sums", "cost", "cash_return", "cash_return",
    )  # fmt: skip


def _with_limits(frame: pl.DataFrame, sums: str, cost: str, after: str, stem: str) -> pl.DataFrame:
    """The two ends, called after `stem`, stand behind the column `after`, and `sums` is gone."""
    spent, ends = frame[cost].cast(pl.Float64).to_numpy(), []
    for name, end in zip((f"{stem}_low", f"{stem}_high"), limits(sums_of(frame[sums])), strict=True):
        ratio = np.divide(end / 100, spent, out=np.full(len(spent), np.nan), where=spent > 0)
        ends.append(pl.Series(name, ratio, nan_to_null=True).round_sig_figs(_DIGITS))
    found = frame.drop(sums)
    place = found.columns.index(after) + 1
    columns = found.get_columns()
    return pl.DataFrame([*columns[:place], *ends, *columns[place:]])
