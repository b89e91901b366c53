"""The parts of a forecast, each against a truth that is known: weekly hazards, arrivals, sums, the shared shock."""

import numpy as np
import pytest
from scipy import stats

from overlap.stats.common_shock import SPREADS, Past, places_as_known, shocks, spread_weights
from overlap.stats.competing_weeks import Hazards, RiskSets, chances_by_week, chances_won, hazards
from overlap.stats.simulated_sums import DRAWS, of_chances, of_new, places_sampled
from overlap.stats.weekly_arrivals import arrivals

NO_SHOCK = np.zeros(1)


def risk_sets(won: list[list[int]], lost: list[list[int]], begun: list[int]) -> RiskSets:
    ended = np.cumsum(np.array(won) + np.array(lost), axis=1)
    at_risk = np.array(begun)[:, None] - np.hstack([np.zeros((len(begun), 1)), ended[:, :-1]])
    return RiskSets(at_risk, np.array(won, dtype=float), np.array(lost, dtype=float))


def test_without_censoring_the_chance_is_the_share_that_was_won_by_then():
    seen = risk_sets([[0, 12, 3, 5]], [[20, 0, 10, 0]], [100])
    found = hazards(seen, [])
    assert found
    assert chances_by_week(found, 4, NO_SHOCK)[:, 0, 0] == pytest.approx([0, 0, 0.12, 0.15, 0.20])
    assert chances_won(found, 1.5, NO_SHOCK)[0, 0] == pytest.approx(0.06)


def test_neighbouring_ages_are_merged_to_ten_events_and_the_rest_joins_the_last():
    seen = risk_sets([[4], [6], [9], [1], [3]], [[0]] * 5, [10, 10, 10, 10, 10])
    found = hazards(seen, [])
    assert found
    assert found.won[:, 0] == pytest.approx([0.5, 0.5, 13 / 30, 13 / 30, 13 / 30])


def test_too_few_events_take_those_of_more_and_nothing_is_said_without_any():
    few, more = risk_sets([[3]], [[2]], [20]), risk_sets([[8], [2]], [[5], [5]], [50, 50])
    found = hazards(few, [few, more])
    assert found
    assert (found.won[0, 0], found.lost[0, 0]) == (0.1, 0.1)
    assert hazards(few, [few]) is None


def test_a_shock_moves_the_logit_of_winning_and_leaves_losing_its_share():
    found = Hazards(np.array([[0.2]]), np.array([[0.4]]))
    odds = 0.25 * np.exp(1.0)
    assert chances_won(found, 1, np.array([1.0]))[0, 0] == pytest.approx(odds / (1 + odds))


def test_the_level_of_arrivals_is_freed_of_a_season_that_two_years_show():
    months = np.arange(120) * 7 // 30 % 12
    counts = np.where(months == 11, 40.0, 10.0)
    found = arrivals(counts, months, np.array([5, 11]))
    assert found.rates[0] == pytest.approx(10, rel=0.15)
    assert found.rates[1] > 3 * found.rates[0]
    young = arrivals(counts[:60], months[:60], np.array([5, 11]))
    assert young.rates[0] == young.rates[1]


@pytest.mark.parametrize("years", [2, 3])
def test_growth_is_no_season(years):
    """Weeks counted from the first of a January: the months to come are the first of every year."""
    weeks = np.arange(52 * years)
    months = weeks % 52 * 12 // 52
    grown = arrivals(200 * 1.2 ** (weeks / 52), months, np.arange(12))
    assert grown.rates == pytest.approx(np.full(12, grown.rates[0]), rel=0.02)
    both = arrivals(200 * 1.2 ** (weeks / 52) * np.where(months == 1, 2.0, 1.0), months, np.array([0, 1]))
    assert both.rates[1] / both.rates[0] == pytest.approx(2, rel=0.1)


def test_sums_have_the_mean_and_the_spread_of_what_is_summed():
    draw = np.random.default_rng(1)
    chances, amounts = draw.uniform(0.05, 0.6, 400), draw.lognormal(9, 0.6, 400)
    total = of_chances(np.tile(chances, (25, 1)), amounts[None, :], np.random.default_rng(2))
    assert len(total) == DRAWS
    assert total.mean() == pytest.approx(chances @ amounts, rel=0.01)
    assert total.std() == pytest.approx(np.sqrt(chances * (1 - chances) @ amounts**2), rel=0.03)


def test_sums_of_new_ones_have_the_mean_and_the_spread_of_amounts_that_count_differently():
    draw = np.random.default_rng(1)
    amounts, weights = draw.lognormal(9, 0.6, 400), draw.dirichlet(np.full(400, 0.3))
    mean, square = amounts @ weights, amounts**2 @ weights
    assert abs(mean / amounts.mean() - 1) > 0.01
    for expected in (4.0, 90.0):
        new = of_new(np.full(25, expected), np.full(25, 0.05), amounts, weights, np.random.default_rng(3))
        variance = expected * square + 0.05 * (expected * mean) ** 2
        assert new.mean() == pytest.approx(expected * mean, rel=0.03)
        assert new.std() == pytest.approx(np.sqrt(variance), rel=0.06)


@pytest.mark.parametrize("size", [1, 2, 500, 9000])
def test_places_are_those_that_numpy_draws(size):
    weights = np.random.default_rng(size).random(size) ** 8
    weights[size // 2] += 1
    weights[: size // 3] = 0
    weights /= weights.sum()
    known = np.random.default_rng(5).choice(size, 20_000, p=weights)
    assert (places_sampled(weights, np.random.default_rng(5).random(20_000)) == known).all()
    between = np.concatenate([np.arange(8192) / 8192, [np.nextafter(1.0, 0)]])
    line = weights.cumsum() / weights.cumsum()[-1]
    assert (places_sampled(weights, between) == line.searchsorted(between, side="right")).all()


def test_shocks_are_as_wide_as_their_spread():
    weights = np.zeros(len(SPREADS))
    weights[5] = 1.0
    assert shocks(weights).std() == pytest.approx(0.5, rel=0.1)
    assert shocks(weights).mean() == pytest.approx(0, abs=1e-3)


def place_of_what_came(past: Past, weights: np.ndarray) -> np.ndarray:
    """The share of each forecast that lies below what came, of gammas one a shock that are weighed."""
    variance = past.variance[:, None] + (past.per_shock[:, None] * SPREADS) ** 2
    mean = past.mean[:, None]
    return np.asarray(stats.gamma.cdf(past.came[:, None], mean**2 / variance, scale=variance / mean)) @ weights


def test_places_as_known_are_those_found_one_by_one():
    draw = np.random.default_rng(5)
    past = Past(draw.uniform(80, 120, 9), np.full(9, 300.0), np.full(9, 60.0), draw.uniform(50, 150, 9))
    is_known = np.arange(9)[None, :] + 2 <= np.arange(9)[:, None]
    one_by_one = [
        place_of_what_came(past[np.array([each])], spread_weights(past[np.flatnonzero(is_known[each])], 0.5))[0]
        for each in range(9)
    ]
    assert places_as_known(past, is_known, 0.5) == pytest.approx(one_by_one)
    nothing = Past(*np.empty((4, 0)))
    assert len(places_as_known(nothing, np.empty((0, 0), dtype=bool), 0.5)) == 0


def test_an_interval_of_eighty_percent_holds_eight_of_ten_periods_with_a_shock_and_without_one_it_does_not():
    """300 companies of 12 past periods each, half with a shock of 0.5 that moves all deals of a period."""
    draw, held, without = np.random.default_rng(11), [], []
    alone = (SPREADS == 0).astype(float)
    for company in range(300):
        shock = draw.normal(0, 0.5 if company % 2 else 0.0, 13)
        mean = draw.uniform(80, 120, 13)
        shape = (mean + 60 * shock).clip(5) ** 2 / 300
        came = draw.gamma(shape, 300 / (mean + 60 * shock).clip(5))
        past = Past(mean, np.full(13, 300.0), np.full(13, 60.0), came)
        now, before = np.array([12]), np.arange(12)
        for weights, found in ((spread_weights(past[before], 1.0), held), (alone, without)):
            found.append(0.1 <= place_of_what_came(past[now], weights)[0] <= 0.9)
    assert 0.75 <= np.mean(held) <= 0.86
    assert np.mean(without) < 0.72
