"""Random numbers belong to rows, not to runs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from overlap.demo.company.basics.draws import Draws

IDS = np.arange(200_000)


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=50), st.integers(0, 2**32))
def test_a_row_draws_the_same_number_alone_and_among_others(ids: list[int], seed: int):
    draws = Draws(seed)
    together = draws.uniform("any", np.array(ids))
    alone = [draws.uniform("any", np.array([each]))[0] for each in ids]
    assert together.tolist() == alone


def test_uniform_numbers_fill_the_unit_interval_evenly():
    counts, _ = np.histogram(Draws(7).uniform("any", IDS), bins=20, range=(0, 1))
    assert counts.sum() == len(IDS)
    assert np.abs(counts - 10_000).max() < 400  # four standard deviations


def test_streams_and_seeds_do_not_know_each_other():
    base = Draws(7).uniform("one", IDS)
    assert abs(np.corrcoef(base, Draws(7).uniform("two", IDS))[0, 1]) < 0.01
    assert abs(np.corrcoef(base, Draws(8).uniform("one", IDS))[0, 1]) < 0.01


def test_distributions_have_the_moments_they_are_named_for():
    draws = Draws(7)
    normal, waiting, counts = (draws.normal("a", IDS), draws.exponential("b", IDS), draws.geometric("c", IDS, 6))
    assert abs(normal.mean()) < 0.01 and abs(normal.std() - 1) < 0.01 and np.abs(normal).max() < 3.9
    assert abs(waiting.mean() - 1) < 0.01 and waiting.min() >= 0
    assert abs(counts.mean() - 6) < 0.1 and counts.min() == 0


def test_a_known_number_never_changes():
    # A company must be the same on every machine and with every later version.
    assert Draws(7).uniform("lead.quality", np.array([0, 1, 2])).round(12).tolist() == KNOWN


KNOWN = [0.678357341314, 0.133270384781, 0.05754034808]
