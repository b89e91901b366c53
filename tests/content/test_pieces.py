"""A piece that helps is found, one that only the eager meet is not; where no piece helps few companies name any."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from overlap.stats.false_discovery import FALSE_SHARE
from overlap.steps import Given
from overlap.subjects.content.steps.pieces import FEWER, MORE, NOT_APART, TOO_FEW, pieces

NAMES = [f"P{place:02}" for place in range(12)]
USEFUL, RARE, EAGER = "P00", "P01", "P02"
COMPANIES, COMPANIES_SOAK = 30, 300


def sums(seed: int, helps: float, leads: int = 1500) -> pl.DataFrame:
    """filtered.piece_sums of a company in which eager leads meet more pieces and are won more often, whatever they met.

    `helps` is what the useful piece adds to the chance to be won. The eager piece is met by eager leads above all.
    """
    chance = np.random.default_rng(seed)
    eager = chance.integers(1, 4, leads)
    share = np.where(np.array(NAMES) == EAGER, 0.25 * (eager[:, None] - 1), 0.08 + 0.06 * eager[:, None])
    met = chance.random((leads, len(NAMES))) < np.where(np.array(NAMES) == RARE, 0.01, share)
    won = chance.random(leads) < 0.05 + 0.1 * eager + helps * met[:, 0]
    rows = []
    for place, name in enumerate(NAMES):
        mine, expected, spread = met[:, place], 0.0, 0.0
        for each in (1, 2, 3):
            here = eager == each
            n, k, m = here.sum(), won[here].sum(), (mine & here).sum()
            expected += m * k / n
            spread += m * (n - m) * k * (n - k) / (n * n * (n - 1))
        rows.append(
            ("opportunity", 4, None, "seen", name, mine.sum(), won[mine].sum(), leads, won.sum(), expected, spread)
        )
    names = ("stage", "position", "part", "how", "piece", "had_count", "won_count", "all_count", "all_won_count",
             "expected", "spread")  # fmt: skip
    kinds = {name: pl.Int64 for name in names if name.endswith("_count")}
    return pl.DataFrame(rows, schema=list(names), schema_overrides={**kinds, "part": pl.String}, orient="row")


def told(seed: int, helps: float = 0.0) -> pl.DataFrame:
    return pieces(sums(seed, helps), Given())


def test_a_useful_piece_is_found_and_comes_first() -> None:
    found = [told(seed, 0.2).row(0, named=True) for seed in range(7_001, 7_011)]
    assert [(row["piece"], row["verdict"]) for row in found] == [(USEFUL, MORE)] * 10
    # Drawn towards the other pieces it is smaller than in truth, and so never promises more.
    truth = [20 * (1 - row["had_count"] / 1500) for row in found]
    assert all(row["points_low"] < points for row, points in zip(found, truth, strict=True))
    assert 0.5 * np.mean(truth) < np.mean([row["points"] for row in found]) < np.mean(truth)


def test_a_piece_that_the_eager_meet_looks_better_and_is_about_average() -> None:
    """Won more often than the others plainly; beside leads alike it is not."""
    every = [told(seed).filter(piece=EAGER).row(0, named=True) for seed in range(7_101, 7_111)]
    assert all(row["won_rate"] > row["others_rate"] + 0.04 for row in every)
    assert [row["verdict"] for row in every].count(NOT_APART) >= 9
    assert abs(np.mean([row["points"] for row in every])) < 1.5


def companies_with_a_name(seeds: range) -> int:
    return sum(told(seed)["verdict"].is_in([MORE, FEWER]).any() for seed in seeds)


def test_few_companies_in_which_no_piece_helps_name_any() -> None:
    assert companies_with_a_name(range(COMPANIES)) <= binom.ppf(0.999, COMPANIES, FALSE_SHARE)


@pytest.mark.soak
def test_of_three_hundred_such_companies_one_in_ten_names_a_piece_at_most() -> None:
    found = companies_with_a_name(range(5_000, 5_000 + COMPANIES_SOAK))
    print(f"a piece is named in {found} of {COMPANIES_SOAK} companies in which none helps")
    assert found <= binom.ppf(0.99, COMPANIES_SOAK, FALSE_SHARE)


def test_a_piece_that_few_have_met_is_told_too_few_and_lies_near_the_others() -> None:
    row = told(7_201).filter(piece=RARE).row(0, named=True)
    assert row["verdict"] == TOO_FEW and row["points_low"] < 0 < row["points_high"]


def test_nothing_comes_of_nothing() -> None:
    assert pieces(sums(1, 0).clear(), Given()).is_empty()
