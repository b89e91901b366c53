"""What new deals are taken to bring: those that can be won in the days to go are the quick ones."""

import numpy as np
import pytest

from overlap.subjects.goals.steps.known_then import Soon, known
from overlap.subjects.goals.steps.scope_facts import Amounts, Deals, ScopeFacts

AT, DAYS = 739_000, 56
EMPTY = Deals(*np.empty((7, 0)))


def _soon(took: np.ndarray, amounts: np.ndarray) -> Soon:
    """Of one kind of deal, won ones of which took so many weeks."""
    weeks = AT - 7 * np.arange(1, 61)
    opened = (weeks, np.zeros(60, dtype=int), np.ones(60))
    ago, kind = np.arange(1, len(took) + 1), np.zeros(len(took), dtype=int)
    won = Amounts(AT - ago, kind, took, amounts, before=np.ones(len(took)))
    found = known(ScopeFacts(0.0, EMPTY, {}, {}, opened, won, won), 1, AT, DAYS, np.zeros((1, 1, 1)))
    assert found
    return found.soon[0]


def test_new_deals_bring_what_simulated_ones_do_that_are_won_in_time():
    """The longer a deal takes the larger it is: those of all lengths bring three times as much."""
    draw = np.random.default_rng(4)
    life = draw.uniform(0, 20, 600)
    found = _soon(np.floor(life), 1_000 * (1 + life))
    new_life, comes = draw.uniform(0, 20, 100_000), draw.uniform(0, DAYS / 7, 100_000)
    in_time = new_life < DAYS / 7 - comes
    assert found.mean() == pytest.approx(np.mean(1_000 * (1 + new_life[in_time])), rel=0.1)
    assert found.weights.sum() == pytest.approx(1)


def test_where_too_few_were_won_so_soon_the_quickest_five_stand_for_them():
    took = np.array([30.0, 3.0, 12.0, np.inf, 9.0, 20.0, 11.0])
    found = _soon(took, 100.0 * took)
    assert sorted(found.values) == [300.0, 900.0, 1_100.0, 1_200.0, 2_000.0]
    assert found.weights == pytest.approx(np.full(5, 0.2))
