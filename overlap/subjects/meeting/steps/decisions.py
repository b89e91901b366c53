"""What became of each decision: whether its metric moved against the comparison group, and whether its guard held."""

import numpy as np
import polars as pl

from overlap.stats.before_after import Counts, Effect, FourCounts, effect
from overlap.steps.given import Given

MOVED, NOT_MOVED, CANNOT_TELL, NO_GROUP = "moved", "not moved", "cannot tell yet", "nothing to compare with"
BETTER, WORSE = "better", "worse"
HELD = "held"
LESS_IS_BETTER = ("reject_share", "feedback_polarity")
_SIDES = (
    ("before_hit_count", "before_count"), ("after_hit_count", "after_count"),
    ("compared_before_hits", "compared_before_count"), ("compared_after_hits", "compared_after_count"),
)  # fmt: skip
_GUARD_SIDES = tuple(
    (f"guard_{hits}", f"guard_{records}")
    for hits, records in (("before_hits", "before_count"), ("after_hits", "after_count"), *_SIDES[2:])
)
_COLUMNS = (
    *("decision_id", "what", "owner", "state", "is_overdue", "decided_on", "due_on", "metric", "about", "dimension"),
    *("comparison", "window_days", "before_count", "before_hit_count", "after_count", "after_hit_count", "baseline"),
    *("after_share", "comparison_before", "comparison_after", "effect", "effect_low", "effect_high", "smallest"),
    *("is_over", "verdict", "direction", "guard", "guard_before_count", "guard_after_count", "guard_before"),
    *("guard_after", "guard_effect", "guard_low", "guard_high", "guard_verdict", "decided_by"),
)


def judged(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """meeting/decisions: each decision with the effect on its metric and on its guard, in shares, and two verdicts.

    "moved" where the interval leaves 0 out and the effect is at least the smallest difference both teams talk about,
    "not moved" where the whole interval is smaller than that. A guard is "worse" where it moved to the bad side, "held"
    where the bad end of its interval is smaller than that.
    """
    own, guard = _counts(frame, _SIDES), _counts(frame, _GUARD_SIDES)
    smallest = frame["smallest"].to_numpy()
    baseline = frame["baseline"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    found = effect(own, baseline, frame["is_same_records"].to_numpy())
    guarded = effect(guard, np.full(frame.height, np.nan), np.zeros(frame.height, dtype=bool))
    numbers = {
        "baseline": found.baseline, "after_share": own.own_after.share, "comparison_before": own.compared_before.share,
        "comparison_after": own.compared_after.share, "effect": found.change, "effect_low": found.low,
        "effect_high": found.high, "guard_before": guard.own_before.share, "guard_after": guard.own_after.share,
        "guard_effect": guarded.change, "guard_low": guarded.low, "guard_high": guarded.high,
    }  # fmt: skip
    moved, good = found.is_moved(smallest), found.change * _sign(frame["metric"]) > 0
    is_alone = (frame["dimension"] == "company").to_numpy()
    verdict = np.select([is_alone, moved, found.is_still(smallest)], [NO_GROUP, MOVED, NOT_MOVED], CANNOT_TELL)
    is_told = (moved & ~is_alone).tolist()
    direction = [(BETTER if way else WORSE) if told else None for told, way in zip(is_told, good.tolist(), strict=True)]
    guard_verdict = _of_guard(frame, guarded, smallest)
    texts = {"verdict": verdict.tolist(), "direction": direction, "guard_verdict": guard_verdict}
    return frame.with_columns(
        *(pl.Series(name, values, dtype=pl.Float64).fill_nan(None) for name, values in numbers.items()),
        *(pl.Series(name, values, dtype=pl.String) for name, values in texts.items()),
    ).select(_COLUMNS)


def _counts(frame: pl.DataFrame, sides: tuple[tuple[str, str], ...]) -> FourCounts:
    return FourCounts(*(Counts(*(frame[name].to_numpy().astype(float) for name in side)) for side in sides))


def _sign(names: pl.Series) -> np.ndarray:
    """1 where more of the number is better, -1 where less is."""
    return np.where(names.is_in(LESS_IS_BETTER).fill_null(False).to_numpy(), -1.0, 1.0)


def _of_guard(frame: pl.DataFrame, found: Effect, smallest: np.ndarray) -> list[str | None]:
    sign = _sign(frame["guard"])
    worst = np.where(sign > 0, found.low, -found.high)
    is_worse = found.is_moved(smallest) & (found.change * sign < 0)
    is_held = found.is_told & (worst > -smallest)
    is_alone = (frame["dimension"] == "company").to_numpy()
    said = np.select([is_alone, is_worse, is_held], [NO_GROUP, WORSE, HELD], CANNOT_TELL).tolist()
    return [None if guard is None else verdict for guard, verdict in zip(frame["guard"], said, strict=True)]
