"""The threshold room: handoffs by score and part, weeks by score, the pool by points, and what is summed over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from overlap.steps.given import Given

BUSY = 0.9  # nine weeks in ten must fit
FEWEST_WEEKS = 12
RECENT = 12  # weeks whose capacity stands for that of a week to come
HIGHEST = 100  # points above the lowest observed threshold up to which one that fits is looked for
FITS, ALREADY = "nine weeks in ten fit what sales can take", "nine weeks in ten fit already"
TOO_FEW, UNKNOWN = "too few weeks to tell", "no weekly capacity agreed for these leads"
NONE_FITS = "no threshold fits"
_SUMS = (
    "handoff_count", "old_enough_count", "qualified_count", "won_old_enough_count", "won_count", "ripened_count",
    "handed_weight", "handed_squares", "old_enough_weight", "qualified_weight", "qualified_squares",
    "won_old_enough_weight", "won_weight", "won_squares",
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
        names, scores, sums, largest = self._counted
        here = names == name
        if low is not None:
            here &= scores >= low
        if high is not None:
            here &= scores < high
        largest_here = float(largest[here].max()) if here.any() else 0.0
        return {**dict(zip(_SUMS, sums[here].sum(axis=0).tolist(), strict=True)), "largest_weight": largest_here}

    def a_week(self, number: float) -> float | None:
        """So many in the period, a week."""
        return number / self.week_count if self.week_count > 0 else None

    @property
    def weeks_old_enough(self) -> int:
        """Whole weeks of which it is known what came in the 60 days after, those without a handoff among them."""
        week = self._in_time[0]
        return int(week.max() - week.min()) // 7 + 1 if len(week) else 0

    def in_time_a_week(self, threshold: int) -> float | None:
        """Leads a week that would stand at or above the threshold within 60 days, over the weeks old enough."""
        weeks = self.weeks_old_enough
        _, score, count, _ = self._in_time
        return float(count[score >= threshold].sum()) / weeks if weeks else None

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
        week, score, count, capacity = self._in_time
        known = capacity > 0
        weeks, place = np.unique(week[known], return_inverse=True)
        rank = np.searchsorted(thresholds, score[known], side="right")  # how many of them it reaches
        at = np.zeros((len(weeks), len(thresholds) + 1))
        np.add.at(at, (place, rank), count[known])
        reaching = at[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        capacities = np.zeros(len(weeks))
        capacities[place] = capacity[known]
        loads = reaching / capacities[:, None]
        empty = np.zeros((self.weeks_old_enough - len(np.unique(week)), len(thresholds)))
        return np.quantile(np.vstack([loads, empty]), BUSY, axis=0)

    @cached_property
    def _counted(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """(part, score, sums, largest weight) of each row; not-a-number is no score."""
        rows = self.scores.with_columns(pl.col(*_SUMS, "largest_weight").cast(pl.Float64).fill_null(0))
        score = rows["score"].cast(pl.Float64).to_numpy()
        return rows["part"].to_numpy(), score, rows.select(_SUMS).to_numpy(), rows["largest_weight"].to_numpy()

    @cached_property
    def _in_time(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """(week, score reached, handoffs, capacity) of each row; not-a-number is no capacity."""
        rows = self.weeks.filter(pl.col("timing") == "in_time")
        week = rows["week"].cast(pl.Int32).to_numpy()
        capacity = rows["capacity"].cast(pl.Float64).to_numpy()
        return week, rows["score"].to_numpy(), rows["handoff_count"].to_numpy(), capacity


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
