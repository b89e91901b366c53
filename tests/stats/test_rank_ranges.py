"""Resampled totals spread as the closed form says, and ranks as the totals."""

import numpy as np
import pytest

from overlap.stats.rank_ranges import BUCKETS, rank_ranges, resampled_totals


def accounts(seed: int, count: int = 20_000) -> np.ndarray:
    """Cents of accounts x two groups, a few of them large."""
    chance = np.random.default_rng(seed)
    return chance.lognormal(8, 1.0, (count, 2)) * (chance.random((count, 2)) < [0.5, 0.1])


def in_buckets(cents: np.ndarray) -> np.ndarray:
    sums = np.zeros((BUCKETS, cents.shape[1]))
    np.add.at(sums, np.arange(len(cents)) % BUCKETS, cents)
    return sums


def test_the_draws_spread_as_much_as_the_closed_form():
    cents = accounts(1)
    drawn = resampled_totals(in_buckets(cents), seed=2, draws=2000)
    assert drawn.mean(axis=0) == pytest.approx(cents.sum(axis=0), rel=0.01)
    # A sum over 1024 buckets estimates the closed form's standard deviation within 1/sqrt(2 * 1024), about 2%.
    assert drawn.std(axis=0) == pytest.approx(np.sqrt((cents**2).sum(axis=0)), rel=0.08)


def test_without_centring_the_size_of_a_bucket_would_be_noise():
    cents = accounts(1)
    buckets = in_buckets(cents)
    closed = np.sqrt((cents**2).sum(axis=0))
    assert np.sqrt((buckets[:, 0] ** 2).sum()) > 2 * closed[0]
    assert np.sqrt(((buckets - buckets.mean(axis=0)) ** 2).sum(axis=0)) == pytest.approx(closed, rel=0.08)


def test_the_same_seed_draws_the_same_periods():
    buckets = in_buckets(accounts(1))
    assert (resampled_totals(buckets, 7) == resampled_totals(buckets, 7)).all()
    assert (resampled_totals(buckets, 7) != resampled_totals(buckets, 8)).any()


def test_a_rank_range_leaves_out_the_rarest_draws_and_equal_totals_share_a_rank():
    # In 39 of 40 draws a, b, c; in one c, b, a. Then a tie.
    drawn = np.array([[3.0, 2.0, 1.0]] * 39 + [[1.0, 2.0, 3.0]])
    assert [list(part) for part in rank_ranges(drawn)] == [[1, 2, 1], [3, 2, 3]]
    drawn = np.array([[3.0, 2.0, 1.0]] * 199 + [[1.0, 2.0, 3.0]])
    assert [list(part) for part in rank_ranges(drawn)] == [[1, 2, 3], [1, 2, 3]]
    assert [list(part) for part in rank_ranges(np.array([[5.0, 5.0, 1.0]]))] == [[1, 1, 3], [1, 1, 3]]
    assert [list(part) for part in rank_ranges(np.zeros((9, 0)))] == [[], []]
