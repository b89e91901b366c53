"""The lot falls on a lead for ever: the same whoever draws, whenever, in whatever order."""

import random

import pytest
from scipy.stats import binom

from overlap.subjects.quality.sampling import falls_on, random_number

HOUSE = "3b1c7f5e-0000-4000-8000-000000000000"
LEADS = [f"L{number:07}" for number in range(40_000)]


@pytest.mark.whole
def test_the_share_that_is_drawn_is_the_agreed_one_but_for_chance():
    for share in (0.02, 0.05, 0.1, 0.5):
        low, high = binom.ppf([0.0005, 0.9995], len(LEADS), share)
        assert low <= len(falls_on(HOUSE, "hold", share, LEADS)) <= high


def test_no_order_and_no_other_lead_changes_who_is_drawn():
    drawn = set(falls_on(HOUSE, "hold", 0.1, LEADS))
    shuffled = random.Random(11).sample(LEADS, len(LEADS))
    assert set(falls_on(HOUSE, "hold", 0.1, shuffled)) == drawn
    assert falls_on(HOUSE, "hold", 0.1, LEADS[100:200]) == [lead for lead in LEADS[100:200] if lead in drawn]


@pytest.mark.whole
def test_a_larger_share_only_adds_leads():
    smaller, larger = (set(falls_on(HOUSE, "hold", share, LEADS)) for share in (0.05, 0.1))
    assert smaller < larger
    assert falls_on(HOUSE, "hold", 0.0, LEADS) == []
    assert falls_on(HOUSE, "hold", 1.0, LEADS) == LEADS


def test_another_kind_and_another_house_draw_independently():
    hold = set(falls_on(HOUSE, "hold", 0.1, LEADS))
    for other in (falls_on(HOUSE, "exploration", 0.1, LEADS), falls_on("another", "hold", 0.1, LEADS)):
        low, high = binom.ppf([0.0005, 0.9995], len(LEADS), 0.01)
        assert low <= len(hold & set(other)) <= high


def test_a_lot_is_what_it_was_when_it_was_first_drawn():
    # Written down once: a change of the rule would put leads of a running test into the other arm.
    assert random_number("house", "hold", "L1") == 0.891057274430997
    assert random_number("h", "ouse", "L1") != random_number("ho", "use", "L1")
