"""Snapshot, stuck leads, times and changes of the funnel are a plain reading of the handbook."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from naive_facts import Facts
from naive_snapshot import median_days, split, states, stuck, times
from random_quality import RICH, random_quality_company
from random_questions import random_filters

from overlap.reports import Filters, answer
from overlap.stats.kitagawa import kitagawa
from overlap.warehouse.reader import Reader

ASKED = ("funnel/changes", "funnel/states", "funnel/stuck", "funnel/time_to_next")
FILTERS = (Filters(), random_filters(Random(2)))
House = tuple[Reader, Facts]


@pytest.fixture(scope="module", params=[34, pytest.param(21, marks=pytest.mark.soak)])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    company = random_quality_company(Random(request.param), RICH)
    with closing(company.published(Path(tmp_path_factory.mktemp("snapshot")), *ASKED)) as reader:
        yield reader, Facts(company)


@pytest.mark.parametrize("filters", FILTERS)
def test_every_lead_stands_in_exactly_one_state(house: House, filters: Filters) -> None:
    reader, facts = house
    rows = answer(reader, "funnel/states", filters).frame
    assert dict(zip(rows["state"], rows["lead_count"], strict=True)) == states(facts, filters)
    assert rows["lead_count"].sum() == len(facts.leads_in(filters))


@pytest.mark.parametrize("filters", FILTERS)
def test_stuck_are_those_that_stand_longer_than_nine_in_ten_took(house: House, filters: Filters) -> None:
    reader, facts = house
    rows = answer(reader, "funnel/stuck", filters).frame.to_dicts()
    names = ("moved_count", "p90_days", "waiting_count", "stuck_count")
    assert {row["stage"]: tuple(row[name] for name in names) for row in rows} == stuck(facts, filters)
    for row in rows:
        half = median_days(facts, row["stage"])
        assert half is None or abs(row["median_days"] - half) <= 0.5


@pytest.mark.parametrize("filters", FILTERS)
def test_times_of_a_step_are_counted_with_how_they_ended(house: House, filters: Filters) -> None:
    """The curve stands on these counts; that it is Aalen and Johansen's is tested where it is computed."""
    reader, facts = house
    for stage in ("mql", "opportunity"):
        counted = Counter(times(facts, filters, stage))
        rows = answer(reader, "funnel/time_to_next", filters, params={"stage": stage}).frame.to_dicts()
        days = sorted({day for day, _ in counted})
        assert [row["days"] for row in rows] == days
        left, open_share, share = sum(counted.values()), 1.0, 0.0
        for row in rows:
            made, ended = counted[row["days"], "made"], counted[row["days"], "ended"]
            assert row["at_risk_count"] == left
            share += open_share * made / left
            open_share *= 1 - (made + ended) / left
            assert row["share"] == pytest.approx(share)
            left -= made + ended + counted[row["days"], "open"]


def test_mix_and_rate_are_the_change_by_hand() -> None:
    """Good leads (60%) fall from half to a quarter of all; the poor ones' rate falls from 20% to 16%."""
    found = kitagawa((np.array([30, 10]), np.array([50, 50])), (np.array([15, 12]), np.array([25, 75])))
    assert found is not None
    assert found.mix.sum() == pytest.approx(-0.25 * 0.6 + 0.25 * 0.18)
    assert found.rate.sum() == pytest.approx(-0.04 * 0.625)
    assert found.mix.sum() + found.rate.sum() == pytest.approx(0.27 - 0.40)


def test_mix_and_rate_add_up_whatever_is_missing_in_a_period() -> None:
    for seed in range(200):
        chance = Random(seed)
        groups: dict[Any, tuple[int, int, int, int]] = {}
        for group in range(chance.randint(1, 6)):
            n0, n1 = (chance.choice((0, 1, 7, 40)) for _ in range(2))
            if n0 or n1:
                groups[group] = chance.randint(0, n0), n0, chance.randint(0, n1), n1
        x0, n0, x1, n1 = (
            (np.array(column) for column in zip(*groups.values(), strict=True)) if groups else [np.empty(0)] * 4
        )
        found = kitagawa((x0, n0), (x1, n1))
        if not n0.sum() or not n1.sum():
            assert found is None
            continue
        assert found is not None
        assert (found.mix.sum(), found.rate.sum()) == pytest.approx(split(groups))
        assert found.mix.sum() + found.rate.sum() == pytest.approx(x1.sum() / n1.sum() - x0.sum() / n0.sum())


def test_changes_are_those_of_two_periods_side_by_side(house: House) -> None:
    reader, facts = house
    middle = facts.known.day(facts.leads[len(facts.leads) // 2].created_at.at)
    now, before = Filters(starts_on=middle), Filters(ends_on=middle)
    rows = answer(reader, "funnel/changes", now, comparison=before).frame.to_dicts()
    assert rows
    for row in rows:
        groups: dict[Any, list[int]] = {}
        for place, filters in ((0, before), (2, now)):
            for step in facts.steps_in(filters):
                if step.stage == row["stage"] and facts.known.is_old_enough(step.began_at, step.within_days):
                    counts = groups.setdefault((step.person.channel, step.person.segment), [0, 0, 0, 0])
                    counts[place + 1] += 1
                    counts[place] += facts.known.is_within(step.began_at, step.next_at, step.within_days)
        sums = [sum(counts[place] for counts in groups.values()) for place in range(4)]
        assert sums == [row[name] for name in ("before_made_count", "before_count", "now_made_count", "now_count")]
        mix, rate = split({key: (a, b, c, d) for key, (a, b, c, d) in groups.items()})
        assert (row["mix"], row["rate"]) == pytest.approx((100 * mix, 100 * rate))
        assert row["change"] == pytest.approx(row["mix"] + row["rate"])
        assert row["change_low"] <= row["change"] <= row["change_high"]
