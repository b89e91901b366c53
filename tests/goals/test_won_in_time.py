"""What open deals bring that are won in time, where the larger a deal is the longer it takes."""

import numpy as np
import pytest

from overlap.subjects.goals.steps.scope_facts import Amounts, Deals, ScopeFacts
from overlap.subjects.goals.steps.won_in_time import won_in_time

AT, DAYS, WEEKS = 739_000, 60, 20
ORIGINS = AT - DAYS - 30 * np.arange(1, 25)
CHANCES = np.full((1, 1, 1), 0.3)  # the mean of open deals is the same whatever it is


def _facts(opened: np.ndarray, closed: np.ndarray, cents: np.ndarray) -> ScopeFacts:
    """Of deals that are all won in the end, at one stage."""
    nothing, none = np.empty(0), np.zeros(0, dtype=int)
    then = {}
    for origin in ORIGINS:
        amounts = cents[(opened < origin) & (closed >= origin)]
        row, one = np.zeros(1, dtype=int), np.ones(1)
        sums = amounts.sum() * one, (amounts**2).sum() * one, len(amounts) * one
        then[int(origin)] = Deals(row, row, row, *sums, unpriced=0 * one)
    won = Amounts(closed, np.zeros(len(cents), dtype=int), (closed - opened) // 7, cents, cents)
    empty = Deals(none, none, none, nothing, nothing, nothing, nothing)
    return ScopeFacts(0.0, empty, then, {}, (none, none, none), won, won)


@pytest.fixture(scope="module")
def deals() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Opened, closed, cents: the longer a deal takes the larger it is."""
    draw = np.random.default_rng(3)
    opened = draw.integers(ORIGINS[-1] - 7 * WEEKS, AT, 1_500)
    life = draw.integers(7, 7 * WEEKS, 1_500)
    return opened, opened + life, 1_000.0 * life


def test_they_bring_what_open_deals_brought_that_were_won_in_as_many_days(deals):
    opened, closed, cents = deals
    facts = _facts(opened, closed, cents)
    (found,) = won_in_time(facts, [np.array([0.8, 1.2])], AT, DAYS, CHANCES)
    at_origin = [(opened < origin) & (closed >= origin) for origin in ORIGINS]
    in_time = [is_open & (closed < origin + DAYS) for is_open, origin in zip(at_origin, ORIGINS, strict=True)]
    truth = np.mean(np.concatenate([cents[rows] for rows in in_time]))
    usual = np.mean(np.concatenate([cents[rows] for rows in at_origin]))
    assert truth < 0.9 * usual
    assert found.mean() == pytest.approx(truth / usual, rel=0.03)
    assert found[1] / found[0] == pytest.approx(1.5)


def test_what_was_not_known_then_does_not_count(deals):
    """Deals that end from the day on, however large, and origins whose days are not over."""
    opened, closed, cents = deals
    early = int(ORIGINS[10])
    before = won_in_time(_facts(opened, closed, cents), [np.ones(1)], early, DAYS, CHANCES)
    later = np.where(closed >= early, 9.0, 1.0) * cents
    facts = _facts(opened, closed, cents)
    changed = ScopeFacts(**{**vars(facts), "won": _facts(opened, closed, later).won})
    assert won_in_time(changed, [np.ones(1)], early, DAYS, CHANCES)[0] == pytest.approx(before[0])


def test_without_an_origin_or_a_win_the_house_s_ratio_stands(deals):
    opened, closed, cents = deals
    facts, nothing = _facts(opened, closed, cents), _facts(opened, closed + 10_000, cents)
    assert won_in_time(facts, [np.ones(1)], int(ORIGINS[-1]), DAYS, CHANCES)[0] == 1.0
    assert won_in_time(nothing, [np.ones(1)], AT, DAYS, CHANCES)[0] == 1.0
