"""Whether a score sorts: the chance that a good lead has the higher score of two, with its interval."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.stats.isotonic import promised
from overlap.stats.proportions import wilson
from overlap.steps.given import Given

Z = 1.959963984540054
FEWEST = 10  # of each outcome
_NO_ERROR = 1e-9
FEWEST_LEARNT = 100  # handoffs before the period, of which a promise is learnt
SORTS, BACKWARDS = "ranks leads", "ranks leads in the wrong order"
CHANCE, TOO_FEW = "no better than chance", "too few to tell"
_COUNTS = ("handoff_count", "old_enough_count", "good_count", "young_count", "unscored_count")


@dataclass(frozen=True)
class Auc:
    """The area under the ROC curve, 0 to 1, its standard error and 95%; all None with fewer than `FEWEST` of a kind."""

    area: float | None = None
    error: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def columns(self) -> dict[str, float | None]:
        """auc, auc_low and auc_high of a report's row."""
        ends = {"auc": self.area, "auc_low": self.low, "auc_high": self.high}
        return {name: _rounded(number) for name, number in ends.items()}

    @property
    def verdict(self) -> str:
        """What may be said of it."""
        if self.low is None or self.high is None:
            return TOO_FEW
        return SORTS if self.low > 1 / 2 else BACKWARDS if self.high < 1 / 2 else CHANCE


def auc_of(scores: np.ndarray, good: np.ndarray, bad: np.ndarray, cluster: np.ndarray) -> Auc:
    """The area under the curve of `scores` with so many `good` and `bad` records each, some of one `cluster`.

    Mann & Whitney: the share of pairs of a good and a bad one in which the good one scores higher, ties one half. The
    error takes records of a cluster as alike: Obuchowski 1997, whose formula with clusters of one is that of DeLong.
    """
    goods, bads = float(good.sum()), float(bad.sum())
    if min(goods, bads) < FEWEST:
        return Auc()
    _, place = np.unique(scores, return_inverse=True)
    good_at, bad_at = np.bincount(place, good), np.bincount(place, bad)
    beaten = ((np.cumsum(bad_at) - bad_at / 2) / bads)[place]
    beating = ((goods - np.cumsum(good_at) + good_at / 2) / goods)[place]
    area = float((good * beaten).sum() / goods)
    error = _error(area, (good, beaten), (bad, beating), cluster)
    return Auc(area, error, *(() if error is None else limits(area, error, min(goods, bads))))


def limits(area: float, error: float, fewest: float) -> tuple[float, float]:
    """The ends of 95% of an area with that standard error.

    Where all are sorted rightly, or none, the formula has no error, which is no certainty: there the limits are
    Wilson's for a share of the `fewest` records that are of one kind.
    """
    if error > _NO_ERROR:
        return max(0.0, area - Z * error), min(1.0, area + Z * error)
    _, low, high = wilson(area * fewest, fewest)
    return low or 0.0, 1.0 if high is None else high


def judged(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/score: the area with its 95%, the Brier score beside that of the share alone, and what may be said.

    `frame` has is_before (learnt from, before the period), measured, bucket (of accounts), is_old_enough, chance (the
    score's own, if it has one), handoff_count and good_count. The promise of a score is the rising curve through what
    scores brought before; with fewer than 100 handoffs to learn it from there is none, and no Brier score.
    """
    before, now = frame.filter("is_before"), frame.filter(~pl.col("is_before"))
    scored = now.filter(pl.col("measured").is_not_null())
    old = scored.filter("is_old_enough")
    good = old["good_count"].to_numpy().astype(float)
    bad = old["handoff_count"].to_numpy() - good
    found = auc_of(old["measured"].to_numpy(), good, bad, old["bucket"].to_numpy())
    brier, of_share = _brier(promised_rates(old, before), good, bad)
    counts = [
        _sum(scored), _sum(old), int(good.sum()), _sum(scored) - _sum(old), _sum(now) - _sum(scored),
    ]  # fmt: skip
    numbers = {**rate_of(int(good.sum()), _sum(old)), **found.columns, "brier": brier, "brier_of_share": of_share}
    row = dict(zip(_COUNTS, counts, strict=True)) | numbers | {"verdict": found.verdict}
    return pl.DataFrame([row], schema_overrides=dict.fromkeys(numbers, pl.Float64))


def promised_rates(rows: pl.DataFrame, before: pl.DataFrame) -> np.ndarray:
    """What the score of each row promised (0-1): the score's own chance, else what it brought before; or unknown."""
    if before.is_empty() and rows["chance"].null_count() == 0 and rows.height:
        return rows["chance"].to_numpy()
    learnt = before.group_by("measured").agg(pl.col("handoff_count", "good_count").sum()).sort("measured")
    if learnt["handoff_count"].sum() < FEWEST_LEARNT:
        return np.full(rows.height, np.nan)
    events, totals = learnt["good_count"].to_numpy(), learnt["handoff_count"].to_numpy()
    return promised(rows["measured"].to_numpy(), learnt["measured"].to_numpy(), events, totals)


def rate_of(events: int, total: int) -> dict[str, float | None]:
    """good_rate with its interval by Wilson 1927, z = 1.96; none of nothing."""
    if not total:
        return dict.fromkeys(("good_rate", "good_rate_low", "good_rate_high"))
    middle, wide = (events + 1.9208) / (total + 3.8416), 1.96 * (events * (total - events) / total + 0.9604) ** 0.5
    half = wide / (total + 3.8416)
    low, high = 0.0 if not events else max(0.0, middle - half), 1.0 if events == total else min(1.0, middle + half)
    return {"good_rate": events / total, "good_rate_low": low, "good_rate_high": high}


def _error(
    area: float, goods: tuple[np.ndarray, np.ndarray], bads: tuple[np.ndarray, np.ndarray], cluster: np.ndarray
) -> float | None:
    (good, beaten), (bad, beating) = goods, bads
    _, which = np.unique(cluster, return_inverse=True)
    of_good, of_bad = np.bincount(which, good), np.bincount(which, bad)
    over = np.bincount(which, good * beaten) - of_good * area
    under = np.bincount(which, bad * beating) - of_bad * area
    with_good, with_bad, all_of_them = (of_good > 0).sum(), (of_bad > 0).sum(), len(of_good)
    if min(with_good, with_bad) < 2:
        return None
    m, n = good.sum(), bad.sum()
    of_goods = with_good / (with_good - 1) / m * (over**2).sum()
    of_bads = with_bad / (with_bad - 1) / n * (under**2).sum()
    both = all_of_them / (all_of_them - 1) * (over * under).sum()
    return float(np.sqrt(max(0.0, of_goods / m + of_bads / n + 2 * both / (m * n))))


def _brier(chances: np.ndarray, good: np.ndarray, bad: np.ndarray) -> tuple[float | None, float | None]:
    """Mean squares of chance less outcome, and of the share of good ones less outcome."""
    total = good.sum() + bad.sum()
    if not total or np.isnan(chances).any():
        return None, None
    share = good.sum() / total
    missed = float((good * (1 - chances) ** 2 + bad * chances**2).sum() / total)
    return _rounded(missed), _rounded(float(share * (1 - share)))


def _sum(rows: pl.DataFrame) -> int:
    return int(rows["handoff_count"].sum())


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 9)
