"""Whether a share moved after a day, against a comparison group: change less change, from a baseline fixed on that day.

The difference of differences of four shares, with its 95% interval by their variances. Where both groups are the same
records, counted for two things that exclude each other, their covariance -p q / n counts as well.
"""

from dataclasses import dataclass

import numpy as np

FEWEST = 30  # records, each side of the day and in each group
_Z = 1.96


@dataclass(frozen=True)
class Counts:
    """Hits and records of each decision, on one side of its day, in one group."""

    hits: np.ndarray
    records: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """NaN where there is no record."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.hits / self.records


@dataclass(frozen=True)
class FourCounts:
    """What a decision is judged by: its own group and the compared one, before its day and from it on."""

    own_before: Counts
    own_after: Counts
    compared_before: Counts
    compared_after: Counts

    @property
    def every(self) -> tuple[Counts, ...]:
        """All four."""
        return self.own_before, self.own_after, self.compared_before, self.compared_after


@dataclass(frozen=True)
class Effect:
    """Changes in shares (-0.03 is three points fewer), NaN where there are none; `is_told`: records enough."""

    baseline: np.ndarray
    change: np.ndarray
    low: np.ndarray
    high: np.ndarray
    is_told: np.ndarray

    def is_moved(self, smallest: np.ndarray) -> np.ndarray:
        """The interval leaves 0 out and the effect is at least the smallest that matters."""
        return self.is_told & ((self.low > 0) | (self.high < 0)) & (np.abs(self.change) >= smallest)

    def is_still(self, smallest: np.ndarray) -> np.ndarray:
        """The whole interval is smaller than that."""
        return self.is_told & (self.low > -smallest) & (self.high < smallest)


def effect(counts: FourCounts, baseline: np.ndarray, is_same_records: np.ndarray) -> Effect:
    """Change less change; a baseline of NaN was not fixed and is the own share before."""
    fixed = np.where(np.isnan(baseline), counts.own_before.share, baseline)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = sum(share_variance(each.hits, each.records) for each in counts.every)
        pairs = ((counts.own_before, counts.compared_before), (counts.own_after, counts.compared_after))
        shared = sum(own.share * compared.share / own.records for own, compared in pairs)
        error = _Z * np.sqrt(variance + np.where(is_same_records, 2 * shared, 0))
        change = (counts.own_after.share - fixed) - (counts.compared_after.share - counts.compared_before.share)
    is_told = np.min([each.records for each in counts.every], axis=0) >= FEWEST
    return Effect(fixed, change, change - error, change + error, is_told)


def share_variance(events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Of shares of so many records. None, or all, is no certainty: there one more and one less is taken to be known."""
    is_told = (events > 0) & (events < totals)
    share = np.where(is_told, events / totals, (events + 1) / (totals + 2))
    return share * (1 - share) / totals
