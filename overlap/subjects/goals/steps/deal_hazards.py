"""The ends of deals as arrays: what was known of them on a day, and the hazards by kind, stage and band of ages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.stats.competing_weeks import Hazards, RiskSets, hazards

OLDEST = 53  # weeks; later ends count with it
NO_STAGE, OPENED = "open", "opened"
WEEK = 7
EPOCH = 719_163  # 1970-01-01 as an ordinal; days of polars count from it
AGES = (0, 1, 2, 3, 4, 6, 8, 10, 13, 17, 22, 28, 36, 52)  # first weeks of the bands of `deal_age_from`
_STILL_OPEN = 10_000


@dataclass(frozen=True)
class DealEnds:
    """A row a group of deals: the day from which its weeks count, its place among kinds, stages, ages, and its end."""

    kinds: tuple[str, ...]
    stages: tuple[str, ...]
    cell: np.ndarray  # kind x stage x age as one number
    origin: np.ndarray
    week: np.ndarray
    is_won: np.ndarray
    count: np.ndarray

    @property
    def by_stage(self) -> bool:
        """Whether stages are recorded; without them hazards go by the age of deals alone."""
        return set(self.stages) != {NO_STAGE, OPENED}

    def hazards(self, at: int) -> list[list[Hazards]] | None:
        """By kind and stage, from what was known at the start of day `at`; None where too few deals had ended."""
        seen = self._risk_sets(at)
        by_kind = [_added(of_kind) for of_kind in seen]
        found = [
            [hazards(own, [by_kind[kind], _added(by_kind)]) for own in of_kind] for kind, of_kind in enumerate(seen)
        ]
        whole = [[each for each in of_kind if each] for of_kind in found]
        return whole if whole and all(len(each) == len(self.stages) for each in whole) else None

    def _risk_sets(self, at: int) -> list[list[RiskSets]]:
        """Only whole weeks that were over by then count, whether or not anything ended in them."""
        shape = (len(self.kinds), len(self.stages), len(AGES), OLDEST + 1)
        whole = np.minimum((at - self.origin) // WEEK, OLDEST + 1)
        rows = np.flatnonzero(whole > 0)
        cell, count, week, is_won, whole = (
            values[rows] for values in (self.cell, self.count, self.week, self.is_won, whole)
        )
        ended = week < whole
        lived = np.where(ended, week, whole - 1)
        at_risk = _summed(shape, cell, lived, count)[..., ::-1].cumsum(axis=-1)[..., ::-1]
        won, lost = (_summed(shape, cell[end], week[end], count[end]) for end in (ended & is_won, ended & ~is_won))
        return [
            [RiskSets(at_risk[kind, stage], won[kind, stage], lost[kind, stage]) for stage in range(shape[1])]
            for kind in range(shape[0])
        ]


def deal_ends(ends: pl.DataFrame, facts: pl.DataFrame) -> DealEnds:
    """From rows of goals/deal_ends; goals/forecast_facts may name kinds and stages of which no deal was at risk."""
    kinds, stages = (
        tuple(sorted({*ends[name].unique(), *facts[name].drop_nulls().unique()})) for name in ("kind", "stage")
    )
    stages = (*(stage for stage in stages if stage != OPENED), OPENED)
    place = (places_of(ends["kind"], kinds) * len(stages) + places_of(ends["stage"], stages)) * len(AGES)
    return DealEnds(
        kinds, stages, place + ages_of(ends["age_from"]), days_of(ends["origin_on"]),
        ends["week"].fill_null(_STILL_OPEN).to_numpy(), (ends["became"] == "won").to_numpy(),
        ends["deal_count"].to_numpy().astype(float),
    )  # fmt: skip


def places_of(values: pl.Series, known: Sequence[object]) -> np.ndarray:
    """Where each value stands among those known."""
    if values.is_empty():
        return np.zeros(0, dtype=np.int64)
    return values.replace_strict(list(known), range(len(known)), return_dtype=pl.Int64).to_numpy()


def ages_of(values: pl.Series) -> np.ndarray:
    """The place of each band of ages."""
    return np.searchsorted(AGES, values.fill_null(AGES[-1]).to_numpy())


def days_of(values: pl.Series) -> np.ndarray:
    """Days as ordinals."""
    return values.cast(pl.Int32).to_numpy().astype(np.int64) + EPOCH


def _summed(shape: tuple[int, ...], cell: np.ndarray, week: np.ndarray, count: np.ndarray) -> np.ndarray:
    places = cell * shape[-1] + np.minimum(week, OLDEST)
    return np.bincount(places, weights=count, minlength=int(np.prod(shape))).reshape(shape)


def _added(sets: Sequence[RiskSets]) -> RiskSets:
    total = sets[0]
    for each in sets[1:]:
        total = total + each
    return total
