"""Whether a rate moved after a decision, against a comparison group: change less change, from a fixed baseline.

The difference of differences of shares with its 95% interval by the variances of the four shares; where both groups are
the same handoffs, rejected for this reason or for another, their covariance -p q / n counts as well.
"""

import numpy as np
import polars as pl

from overlap.steps.given import Given

FEWEST = 30  # handoffs old enough, each side of the day and in each group
MOVED, NOT_MOVED, CANNOT_TELL = "moved", "not moved", "cannot tell yet"
_Z = 1.96
_WHEN = ("before", "after")
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
    sides = {
        "own_before": ("before_rejected_count", "before_count"),
        "own_after": ("after_rejected_count", "after_count"),
        "compared_before": ("compared_before_hits", "compared_before_count"),
        "compared_after": ("compared_after_hits", "compared_after_count"),
    }
    counts = {name: frame[of].to_numpy().astype(float) for name, (_, of) in sides.items()}
    with np.errstate(divide="ignore", invalid="ignore"):
        hit = {name: frame[hits].to_numpy().astype(float) for name, (hits, _) in sides.items()}
        share = {name: hit[name] / counts[name] for name in sides}
        baseline = frame["baseline"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        baseline = np.where(np.isnan(baseline), share["own_before"], baseline)
        variance = sum(share_variance(hit[name], counts[name]) for name in sides)
        shared = sum(share[f"own_{when}"] * share[f"compared_{when}"] / counts[f"own_{when}"] for when in _WHEN)
        error = _Z * np.sqrt(variance + np.where(frame["is_every_campaign"].to_numpy(), 2 * shared, 0))
        effect = (share["own_after"] - baseline) - (share["compared_after"] - share["compared_before"])
    enough = np.min([*counts.values()], axis=0) >= FEWEST if frame.height else np.zeros(0, dtype=bool)
    low, high, smallest = effect - error, effect + error, frame["smallest"].to_numpy()
    moved = enough & ((low > 0) | (high < 0)) & (np.abs(effect) >= smallest)
    still = enough & (low > -smallest) & (high < smallest)
    numbers = {
        "baseline": baseline, "after_share": share["own_after"], "comparison_before": share["compared_before"],
        "comparison_after": share["compared_after"], "effect": effect, "effect_low": low, "effect_high": high,
    }  # fmt: skip
    said = np.select([moved, still], [MOVED, NOT_MOVED], CANNOT_TELL).tolist()
    return frame.with_columns(
        *(pl.Series(name, values, dtype=pl.Float64).fill_nan(None) for name, values in numbers.items()),
        pl.Series("verdict", said, dtype=pl.String),
    ).select(_COLUMNS)


def share_variance(events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Of shares of so many records. None, or all, is no certainty: there one more and one less is taken to be known."""
    is_told = (events > 0) & (events < totals)
    share = np.where(is_told, events / totals, (events + 1) / (totals + 2))
    return share * (1 - share) / totals
