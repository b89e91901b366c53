"""Benjamini-Hochberg, against both libraries'."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from overlap.stats.false_discovery import FALSE_SHARE, adjusted, among


def test_q_values_are_the_librarys():
    from statsmodels.stats.multitest import multipletests  # slow to import, and wanted here alone

    for seed in range(20):
        p_values = np.random.default_rng(seed).random(seed + 1) ** 3
        p_values[seed // 2 :: 3] = p_values[0]  # ties
        assert adjusted(p_values).tolist() == false_discovery_control(p_values).tolist()
        are_found, q_values, *_ = multipletests(p_values, alpha=FALSE_SHARE, method="fdr_bh")
        assert adjusted(p_values) == pytest.approx(q_values)
        assert (adjusted(p_values) <= FALSE_SHARE).tolist() == are_found.tolist()
    assert adjusted(np.array([])).tolist() == []


def test_four_tests_by_hand():
    # Sorted 0.01 0.02 0.03 0.5, times 4/1 4/2 4/3 4/4, each no larger than those after it.
    assert adjusted(np.array([0.02, 0.5, 0.01, 0.03])) == pytest.approx([0.04, 0.5, 0.04, 0.04])


def test_where_nothing_is_true_a_flag_appears_in_one_family_of_ten():
    chance = np.random.default_rng(5)
    families = [adjusted(chance.random(20)).min() <= FALSE_SHARE for _ in range(4000)]
    assert np.mean(families) == pytest.approx(FALSE_SHARE, abs=0.015)


def test_a_test_among_a_family_has_the_q_value_it_has_in_it():
    for seed in range(20):
        family = np.random.default_rng(seed).random(seed + 1) ** 3
        assert among(family, family) == pytest.approx(adjusted(family))
    # Of another test of the three: 0.02 is the second clearest but for 0.01, so 0.02 x 3 / 1; 0.04 x 3 / 2 is no less.
    assert among(np.array([0.02, 0.9]), np.array([0.01, 0.04, 0.5])) == pytest.approx([0.06, 0.9])
    assert among(np.array([0.3]), np.array([])).tolist() == [0.3]
