"""Two arms compared within strata: what goes with being in one of them, between records alike in what was known before.

Mantel & Haenszel 1959; the interval of the odds ratio by Robins, Breslow & Greenland 1986.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.numerics.given import Given

Z = 1.959963984540054
_SPEED = {
    "comparison": pl.String,
    "tried_count": pl.Int64,
    "tried_won_count": pl.Int64,
    "not_tried_count": pl.Int64,
    "not_tried_won_count": pl.Int64,
    "odds_ratio": pl.Float64,
    "odds_low": pl.Float64,
    "odds_high": pl.Float64,
    "difference": pl.Float64,
    "strata_count": pl.Int64,
    "share_compared": pl.Float64,
    "closed_before_count": pl.Int64,
    "young_count": pl.Int64,
}


@dataclass(frozen=True)
class Tables:
    """One 2 x 2 table a stratum: of the exposed and of the others, how many had the event and how many had not."""

    exposed_with: np.ndarray
    exposed_without: np.ndarray
    others_with: np.ndarray
    others_without: np.ndarray

    @property
    def totals(self) -> np.ndarray:
        """Records of each stratum."""
        return self.exposed_with + self.exposed_without + self.others_with + self.others_without

    def compared(self) -> "Tables":
        """The strata with records in both arms; the others say nothing about the difference."""
        both = (self.exposed_with + self.exposed_without > 0) & (self.others_with + self.others_without > 0)
        parts = (self.exposed_with, self.exposed_without, self.others_with, self.others_without)
        return Tables(*(part[both].astype(float) for part in parts))

    def together(self) -> "Tables":
        """All records as one stratum."""
        parts = (self.exposed_with, self.exposed_without, self.others_with, self.others_without)
        return Tables(*(np.array([part.sum()]) for part in parts))


@dataclass(frozen=True)
class Association:
    """An odds ratio with its 95% interval and the difference of the two rates; None where a sum is empty."""

    odds_ratio: float | None
    low: float | None
    high: float | None
    difference: float | None


def mantel_haenszel(tables: Tables) -> Association:
    """The two arms compared within each stratum and summed over those that have both."""
    found = tables.compared()
    a, b, c, d = found.exposed_with, found.exposed_without, found.others_with, found.others_without
    n = found.totals
    if not len(n):
        return Association(None, None, None, None)
    first, second = a + b, c + d
    difference = float(((a * second - c * first) / n).sum() / (first * second / n).sum())
    r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    if not r.sum() or not s.sum():
        return Association(None, None, None, difference)
    variance = (
        (p * r).sum() / (2 * r.sum() ** 2)
        + (p * s + q * r).sum() / (2 * r.sum() * s.sum())
        + (q * s).sum() / (2 * s.sum() ** 2)
    )
    ratio, width = float(r.sum() / s.sum()), float(np.exp(Z * np.sqrt(variance)))
    return Association(ratio, ratio / width, ratio * width, difference)


def speed(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """followup/speed_and_wins: the two arms as they are ('raw'), and within strata of what was known at the handoff.

    `frame` has a row a stratum: tried_won, tried_lost, not_tried_won, not_tried_lost, closed_before_count, young_count.
    """
    columns = ("tried_won", "tried_lost", "not_tried_won", "not_tried_lost")
    tables = Tables(*(frame[name].to_numpy().astype(float) for name in columns))
    left_out = {name: int(frame[name].sum()) for name in ("closed_before_count", "young_count")}
    rows = [
        {"comparison": name, **_compared(those, tables.totals.sum()), **left_out}
        for name, those in (("raw", tables.together()), ("adjusted", tables))
    ]
    return pl.DataFrame(rows, schema=_SPEED)


def _compared(tables: Tables, everybody: float) -> dict[str, float | int | None]:
    kept, found = tables.compared(), mantel_haenszel(tables)
    return {
        "tried_count": int((kept.exposed_with + kept.exposed_without).sum()),
        "tried_won_count": int(kept.exposed_with.sum()),
        "not_tried_count": int((kept.others_with + kept.others_without).sum()),
        "not_tried_won_count": int(kept.others_with.sum()),
        "odds_ratio": found.odds_ratio,
        "odds_low": found.low,
        "odds_high": found.high,
        "difference": found.difference,
        "strata_count": len(kept.totals),
        "share_compared": float(kept.totals.sum() / everybody) if everybody else None,
    }
