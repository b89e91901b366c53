"""Intervals worked out for all groups at once are those of the plain ones, group by group, whatever the groups."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from naive_means import drawn
from naive_shares import shrunk as plainly

from overlap.stats.partial_pooling import shrunk
from overlap.stats.pooled_means import pooled_means

EDGES = st.one_of(st.just(0), st.just(1), st.integers(0, 40), st.integers(0, 900), st.just(200_000))
GROUP = EDGES.flatmap(lambda n: st.tuples(st.one_of(st.just(0), st.just(n), st.integers(0, n)), st.just(n)))
GROUPS = st.lists(GROUP, min_size=1, max_size=9)


@given(GROUPS)
@example([(0, 0)])
@example([(0, 0), (3, 4)])
@example([(0, 1)])
@example([(0, 50), (0, 900), (0, 1)])
@example([(900, 900), (50, 50)])
@example([(20, 100)] * 8)
@example([(0, 200_000), (2, 2), (200_000, 200_000)])
def test_pooled_rates_are_the_plain_ones_and_lie_inside_an_interval_of_some_width(groups: Sequence[tuple[int, int]]):
    found = shrunk(np.array([x for x, _ in groups]), np.array([n for _, n in groups]))
    for place, (overall, rate, low, high) in enumerate(plainly(groups)):
        given_here = found.rate[place], found.low[place], found.high[place]
        if rate is None or low is None or high is None:
            assert np.isnan(given_here).all()
            continue
        assert given_here == pytest.approx((rate, low, high), abs=1e-6)
        assert found.house == pytest.approx(overall)
        assert 0 <= given_here[1] < given_here[0] < given_here[2] <= 1


@given(
    st.lists(
        st.tuples(st.floats(1, 5), st.one_of(st.just(0), st.just(1), st.integers(0, 500))), min_size=1, max_size=9
    ),
    st.floats(0.01, 4),
)
@example([(3.0, 10)] * 6, 1.0)
@example([(2.0, 1)], 0.5)
@example([(2.0, 0), (3.0, 0)], 0.5)
def test_pooled_means_are_the_plain_ones_and_lie_inside_an_interval_of_some_width(
    groups: Sequence[tuple[float, int]], within: float
):
    found = pooled_means(np.array([y for y, _ in groups]), np.array([n for _, n in groups]), within)
    expected = drawn(groups, within) if any(n for _, n in groups) else [None] * len(groups)
    for place, pooled in enumerate(expected):
        given_here = found.mean[place], found.low[place], found.high[place]
        if pooled is None:
            assert np.isnan(given_here).all()
            continue
        assert given_here == pytest.approx(pooled, abs=1e-7)
        assert given_here[1] < given_here[0] < given_here[2]
