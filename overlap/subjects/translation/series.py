"""A measure and an outcome week by week, the fit of one on the other, and its size in outcomes per thousand units."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.stats.circular_shift import Shifted, shifted
from overlap.stats.per_unit import per_thousand


@dataclass(frozen=True)
class Series:
    """One measure with one outcome, a value a week.

    Revenue is counted in average amounts of what brought any, so that no result depends on the currency's size; `each`
    is that amount (1 for what is counted itself).
    """

    units: np.ndarray
    outcome: np.ndarray
    each: float
    other_spend: np.ndarray

    @classmethod
    def of(cls, weeks: pl.DataFrame) -> "Series":
        """`weeks`: rows of filtered.translation_outcomes for one measure and one outcome."""
        weeks = weeks.sort("week")
        events, each = weeks["event_count"].to_numpy().astype(float), 1.0
        if weeks["revenue"].null_count() < weeks.height and events.sum():
            revenue = weeks["revenue"].to_numpy().astype(float)
            each = float(revenue.sum() / events.sum())
            events = revenue / each if each > 0 else np.zeros(len(events))
        units, other = weeks["unit_count"].to_numpy().astype(float), weeks["other_spend"].to_numpy().astype(float)
        return cls(units, events, each, other)

    def fit(self) -> Shifted | None:
        """None where there is nothing to fit: under a year, or no change."""
        return shifted(self.units, self.outcome, self.other_spend)

    def per_thousand(self, elasticity: float) -> float | None:
        """Outcomes (or revenue) a thousand units go with."""
        found = per_thousand(elasticity, self.units, self.outcome)
        return None if found is None else found * self.each
