"""Handoffs of the period and of the reference, as arrays by person."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.stats.logistic_regression import design
from overlap.stats.shortfall import Cells, Counts, Expected, at_equal_mix

NOW, REFERENCE = "now", "reference"
_KNOWN = ("channel", "segment", "region", "score_band")  # at the handoff


@dataclass(frozen=True)
class Handed:
    """Cells of sides/handoff_cells, and the people of both periods in one order."""

    cells: pl.DataFrame
    people: pl.Series

    def counts(self, arm: str, events: str, records: str, is_marketing: bool | None = None) -> Counts:
        """Of each person in a period, of marketing's leads, of the others or of all."""
        kept = self.cells.filter(arm=arm)
        kept = kept if is_marketing is None else kept.filter(is_marketing=is_marketing)
        person = self._person(kept)
        sums = [
            np.bincount(person, weights=kept[name].to_numpy(), minlength=len(self.people)) for name in (events, records)
        ]
        return Counts(*sums)

    def expected(self, events: str, records: str, is_marketing: bool | None = None) -> Expected | None:
        """What the reference lets expect; None where either period has no record, or the reference one outcome only."""
        kept = self.cells.filter(pl.col(records) > 0)
        kept = kept if is_marketing is None else kept.filter(is_marketing=is_marketing)
        if kept["arm"].n_unique() < 2:
            return None
        columns, person = design(kept, _KNOWN), self._person(kept)
        arms = {}
        for arm in (NOW, REFERENCE):
            here = (kept["arm"] == arm).to_numpy()
            numbers = [kept[name].to_numpy().astype(float)[here] for name in (events, records)]
            arms[arm] = Cells(columns[here], person[here], *numbers)
        try:
            return at_equal_mix(arms[NOW], arms[REFERENCE], len(self.people))
        except ValueError:
            return None

    def _person(self, cells: pl.DataFrame) -> np.ndarray:
        return self.people.search_sorted(cells["rep_key"]).to_numpy() if cells.height else np.zeros(0, dtype=int)


def handed(cells: pl.DataFrame) -> Handed:
    """From the answer of sides/handoff_cells."""
    return Handed(cells, cells["rep_key"].unique().sort())
