"""A jump at the threshold is found where there is one, and about one time in twenty where there is none."""

import numpy as np
import polars as pl
import pytest

from overlap.steps.given import Given
from overlap.subjects.quality.steps import handing_over
from overlap.subjects.quality.steps.handing_over import at_threshold, density, jump


def leads(rng: np.random.Generator, size: int, *, effect: float, sort: float = 0.02) -> tuple[np.ndarray, ...]:
    """(distance, won, handed, account) of leads whose chance rises by `sort` a point and jumps by `effect`.

    Leads of an account are won together more often than not.
    """
    distance = rng.integers(-5, 5, size)
    account = rng.integers(0, size // 3, size)
    mood = rng.normal(0, 0.05, size // 3)[account]
    chance = 0.25 + sort * (distance + 0.5) + effect * (distance >= 0) + mood
    handed = rng.random(size) < np.where(distance >= 0, 0.9, 0.2)
    return distance, (rng.random(size) < chance).astype(float), handed.astype(float), account


def counted(distance: np.ndarray, won: np.ndarray, handed: np.ndarray, account: np.ndarray) -> pl.DataFrame:
    """As the report's statement counts them."""
    rows = pl.DataFrame({"distance": distance, "won": won, "handed": handed, "bucket": account})
    return rows.group_by("distance", "bucket", maintain_order=True).agg(
        lead_count=pl.len(), won_count=pl.col("won").sum().cast(pl.Int64),
        handed_count=pl.col("handed").sum().cast(pl.Int64),
    )  # fmt: skip


def test_a_planted_jump_lies_in_its_interval_and_the_slope_of_the_score_is_not_taken_for_one():
    rng = np.random.default_rng(31)
    found = at_threshold(counted(*leads(rng, 20_000, effect=0.12)), Given()).row(0, named=True)
    assert found["jump_low"] < 0.12 < found["jump_high"]
    assert found["handed_jump_low"] < 0.7 < found["handed_jump_high"]
    assert found["verdict"] == "more are won"
    # As they are, the sides differ by five points' worth of slope as well.
    assert found["difference"] == pytest.approx(0.12 + 5 * 0.02, abs=0.02)


def test_without_a_jump_one_is_claimed_about_one_time_in_twenty():
    rng = np.random.default_rng(47)
    rejected = []
    for _ in range(600):
        distance, won, _, account = leads(rng, 1_200, effect=0.0)
        one = jump(distance, np.ones(len(won)), won, account)
        rejected.append(not one.low < 0 < one.high)
    assert 0.025 <= np.mean(rejected) <= 0.08


def test_the_errors_by_account_are_those_of_a_plain_sandwich():
    rng = np.random.default_rng(5)
    distance, won, _, account = leads(rng, 400, effect=0.1)
    x = np.array([[1, d >= 0, d + 0.5, (d >= 0) * (d + 0.5)] for d in distance], dtype=float)
    beta = np.linalg.solve(x.T @ x, x.T @ won)
    meat = np.zeros((4, 4))
    for name in set(account):
        mine = account == name
        score = x[mine].T @ (won[mine] - x[mine] @ beta)
        meat += np.outer(score, score)
    groups, size = len(set(account)), len(won)
    bread = np.linalg.inv(x.T @ x)
    variance = groups / (groups - 1) * (size - 1) / (size - 4) * bread @ meat @ bread
    one = jump(distance, np.ones(size), won, account)
    assert one.value == pytest.approx(beta[1])
    assert one.high - one.value == pytest.approx(1.96 * np.sqrt(variance[1, 1]))


def test_rows_counted_together_say_what_single_leads_say():
    rng = np.random.default_rng(6)
    distance, won, handed, account = leads(rng, 2_000, effect=0.1)
    rows = counted(distance, won, handed, account)
    columns = ("distance", "lead_count", "won_count", "bucket")
    together = jump(*(rows[name].to_numpy() for name in columns))
    single = jump(distance, np.ones(len(won)), won, account)
    assert together.value == pytest.approx(single.value)


def test_below_200_leads_on_either_side_nothing_is_shown():
    rng = np.random.default_rng(7)
    rows = counted(*leads(rng, 380, effect=0.3))
    found = at_threshold(rows, Given()).row(0, named=True)
    assert found["verdict"] == handing_over.TOO_FEW
    assert found["jump"] is None and found["above_rate"] is None
    assert found["below_count"] + found["above_count"] == 380


def test_where_points_do_not_decide_who_is_handed_over_nothing_is_read_off():
    rng = np.random.default_rng(8)
    distance, won, _, account = leads(rng, 5_000, effect=0.2)
    handed = (rng.random(5_000) < 0.5).astype(float)
    assert at_threshold(counted(distance, won, handed, account), Given())["verdict"][0] == handing_over.NOT_DECIDED


def test_leads_that_bunch_just_above_the_threshold_are_noticed():
    smooth = np.array([120, 115, 112, 108, 104, 101, 97, 95, 91, 88])
    pushed = smooth + np.array([0, 0, -10, -40, -60, 60, 40, 10, 0, 0])
    distance = np.arange(-5, 5)
    assert density(distance, smooth).low < 1 < density(distance, smooth).high
    assert density(distance, pushed).low > 1
