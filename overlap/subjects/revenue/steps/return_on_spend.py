"""Return on what campaigns cost, with its interval: that of the sum of money over the cost beside it."""

import numpy as np
import polars as pl

from overlap.stats.money_intervals import limits, sums_of
from overlap.steps.given import Given

_DIGITS = 9


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
