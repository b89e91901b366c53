"""A measure that goes with nothing is linked as often as stated, one that does is found with its lag and its size."""

import numpy as np
import pytest
from scipy.stats import linregress, norm
from weekly import later, measured, memory, outcomes

from overlap.stats import per_unit
from overlap.stats.circular_shift import LAGS, WINDOWS, Shifted, shifted

NOMINAL = 0.05


def _shifted(measure: np.ndarray, outcome: np.ndarray, other: np.ndarray | None = None) -> Shifted:
    found = shifted(measure, outcome, other)
    assert found is not None
    return found


def test_series_with_a_memory_are_linked_by_chance_no_more_often_than_stated() -> None:
    # 5% is nominal; of 150 companies at most 15 by chance (in 1 of 200 runs). A plain regression links every third.
    shift, plain = _falsely_linked(150, weeks=104, keeps=0.8, seed=1)
    assert shift <= 15
    assert plain > 30


@pytest.mark.soak
def test_of_many_companies_one_in_twenty_is_linked_by_chance() -> None:
    for weeks in (60, 104, 156):
        for keeps in (0.0, 0.5, 0.8):
            shift, plain = _falsely_linked(1000, weeks, keeps, seed=100 + weeks)
            print(f"{weeks} weeks, memory {keeps}: circular shift {shift / 1000:.3f}, plain {plain / 1000:.3f}")
            assert 0.02 <= shift / 1000 <= 0.07


def test_what_a_unit_brings_is_found_with_its_lag_and_inside_its_interval() -> None:
    found, lags, held, placebo = _planted(25, each=0.08, lag=3, seed=2)
    assert found >= 20
    assert lags >= 24
    assert held >= 21
    assert placebo <= 4


@pytest.mark.soak
def test_intervals_hold_what_is_planted_at_any_lag() -> None:
    for lag in range(LAGS + 1):
        found, lags, held, placebo = _planted(200, each=0.08, lag=lag, seed=300 + lag)
        print(f"lag {lag}: found {found / 2}%, its lag {lags / 2}%, held {held / 2}%, placebo {placebo / 2}%")
        assert held >= 180
        assert placebo <= 20


def test_what_follows_the_outcome_is_told_by_the_weeks_to_come() -> None:
    chance = np.random.default_rng(8)
    outcome = outcomes(chance, 156, 0.3)
    follows = np.floor(20 * np.concatenate([outcome[4:], outcome[:4]]))  # the measure comes four weeks before
    leads = np.floor(20 * np.concatenate([outcome[:3], outcome[:-3]]))  # and here three weeks after it
    assert _shifted(follows, outcome).placebo.p_value() > NOMINAL
    assert _shifted(leads, outcome).placebo.p_value() <= NOMINAL


def test_a_link_that_is_all_other_channels_spend_is_none() -> None:
    chance = np.random.default_rng(9)
    spend = measured(chance, 156, 0.3)
    measure = np.floor(spend * np.exp(0.05 * memory(chance, 156, 0)))
    outcome = outcomes(chance, 156, 0.3, later(spend, 0, 0.12))
    assert _shifted(measure, outcome).windows.p_value() <= NOMINAL
    assert _shifted(measure, outcome, spend).windows.p_value() > NOMINAL


def test_under_a_year_or_without_change_nothing_is_fitted() -> None:
    chance = np.random.default_rng(4)
    measure, outcome = measured(chance, 60, 0.3), outcomes(chance, 60, 0.3)
    assert shifted(measure[:51], outcome[:51]) is None
    assert shifted(measure[:52], outcome[:52]) is not None
    assert shifted(np.full(60, 7.0), outcome) is None
    assert shifted(measure, np.zeros(60)) is None


def test_an_effect_as_large_as_what_would_be_seen_is_seen_four_times_in_five() -> None:
    chance, level = np.random.default_rng(6), 0.0167
    found = _shifted(measured(chance, 120, 0.5), outcomes(chance, 120, 0.5)).windows
    effect = found.would_see(level)
    drawn = chance.normal(0, found.spreads.max(), 4000) + effect
    alone = 1 - (1 - level) ** (1 / len(WINDOWS))
    passed = 2 * norm.sf(np.abs(drawn) / found.spreads.max()) <= alone
    assert passed.mean() == pytest.approx(0.8, abs=0.02)


def test_outcomes_of_a_measure_that_mostly_is_none_are_those_of_its_weeks() -> None:
    # Four weeks in ten have 400 units and 45 instead of 30 outcomes: 15 for 400 units, 37.5 for a thousand.
    measure = np.tile([0, 400, 0, 0, 400], 20).astype(float)
    outcome = np.where(measure > 0, 45.0, 30.0)
    total = np.log(46 / 31) / np.log(401)
    assert per_unit.per_thousand(total, measure, outcome) == pytest.approx(37.5)
    assert per_unit.per_thousand(0.0, measure, outcome) == 0
    assert per_unit.per_thousand(0.3, np.full(100, 5.0), outcome) is None


def _falsely_linked(times: int, weeks: int, keeps: float, seed: int) -> tuple[int, int]:
    """How many of so many companies without any link are told to have one: by circular shift, by a plain regression."""
    chance, by_shift, plainly = np.random.default_rng(seed), 0, 0
    for _ in range(times):
        measure, outcome = measured(chance, weeks, keeps), outcomes(chance, weeks, keeps)
        by_shift += _shifted(measure, outcome).windows.p_value() <= NOMINAL
        plainly += linregress(np.log1p(measure), np.log1p(outcome)).pvalue <= NOMINAL  # pyright: ignore
    return by_shift, plainly


def _planted(times: int, each: float, lag: int, seed: int) -> tuple[int, int, int, int]:
    """Of so many companies: linked at 5%, largest at its lag, the size inside, told of by weeks to come."""
    chance, counts = np.random.default_rng(seed), np.zeros(4, dtype=int)
    for _ in range(times):
        measure = measured(chance, 156, 0.5)
        outcome = outcomes(chance, 156, 0.3, later(measure, lag, each))
        found = _shifted(measure, outcome)
        mine = next(place for place, (first, last) in enumerate(WINDOWS) if first <= lag <= last)
        middle, width = found.windows.values[mine], 1.96 * found.windows.spreads[mine]
        low, high = (per_unit.per_thousand(middle + end, measure, outcome) for end in (-width, width))
        counts += (
            found.windows.p_value() <= NOMINAL,
            int(found.lags[: LAGS + 1].argmax()) == lag,
            low is not None and high is not None and low <= 1000 * each <= high,
            found.placebo.p_value() <= NOMINAL,
        )
    return tuple(int(count) for count in counts)  # pyright: ignore[reportReturnType]
