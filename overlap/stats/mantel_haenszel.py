"""Two arms compared within strata: what goes with being in one of them, between records alike in what was known before.

Mantel & Haenszel 1959; the interval of the odds ratio by Robins, Breslow & Greenland 1986.
"""

from dataclasses import dataclass

import numpy as np

Z = 1.959963984540054


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
