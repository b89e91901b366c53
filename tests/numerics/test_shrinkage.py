"""Shrinking takes out of a ranking what chance put into it, and leaves what is there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from overlap.numerics.shrinkage import ABOVE, BELOW, NOT_APART, TOO_FEW, Shrunk, shrunk, verdicts

GROUPS = st.lists(st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)


def arrays(groups: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for x, _ in groups]), np.array([n for _, n in groups])


def test_three_groups_by_hand():
    # p = 90/300, Q = 100 (0.1^2 + 0 + 0.1^2) = 2, tau^2 = (2 - 2 * 0.21) / (300 - 100) = 0.0079, M = 0.21 / 0.0079 - 1.
    found = shrunk(np.array([20, 30, 40]), np.array([100, 100, 100]))
    weight = 0.21 / 0.0079 - 1
    assert found.house == pytest.approx(0.3)
    assert found.rate == pytest.approx([(x + weight * 0.3) / (100 + weight) for x in (20, 30, 40)])


def test_the_interval_leaves_a_fortieth_of_the_beta_on_each_side():
    found = shrunk(np.array([20, 30, 40]), np.array([100, 100, 100]))
    weight = 0.21 / 0.0079 - 1
    a, b = 40 + weight * 0.3, 60 + weight * 0.7
    whole, _ = quad(lambda p: p ** (a - 1) * (1 - p) ** (b - 1), 0, 1)
    for end, share in ((found.low[2], 0.025), (found.high[2], 0.975)):
        part, _ = quad(lambda p: p ** (a - 1) * (1 - p) ** (b - 1), 0, end)
        assert part / whole == pytest.approx(share, abs=1e-6)


@given(GROUPS)
def test_a_shrunk_rate_lies_between_the_groups_own_and_the_houses(groups: list[tuple[int, int]]):
    events, totals = arrays(groups)
    found = shrunk(events, totals)
    for index in np.flatnonzero(totals):
        ends = sorted((events[index] / totals[index], found.house))
        assert ends[0] - 1e-12 <= found.rate[index] <= ends[1] + 1e-12
        assert found.low[index] <= found.high[index]


@given(st.integers(1, 50), st.integers(1, 20))
def test_groups_that_differ_by_chance_alone_all_show_the_house(events: int, count: int):
    found = shrunk(np.full(count, events), np.full(count, 2 * events))
    assert set(found.rate) == set(found.low) == set(found.high) == {0.5}


def test_no_record_in_any_group_is_unknown():
    found = shrunk(np.array([0, 0]), np.array([0, 0]))
    assert np.isnan([found.house, *found.rate, *found.low, *found.high]).all()


def test_a_group_is_ranked_from_thirty_records_and_ten_events_on_where_the_house_lies_outside():
    found = Shrunk(0.5, np.full(5, 0.0), np.array([0.6, 0.1, 0.4, 0.6, 0.6]), np.array([0.9, 0.4, 0.6, 0.9, 0.9]))
    said = verdicts(np.array([30, 10, 20, 29, 9]), np.array([40, 40, 40, 29, 30]), found)
    assert said == [ABOVE, BELOW, NOT_APART, TOO_FEW, TOO_FEW]


def test_false_alarms_are_rare_where_all_groups_are_alike():
    chance = np.random.default_rng(1)
    totals = np.full(16, 200)
    alarms = 0
    for _ in range(200):
        events = chance.binomial(totals, 0.5)
        said = verdicts(events, totals, shrunk(events, totals))
        alarms += sum(verdict in (ABOVE, BELOW) for verdict in said)
    assert alarms / (200 * 16) < 0.025
