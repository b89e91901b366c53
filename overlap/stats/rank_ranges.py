"""How far a ranking would move in another such period: resampled totals, from sums by bucket."""

import numpy as np

BUCKETS = 1024
DRAWS = 200
_TAIL = 0.025


def resampled_totals(buckets: np.ndarray, seed: int, draws: int = DRAWS) -> np.ndarray:
    """Totals of each group in `draws` resampled periods: draws x groups, from buckets x groups.

    A Poisson bootstrap (Chamandy, Muralidharan, Najmi & Naidu 2012): each bucket of accounts comes k times, k of mean
    1. The draws are centred on the mean bucket. Without that the size of a bucket would be resampled as if it were
    noise, and a standard deviation comes out twice too large.
    """
    times = np.random.default_rng(seed).poisson(1.0, (draws, len(buckets)))
    return buckets.sum(axis=0) + (times - 1) @ (buckets - buckets.mean(axis=0))


def rank_ranges(drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest rank of each group in 95 of 100 draws; 1 is the largest total, equal ones share a rank."""
    if drawn.shape[1] == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    ranks = 1 + (drawn[:, None, :] > drawn[:, :, None]).sum(axis=2)
    low = np.quantile(ranks, _TAIL, axis=0, method="lower")
    high = np.quantile(ranks, 1 - _TAIL, axis=0, method="higher")
    return low.astype(np.int64), high.astype(np.int64)
