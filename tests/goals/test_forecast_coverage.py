"""The forecast against what came: how often its 80% interval held it, and which models do not."""

import random
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from book_facts import ends_of, facts
from deal_books import booked, cut, deals
from shock_weights import NO_SHOCK, WIDEST, taken_for_granted

from overlap.steps import Given
from overlap.subjects.goals.steps import forecast
from overlap.subjects.goals.steps.scope_forecast import Scope

pytestmark = pytest.mark.whole

FIRST, TODAY, DAYS = date(2024, 6, 1), date(2026, 6, 1), 60
SEEDS = range(550, 600)


@pytest.fixture(scope="module")
def told() -> list[tuple[Scope, int]]:
    """Books whose months share a shock of 1.4 on the log-odds of winning: each forecast, and what came."""
    return [_told(seed, 1.4) for seed in SEEDS]


def _told(seed: int, spread: float) -> tuple[Scope, int]:
    draw = random.Random(seed * 7 + 1)
    shocks = {(year, month): draw.gauss(0, spread) for year in (2024, 2025, 2026) for month in range(1, 13)}
    every = deals(seed, FIRST, (TODAY - FIRST).days + DAYS, 2.0, shocks)
    end = TODAY + timedelta(days=DAYS)
    goals = pl.DataFrame(
        [{"goal_id": "all", "people_team": None, "region": None, "period_start": TODAY, "period_end": end,
          "seen_until": TODAY, "days_to_go": DAYS, "target": Decimal(1), "forecast_scope": 1}]
    )  # fmt: skip
    book = cut(every, TODAY)
    given = Given({}, {"facts": facts(book, TODAY, TODAY, DAYS), "ends": ends_of(book, TODAY)}, seed)
    ((_, scope),) = forecast.scopes(goals, given)
    return scope, booked(every, TODAY, end)


def held(told: list[tuple[Scope, int]], weights: np.ndarray | None = None) -> int:
    """How many intervals hold what came, with the spread of the shock found, or one that is taken for granted."""
    places = []
    for scope, came in told:
        to_come = (scope if weights is None else taken_for_granted(scope, weights)).to_come()
        assert to_come
        places.append(np.mean(to_come.total < came))
    return int(np.sum((np.array(places) >= forecast.LOW) & (np.array(places) <= forecast.HIGH)))


def test_an_interval_of_eighty_percent_holds_as_many_and_models_without_a_shock_or_with_the_widest_do_not(told):
    least, most = 35, 45
    assert least <= held(told) <= most
    assert held(told, NO_SHOCK) < least
    assert held(told, WIDEST) > most


def test_a_shock_widens_the_forecast_and_leaves_its_mean(told):
    for scope, _ in told[:5]:
        without, widest = (taken_for_granted(scope, weights).to_come() for weights in (NO_SHOCK, WIDEST))
        assert without
        assert widest
        assert widest.total.std() > 1.2 * without.total.std()
        assert widest.total.mean() == pytest.approx(without.total.mean(), rel=0.02)


def test_chances_of_targets_that_know_nothing_of_what_came_are_as_often_reached(told):
    """Targets from 60% to 140% of what the days before brought."""
    chances, reached = [], []
    for place, (scope, came) in enumerate(told):
        to_come, last = scope.to_come(), list(scope.facts.came.values())[-1]
        assert to_come
        target = last * (0.6, 0.8, 1.0, 1.2, 1.4)[place % 5]
        chances.append(np.mean(to_come.total >= target))
        reached.append(came >= target)
    spread = np.sqrt(np.sum(np.array(chances) * (1 - np.array(chances))))
    assert abs(np.sum(chances) - np.sum(reached)) < 2 * spread
    likely = np.array(chances) > 0.5  # noqa: PLR2004
    assert np.mean(np.array(reached)[likely]) > 0.6 > 0.4 > np.mean(np.array(reached)[~likely])  # noqa: PLR2004
