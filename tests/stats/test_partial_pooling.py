"""Shrinking takes out of a ranking what chance put into it, and leaves what is there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from overlap.stats.partial_pooling import ABOVE, BELOW, NOT_APART, TOO_FEW, Shrunk, shrunk, verdicts

GROUPS = st.lists(st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)


def arrays(groups: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for x, _ in groups]), np.array([n for _, n in groups])


def test_one_group_is_its_own_beta_with_half_an_event_each_way():
    found = shrunk(np.array([3]), np.array([12]))
    a, b = 3.5, 9.5
    assert found.rate[0] == pytest.approx(a / (a + b))
    whole, _ = quad(lambda p: p ** (a - 1) * (1 - p) ** (b - 1), 0, 1)
    for end, share in ((found.low[0], 0.025), (found.high[0], 0.975)):
        part, _ = quad(lambda p: p ** (a - 1) * (1 - p) ** (b - 1), 0, end)
        assert part / whole == pytest.approx(share, abs=1e-6)


def test_groups_far_apart_keep_their_own_and_groups_alike_share():
    apart = shrunk(np.array([100, 900]), np.array([1000, 1000]))
    assert apart.rate == pytest.approx([0.1, 0.9], abs=0.01)
    alike = shrunk(np.full(12, 30), np.full(12, 100))
    own = np.sqrt(0.3 * 0.7 / 100) * 3.92
    assert alike.rate == pytest.approx(np.full(12, 0.3), abs=0.002)
    assert ((alike.high - alike.low) < own * 0.75).all()


@given(GROUPS)
def test_a_rate_lies_inside_an_interval_of_some_width_or_there_is_none(
    groups: list[tuple[int, int]],
):
    events, totals = arrays(groups)
    found = shrunk(events, totals)
    filled = totals > 0
    assert (found.low < found.rate)[filled].all() and (found.rate < found.high)[filled].all()
    assert (found.low >= 0)[filled].all() and (found.high <= 1)[filled].all()
    assert np.isnan([found.rate[~filled], found.low[~filled], found.high[~filled]]).all()


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
