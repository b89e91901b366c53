"""Intervals of parts of a change: accounts, in whole buckets, resampled in both periods."""

from decimal import Decimal

import numpy as np

BUCKETS = 200
DRAWS = 200
_Z = 1.96
NOISE, ADDS, TAKES = "within noise", "adds", "takes away"


def draws() -> np.ndarray:
    """Period x draw x bucket: how often a bucket counts in each draw; the same draws of every export."""
    return np.random.default_rng(0).multinomial(BUCKETS, np.full(BUCKETS, 1 / BUCKETS), (2, DRAWS)).astype(float)


def by_bucket(buckets: np.ndarray, places: np.ndarray, wide: int, values: np.ndarray) -> np.ndarray:
    """Bucket x place: the sums of `values`."""
    sums = np.bincount(buckets * wide + places, weights=values, minlength=BUCKETS * wide)
    return sums.reshape(BUCKETS, wide)


def part(cents: int, spread: np.ndarray) -> dict[str, object]:
    """An amount with its 95% interval, and what can be said of it; `spread` has the cents of each draw.

    Where no draw differs from another nothing is known of how much it may vary: no interval then, and no claim.
    """
    width = _Z * float(np.std(spread, ddof=1))
    low, high = money(cents - width), money(cents + width)
    if low == high:
        return {"amount": money(cents), "amount_low": None, "amount_high": None, "verdict": NOISE}
    said = NOISE if low <= 0 <= high else ADDS if cents > 0 else TAKES
    return {"amount": money(cents), "amount_low": low, "amount_high": high, "verdict": said}


def money(cents: float) -> Decimal:
    """Whole cents as an amount."""
    return Decimal(round(cents)) / 100
