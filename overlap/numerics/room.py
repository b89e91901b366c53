"""The threshold room: handoffs by score and part, weeks by score, the pool by points, and what is summed over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from overlap.numerics.given import Given

BUSY = 0.9  # nine weeks in ten must fit
FEWEST_WEEKS = 12
RECENT = 12  # weeks whose capacity stands for that of a week to come
HIGHEST = 100  # points above the lowest observed threshold up to which one that fits is looked for
FITS, ALREADY = "nine weeks in ten fit what sales can take", "nine weeks in ten fit already"
TOO_FEW, UNKNOWN = "too few weeks to tell", "no weekly capacity agreed for these leads"
NONE_FITS = "no threshold fits"
_SUMS = (
    "handoff_count", "old_enough_count", "qualified_count", "won_old_enough_count", "won_count", "handed_weight",
    "handed_squares", "old_enough_weight", "qualified_weight", "qualified_squares", "won_weight", "won_squares",
)  # fmt: skip

Sums = Mapping[str, float]


@dataclass(frozen=True)
class Room:
    """`scores` is quality/threshold_scores, `weeks` threshold_weeks, `pool` pool_points; `capacity` a usual week's."""

    scores: pl.DataFrame
    weeks: pl.DataFrame
    pool: pl.DataFrame
    agreed: int | None
    observed_from: int | None
    week_count: float
    is_load_comparable: bool
    capacity: float | None

    def part(self, name: str, low: int | None = None, high: int | None = None) -> Sums:
        """The sums over the scores of a part, from `low` on and below `high`; a weight of nothing is 0."""
        score = pl.col("score")
        rows = self.scores.filter(
            pl.col("part") == name,
            score >= low if low is not None else pl.lit(True),
            score < high if high is not None else pl.lit(True),
        )
        sums = rows.select(*(pl.col(name).sum() for name in _SUMS), pl.col("largest_weight").max())
        return {name: value or 0 for name, value in sums.row(0, named=True).items()}

    def a_week(self, number: float) -> float | None:
        """So many in the period, a week."""
        return number / self.week_count if self.week_count > 0 else None

    @property
    def weeks_old_enough(self) -> int:
        """Whole weeks of which it is known what came in the 60 days after, those without a handoff among them."""
        first, last = self.weeks["week"].min(), self.weeks["week"].max()
        if not isinstance(first, date) or not isinstance(last, date):
            return 0
        return (last - first).days // 7 + 1

    def in_time_a_week(self, threshold: int) -> float | None:
        """Leads a week that would stand at or above the threshold within 60 days, over the weeks old enough."""
        weeks = self.weeks_old_enough
        reached = self.weeks.filter((pl.col("timing") == "in_time") & (pl.col("score") >= threshold))
        return float(reached["handoff_count"].sum()) / weeks if weeks else None

    def busy_load(self, threshold: int) -> float | None:
        """The load that nine weeks in ten do not exceed, were only those handed over that reach it within 60 days."""
        return None if self._unfit() else float(self._busy_loads(np.array([threshold]))[0])

    def lowest_that_fits(self) -> tuple[int | None, str]:
        """The lowest threshold seen at which nine weeks in ten fit the capacity, and why (or why there is none)."""
        reason = self._unfit()
        if reason or self.observed_from is None:
            return None, reason or TOO_FEW
        tried = np.arange(self.observed_from, self.observed_from + HIGHEST + 1)
        fitting = np.flatnonzero(self._busy_loads(tried) <= 1)
        if not len(fitting):
            return None, NONE_FITS
        best = int(tried[fitting[0]])
        return best, ALREADY if self.agreed is not None and best <= self.agreed else FITS

    def _unfit(self) -> str:
        if not self.capacity:
            return UNKNOWN
        return TOO_FEW if self.weeks_old_enough < FEWEST_WEEKS else ""

    def _busy_loads(self, thresholds: np.ndarray) -> np.ndarray:
        """Of each threshold (ascending); weeks without a capacity are left out, those without a handoff are empty."""
        rows = self.weeks.filter((pl.col("timing") == "in_time") & (pl.col("capacity") > 0))
        by_week = rows.unique("week").sort("week")
        week = by_week["week"].search_sorted(rows["week"]).to_numpy()
        rank = np.searchsorted(thresholds, rows["score"].to_numpy(), side="right")  # how many of them it reaches
        at = np.zeros((by_week.height, len(thresholds) + 1))
        np.add.at(at, (week, rank), rows["handoff_count"].to_numpy())
        reaching = at[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        loads = reaching / by_week["capacity"].to_numpy()[:, None]
        empty = np.zeros((self.weeks_old_enough - self.weeks["week"].n_unique(), len(thresholds)))
        return np.quantile(np.vstack([loads, empty]), BUSY, axis=0)


def room_of(frame: pl.DataFrame, given: Given) -> Room:
    """The room of quality/threshold_scores with `weeks` and `pool` beside it."""
    first, weeks = frame.row(0, named=True), given.frames["weeks"]
    capacities = weeks.unique("week").sort("week")["capacity"].drop_nulls().tail(RECENT).to_numpy()
    is_known = first["is_load_comparable"] and len(capacities) > 0
    return Room(
        scores=frame,
        weeks=weeks,
        pool=given.frames["pool"],
        agreed=first["agreed"],
        observed_from=first["observed_from"],
        week_count=first["week_count"] or 0.0,
        is_load_comparable=first["is_load_comparable"],
        capacity=float(np.median(capacities)) if is_known else None,
    )
