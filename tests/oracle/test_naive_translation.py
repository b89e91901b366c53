"""The fast circular shift says what one regression a shift says, written from the handbook."""

import naive_translation as naive
import numpy as np
import pytest

from overlap.stats import per_unit
from overlap.stats.circular_shift import LAGS, shifted


@pytest.mark.parametrize("spent", [False, True])
@pytest.mark.parametrize("is_rare", [False, True])
def test_a_regression_a_shift_says_the_same(spent: bool, is_rare: bool) -> None:
    chance = np.random.default_rng(5)
    measure = np.floor(np.exp(6 + 0.3 * chance.standard_normal(64))) * (chance.random(64) < (0.4 if is_rare else 1))
    other = np.floor(np.exp(7 + 0.3 * chance.standard_normal(64))) if spent else None
    outcome = chance.poisson(20 + 0.02 * np.roll(measure, 2)).astype(float)
    fast, slow = (
        shifted(measure, outcome, other),
        naive.link(list(measure), list(outcome), None if other is None else list(other)),
    )
    assert fast is not None
    assert fast.windows.values == pytest.approx(slow.sums, rel=1e-5, abs=1e-8)
    assert fast.windows.spreads == pytest.approx(slow.spreads, rel=1e-5)
    assert fast.lags[: LAGS + 1] == pytest.approx(list(slow.lags.values()), rel=1e-5, abs=1e-7)
    assert fast.windows.p_value() == pytest.approx(slow.p_value, rel=1e-4)
    assert fast.placebo.p_value() == pytest.approx(slow.placebo_p_value, rel=1e-4)
    for total in (-0.4, 0.3):
        mine = per_unit.per_thousand(total, measure, outcome)
        assert mine == pytest.approx(naive.per_thousand(total, list(measure), list(outcome)))
