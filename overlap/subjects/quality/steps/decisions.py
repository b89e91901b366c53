"""Whether the rate of a reason moved after a decision, against a comparison group."""

import numpy as np
import polars as pl

from overlap.stats.before_after import FEWEST, Counts, FourCounts, effect
from overlap.steps.given import Given

__all__ = ["CANNOT_TELL", "FEWEST", "MOVED", "NOT_MOVED", "judged"]
MOVED, NOT_MOVED, CANNOT_TELL = "moved", "not moved", "cannot tell yet"
_SIDES = (
    ("before_rejected_count", "before_count"), ("after_rejected_count", "after_count"),
    ("compared_before_hits", "compared_before_count"), ("compared_after_hits", "compared_after_count"),
)  # fmt: skip
_COLUMNS = (
    *("decision_id", "reason", "campaign_name", "owner", "what", "decided_on", "window_days", "comparison"),
    *("before_count", "before_rejected_count", "after_count", "after_rejected_count", "baseline", "after_share"),
    *("comparison_before", "comparison_after", "effect", "effect_low", "effect_high", "smallest", "is_over"),
    *("verdict", "decided_by"),
)


def judged(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/decisions: a row a decision with its effect in shares (-0.03 is three points fewer) and a verdict.

    A baseline that was not fixed is the share of the days before. The verdict is "moved" where the interval leaves 0
    out and the effect is at least the smallest that matters, "not moved" where the whole interval is smaller than that.
    """
    counts = FourCounts(*(Counts(*(frame[name].to_numpy().astype(float) for name in side)) for side in _SIDES))
    baseline = frame["baseline"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    found, smallest = effect(counts, baseline, frame["is_every_campaign"].to_numpy()), frame["smallest"].to_numpy()
    numbers = {
        "baseline": found.baseline, "after_share": counts.own_after.share,
        "comparison_before": counts.compared_before.share, "comparison_after": counts.compared_after.share,
        "effect": found.change, "effect_low": found.low, "effect_high": found.high,
    }  # fmt: skip
    said = np.select([found.is_moved(smallest), found.is_still(smallest)], [MOVED, NOT_MOVED], CANNOT_TELL).tolist()
    return frame.with_columns(
        *(pl.Series(name, values, dtype=pl.Float64).fill_nan(None) for name, values in numbers.items()),
        pl.Series("verdict", said, dtype=pl.String),
    ).select(_COLUMNS)
