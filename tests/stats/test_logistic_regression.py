"""The logit on groups is the one a general optimiser finds, and bands cut a score into equal parts."""

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize

from overlap.stats.logistic_regression import bands, design, deviance, fitted


def company(count: int, seed: int) -> tuple[pl.DataFrame, np.ndarray]:
    """Rows of two groupings, one with blanks, and outcomes that depend on both."""
    chance = np.random.default_rng(seed)
    campaign, rep = chance.integers(0, 4, count), chance.integers(0, 3, count)
    odds = np.array([-2.0, -1.0, 0.0, 0.5])[campaign] + np.array([0.0, 0.4, -0.6])[rep]
    won = (chance.random(count) < 1 / (1 + np.exp(-odds))).astype(float)
    names = pl.Series(campaign).replace_strict([0, 1, 2, 3], ["a", "b", "c", None], return_dtype=pl.String)
    return pl.DataFrame({"campaign": names, "rep": rep}), won


def test_a_value_is_a_column_and_blank_is_a_value():
    frame = pl.DataFrame({"campaign": ["b", None, "a"], "rep": [7, 7, 9]})
    assert design(frame, ["campaign", "rep"]).toarray().tolist() == [
        [1, 0, 0, 1, 0, 1, 0],
        [1, 1, 0, 0, 0, 1, 0],
        [1, 0, 1, 0, 0, 0, 1],
    ]


def test_newton_finds_what_a_general_optimiser_finds():
    frame, won = company(400, seed=3)
    dense = design(frame, ["campaign", "rep"]).toarray()

    def lost(b: np.ndarray) -> float:
        return float(np.sum(np.logaddexp(0, dense @ b) - won * (dense @ b)) + np.sum(b[1:] ** 2) / 2)

    best = minimize(lost, np.zeros(dense.shape[1]), method="BFGS", options={"gtol": 1e-9}).x
    fit = fitted(design(frame, ["campaign", "rep"]), won)
    assert fit.chances == pytest.approx(1 / (1 + np.exp(-dense @ best)), abs=1e-6)


def test_without_any_grouping_everyone_has_the_share_of_the_house():
    frame, won = company(400, seed=3)
    assert fitted(design(frame, []), won).chances == pytest.approx(won.mean())


def test_a_group_that_always_wins_keeps_a_finite_chance():
    frame = pl.DataFrame({"rep": ["a"] * 5 + ["b"] * 5})
    chances = fitted(design(frame, ["rep"]), np.array([1.0] * 5 + [0.0] * 5)).chances
    assert 0.5 < chances[0] < 1 and chances[0] == pytest.approx(1 - chances[-1])


@pytest.mark.parametrize("won", [np.zeros(10), np.ones(10), np.zeros(0)])
def test_outcomes_of_one_kind_are_refused(won: np.ndarray):
    with pytest.raises(ValueError, match="outcomes of both kinds"):
        fitted(design(pl.DataFrame({"rep": ["a"] * len(won)}), ["rep"]), won)


def test_the_deviance_of_a_coin_is_two_log_two_a_throw():
    assert deviance(np.array([1.0, 0.0, 0.0]), np.full(3, 0.5)) == pytest.approx(6 * np.log(2))


def test_bands_are_of_equal_size_equal_scores_share_one_and_blank_stays_blank():
    scores = pl.Series([50, 10, 10, 30, None, 40, 20, 60, 10])
    assert bands(scores, 4).to_list() == [3, 0, 0, 2, None, 2, 1, 3, 0]
