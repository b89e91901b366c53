"""What may be said of each group's losses at a step, and what they are worth at most."""

import numpy as np
import polars as pl

from overlap.stats.false_discovery import FALSE_SHARE, among
from overlap.stats.products import product_limits

LEAK, GAIN, SLOWER = "leak", "gain", "slower, not lost"
NOT_APART, TOO_FEW = "about average", "too few to tell"
MONEY = pl.Decimal(18, 2)


def with_verdicts(rows: pl.DataFrame, family: np.ndarray) -> pl.DataFrame:
    """What may be said of each; `family` are the p-values of all tests of the company."""
    p_value, gap, drawn = (rows[name].to_numpy() for name in ("p_value", "gap", "gap_shrunk"))
    is_tested = np.isfinite(p_value)
    share = np.full(rows.height, np.nan)
    share[is_tested] = among(p_value[is_tested], family)
    is_sure = is_tested & (np.nan_to_num(share, nan=1.0) <= FALSE_SHARE)
    is_leak, is_gain = is_sure & (gap > 0) & (drawn > 0), is_sure & (gap < 0) & (drawn < 0)
    is_still = rows["is_still"].to_numpy()
    kinds = [~is_tested, is_leak & is_still, is_leak, is_gain]
    said = np.select(kinds, [TOO_FEW, LEAK, SLOWER, GAIN], NOT_APART)
    return rows.with_columns(
        pl.Series("false_share", share),
        pl.lit(len(family), dtype=pl.Int64).alias("tested_count"),
        pl.when("is_group").then(pl.Series("verdict", said.tolist(), dtype=pl.String)).alias("verdict"),
    )


def with_worth(rows: pl.DataFrame, worth: pl.DataFrame) -> pl.DataFrame:
    """The gap in money: steps more, times what a lead at the next stage has brought."""
    of_next = worth.select(pl.col("stage").alias("next_stage"), pl.col("^value_.*$").cast(pl.Float64))
    valued = rows.join(of_next, on="next_stage", how="left", maintain_order="left")
    each, low, high = (valued[f"value_{name}"].to_numpy() for name in ("per_lead", "low", "high"))
    ends = valued["gap_shrunk_low"].to_numpy(), valued["gap_shrunk_high"].to_numpy()
    middle = valued["gap_shrunk"].to_numpy()
    worth_low, worth_high = product_limits(middle, ends, each, (low, high))
    return valued.with_columns(
        pl.Series(name, values, nan_to_null=True).round(2).cast(MONEY)
        for name, values in (("worth", middle * each), ("worth_low", worth_low), ("worth_high", worth_high))
    )
