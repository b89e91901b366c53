"""Shares and totals with intervals that hold what is true about as often as they say."""

import numpy as np
import pytest
from scipy.stats import chi2

from overlap.stats.proportions import weighted_total, wilson


def test_a_share_of_nothing_is_unknown_and_its_limits_stay_between_none_and_all():
    assert wilson(0, 0) == (None, None, None)
    assert wilson(0, 10)[:2] == (0.0, 0.0)
    assert wilson(10, 10)[::2] == (1.0, 1.0)


@pytest.mark.parametrize(("events", "total"), [(1, 9), (13, 40), (999, 2000)])
def test_the_limits_of_a_share_are_where_its_score_test_just_rejects(events: int, total: int):
    # Wilson's interval inverts the score test: at its ends |x/n - p| is 1.96 standard errors of p.
    share, *limits = wilson(events, total)
    assert share is not None and share == events / total
    for limit in limits:
        assert limit is not None
        assert abs(share - limit) == pytest.approx(1.96 * np.sqrt(limit * (1 - limit) / total))


@pytest.mark.parametrize(("events", "share"), [(1, 0.05), (7, 0.1), (120, 0.25)])
def test_drawn_with_one_share_the_limits_are_the_exact_poisson_ones_divided_by_it(events: int, share: float):
    total, low, high = weighted_total(events / share, events / share**2, 1 / share)
    assert total == events / share
    assert low == pytest.approx(chi2.ppf(0.025, 2 * events) / 2 / share)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2 / share)


def test_where_none_was_seen_up_to_three_times_what_one_stands_for_is_possible():
    assert weighted_total(0, 0, 20) == (0, 0, 60)


def test_the_interval_of_a_sampled_total_holds_the_truth_19_times_in_20():
    rng = np.random.default_rng(20_261_122)
    truth, shares = 400, np.repeat([0.05, 0.1], 200)
    held = []
    for _ in range(1_500):
        weights = 1 / shares[rng.random(truth) < shares]
        _, low, high = weighted_total(weights.sum(), (weights**2).sum(), 20.0)
        held.append(low <= truth <= high)
    assert 0.94 <= np.mean(held) <= 0.99
