"""What winning goes with adds up, is measured on accounts not seen, and is nothing where there is nothing."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest

from overlap.stats.logistic_regression import design, fitted
from overlap.steps import Given
from overlap.subjects.revenue.steps.variance_explained import (
    BLOCKS,
    FOLDS,
    SHUFFLES,
    _lost,
    _near,
    _shuffled,
    shapley,
    variance_explained,
)

NAMES = ["unexplained", *BLOCKS]


def company(seed: int, *, skill: float, count: int = 900) -> pl.DataFrame:
    """Handoffs, two an account, whose winning goes with the rep as far as `skill` says, and with nothing else."""
    chance = np.random.default_rng(seed)
    rep = chance.integers(0, 4, count)
    odds = -1.5 + skill * np.array([-1.0, -0.4, 0.4, 1.0])[rep]
    return pl.DataFrame(
        {
            "account_id": [f"a{each // 2:04d}" for each in range(count)],
            "source_campaign_id": [f"c{each}" for each in chance.integers(0, 4, count)],
            "channel": [f"ch{each}" for each in chance.integers(0, 3, count)],
            "rep_id": [f"r{each}" for each in rep],
            "team": [f"t{each // 2}" for each in rep],
            "segment": [f"s{each}" for each in chance.integers(0, 3, count)],
            "region": [f"g{each}" for each in chance.integers(0, 2, count)],
            "score": chance.integers(0, 100, count),
            "is_won": chance.random(count) < 1 / (1 + np.exp(-odds)),
            "handoff_count": [count] * count,
        }
    )


@pytest.mark.whole
def test_only_the_block_that_winning_goes_with_stands_out_of_chance():
    found = variance_explained(company(1, skill=1.2), Given(seed=5))
    assert found["block"].to_list() == NAMES
    share, low, high = (found[name].to_numpy() for name in ("share", "low", "high"))
    assert share.sum() == pytest.approx(1)
    assert share[2] > high[2] and share[0] < low[0]
    assert (share[[1, 3]] <= high[[1, 3]]).all()
    assert found["won_count"][0] == company(1, skill=1.2)["is_won"].sum()


@pytest.mark.whole
def test_where_winning_goes_with_nothing_shares_lie_where_chance_puts_them():
    found = [variance_explained(company(seed, skill=0, count=300), Given(seed=seed)) for seed in range(5)]
    inside = pl.concat(found).select(pl.col("share").is_between("low", "high"))["share"].to_numpy()
    assert inside.mean() > 0.85  # 95 of 100 are to be expected


@pytest.mark.whole
def test_the_same_seed_gives_the_same_shares():
    frame = company(1, skill=1.2)
    assert variance_explained(frame, Given(seed=5)).equals(variance_explained(frame, Given(seed=5)))


def test_few_wins_say_nothing():
    frame = company(1, skill=1.2, count=100).with_columns(is_won=pl.int_range(100) < 29)
    found = variance_explained(frame, Given())
    assert found.select("share", "low", "high").null_count().row(0) == (4, 4, 4)
    assert found["won_count"].to_list() == [29] * 4
    assert variance_explained(frame.clear(), Given())["handoff_count"].to_list() == [0] * 4


def test_shapley_of_three_players_by_hand():
    # Alone 6, 12, 42; a with b 42, a with c 48, b with c 54, all 90: a comes to 6, 6, 30, 36, 6, 36 over the orders.
    worth = {"": 0, "a": 6, "b": 12, "c": 42, "ab": 42, "ac": 48, "bc": 54, "abc": 90}
    known = {frozenset(names): np.array([float(value)]) for names, value in worth.items()}
    parts = [shapley(known, player)[0] for player in "abc"]
    assert parts == pytest.approx([20, 26, 44])
    assert sum(parts) == pytest.approx(90)


def test_a_players_part_is_the_mean_over_the_orders_of_arrival():
    chance = np.random.default_rng(1)
    sets = [frozenset(names) for size in range(4) for names in combinations("abc", size)]
    known = {each: chance.random(1) for each in sets}
    orders = [("a", "b", "c"), ("a", "c", "b"), ("b", "a", "c"), ("b", "c", "a"), ("c", "a", "b"), ("c", "b", "a")]
    for player in "abc":
        before = [frozenset(order[: order.index(player)]) for order in orders]
        assert shapley(known, player) == pytest.approx(
            np.mean([known[s | {player}] - known[s] for s in before], axis=0)
        )


def test_a_shuffle_moves_whole_accounts_among_those_of_their_size():
    account = np.array([0, 0, 1, 2, 2, 3, 4])
    won = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    for seed in range(10):
        shuffled = _shuffled(won, account, np.random.default_rng(seed))
        pairs = sorted([tuple(shuffled[[0, 1]]), tuple(shuffled[[3, 4]])])
        assert pairs == [(0.0, 0.0), (1.0, 1.0)]
        assert shuffled[[2, 5, 6]].sum() == 1


def test_what_is_lost_is_counted_on_accounts_the_fit_has_not_seen():
    frame = company(2, skill=1.0, count=300)
    won, columns = frame["is_won"].to_numpy().astype(float), design(frame, ["rep_id"])
    fold = np.arange(300) // 2 % FOLDS
    total = 0.0
    for left_out in range(FOLDS):
        coefficients = fitted(columns[fold != left_out], won[fold != left_out]).coefficients
        chances = 1 / (1 + np.exp(-(columns[fold == left_out] @ coefficients)))
        of_fold = won[fold == left_out]
        total -= 2 * float(np.sum(of_fold * np.log(chances) + (1 - of_fold) * np.log(1 - chances)))
    assert _lost(columns, np.column_stack([won, won]), fold)[0] == pytest.approx(total)


def test_the_quick_fit_of_shuffled_outcomes_is_the_exact_one():
    frame = company(3, skill=0, count=900)
    columns = design(frame, ["rep_id", "team", "segment"])
    account = np.arange(900) // 2
    chance = np.random.default_rng(1)
    won = frame["is_won"].to_numpy().astype(float)
    outcomes = np.column_stack([_shuffled(won, account, chance) for _ in range(SHUFFLES)])
    quick = columns @ _near(columns, outcomes)
    exact = np.column_stack([columns @ fitted(columns, each).coefficients for each in outcomes.T])
    assert np.abs(quick - exact).max() < 0.02
