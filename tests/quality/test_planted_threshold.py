"""What the leads handed over at random say of all leads below the threshold is true of their company."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from demo_house import UNTUNED, untuned_house

from overlap.demo.company.basics.calendars import DAY, NEVER
from overlap.demo.company.leads.leads import leads
from overlap.demo.company.leads.touches import touches
from overlap.demo.company.sales.handoffs import handoffs
from overlap.demo.company.sales.outcomes import outcomes
from overlap.demo.company.world.effects import PLANNED_THRESHOLD
from overlap.demo.company.world.world import world
from overlap.demo.export import load_of_company
from overlap.reports import answer
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

SQL_DAYS, WON_DAYS, RIPE_DAYS = 30, 180, 30
# One company is looked at: an interval of 95% leaves out one truth in twenty, so stretched one in a thousand.
STRETCHED = 3.29 / 1.96


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The company as its export tells it."""
    with closing(open_reader(untuned_house(tmp_path_factory.mktemp("untuned")))) as reader:
        yield reader


def all_below(lowest: int) -> tuple[int, int]:
    """(qualified, won) in time, had every lead with `lowest` points or more below the threshold been handed over.

    The same people under the same load: only the lot falls on every lead. Without those that come by themselves within
    30 days in the world in which it falls on nobody.
    """
    now = world(UNTUNED)
    drawn = world(replace(UNTUNED, effects=replace(UNTUNED.effects, exploration=1.0)))
    every = leads(drawn, np.arange(UNTUNED.leads))
    given = handoffs(drawn, every, touches(drawn, every))
    nobody_drawn = world(replace(UNTUNED, effects=replace(UNTUNED.effects, exploration=0.0)))
    themselves = handoffs(nobody_drawn, every, touches(nobody_drawn, every))
    come = np.full(len(every.number), NEVER)
    first = themselves.round == 0
    come[themselves.lead[first]] = themselves.handed[first]
    given = given[
        (given.drawn < NEVER)
        & (given.handed <= now.as_of)
        & (given.score >= lowest)
        & (come[given.lead] - given.handed >= RIPE_DAYS * DAY)
    ]
    found = outcomes(drawn, every, given, load_of_company(now, UNTUNED))
    handed = found.handoffs.handed
    qualified = (now.as_of - handed >= SQL_DAYS * DAY) & (found.sql - handed < SQL_DAYS * DAY)
    won = (now.as_of - handed >= WON_DAYS * DAY) & found.won & (found.closed - handed < WON_DAYS * DAY)
    return int(qualified.sum()), int(won.sum())


def _is_near(row: dict[str, Any], missed: str, truth: int) -> bool:
    estimate, low, high = (row[f"{missed}{end}"] for end in ("", "_low", "_high"))
    return estimate - STRETCHED * (estimate - low) <= truth <= estimate + STRETCHED * (high - estimate)


@pytest.mark.parametrize("threshold", [0, 20])
def test_what_is_missed_below_the_threshold_lies_in_the_interval_of_the_sample(company: Reader, threshold: int) -> None:
    row: dict[str, Any] = answer(company, "quality/threshold", params={"threshold": threshold}).frame.row(0, named=True)
    qualified, won = all_below(threshold)
    assert _is_near(row, "missed_qualified", qualified)
    assert _is_near(row, "missed_won", won)
    assert not row["is_observed"]


def test_the_threshold_that_is_too_low_is_found_and_by_about_how_much(company: Reader) -> None:
    row = answer(company, "quality/threshold").frame.row(0, named=True)
    assert row["agreed_threshold"] == UNTUNED.effects.threshold
    assert UNTUNED.effects.threshold < row["best_threshold"] <= PLANNED_THRESHOLD + 3
