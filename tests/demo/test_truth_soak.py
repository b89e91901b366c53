"""What the reports find of what is planted, over many companies; docs/demo.md holds the tables this run writes."""

import pytest
from power import SIZES, alarm_table, believable_table, false_alarms, of_size, power_table, truths, unchecked
from written_tables import written

from overlap.demo import DemoOptions
from overlap.demo.truth.believable import of_company
from overlap.demo.truth.drawing import imported

PAGE = "demo.md"
LARGEST = SIZES[-1]
# Told apart in at least so many of 100 companies with 20,000 leads.
FOUND = {"bad_campaign": 90, "good_campaign": 90, "leak": 90, "extreme_rater": 90, "pair": 60}
UNSEEN = range(401, 411)
MOST_OUTSIDE = 0.02  # of all figures of all companies
ALARMS = 0.08  # of a criterion that promises 1 in 20 or fewer, as counted in hundreds of tests


@pytest.mark.soak
def test_the_page_shows_what_the_company_shows():
    with unchecked(), imported(DemoOptions(leads=LARGEST)) as reader:
        written(PAGE, "believable", believable_table([(each, each.read(reader)) for each in of_company()]))


@pytest.mark.soak
def test_companies_that_nobody_looked_at_while_tuning_are_believable():
    outside = {seed: _outside(seed) for seed in UNSEEN}
    written(PAGE, "unseen", _unseen_table(outside))
    assert sum(len(each) for each in outside.values()) <= MOST_OUTSIDE * len(UNSEEN) * len(list(of_company()))


@pytest.mark.soak
def test_reports_find_what_is_planted():
    by_size = {size: of_size(size) for size in SIZES}
    written(PAGE, "power", power_table(truths(LARGEST), by_size))
    missed = {
        id_: by_size[LARGEST][id_].found for id_, least in FOUND.items() if by_size[LARGEST][id_].found < least / 100
    }
    assert not missed


@pytest.mark.soak
def test_reports_find_nothing_where_nothing_is_planted():
    counts = false_alarms(LARGEST)
    written(PAGE, "alarms", alarm_table(counts, LARGEST))
    too_often = {name: at for name, at in counts.items() if at[1] > 100 and at[0] / at[1] > ALARMS}
    assert not too_often


def _outside(seed: int) -> list[str]:
    """What lies outside of its range in that company, with the value."""
    with unchecked(), imported(DemoOptions(leads=LARGEST, seed=seed)) as reader:
        figures = [(each, each.read(reader)) for each in of_company()]
    return [f"{each.what} {value:.3g}" for each, value in figures if not each.holds(value)]


def _unseen_table(outside: dict[int, list[str]]) -> str:
    """A company a row: which of its figures lie outside."""
    rows = [f"| {seed} | {'; '.join(each) or 'none'} |" for seed, each in outside.items()]
    return "\n".join(["| seed | outside of its range |", "|---|---|", *rows])
