"""What is planted about scores and pages is found in the demo company, and nothing where nothing is planted."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from unittest.mock import patch

import pytest
from few_marts import few_marts

from overlap.demo import DemoOptions
from overlap.demo.company.world.effects import PAGES_WHEN_READY
from overlap.demo.company.world.scenarios import NOTHING, SCENARIOS
from overlap.demo.truth.drawing import imported
from overlap.reports import Filters, answer
from overlap.warehouse.building import checks
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

LEADS = 6_000
ASKED = ("quality/behaviour", "quality/score")


def unchecked() -> AbstractContextManager[object]:
    """The checks of these companies are those of others."""
    return patch.object(checks, "all_checks", list)


def row(reader: Reader, report: str, **params: str) -> dict:
    """The row of a report that has one, over all time."""
    return answer(reader, report, Filters(), params=params).frame.row(0, named=True)


@pytest.fixture(scope="module")
def null_company() -> Iterator[Reader]:
    with few_marts(*ASKED), unchecked(), imported(DemoOptions(leads=LEADS, seed=3_002, effects=NOTHING)) as reader:
        yield reader


@pytest.fixture(scope="module")
def useless() -> Iterator[Reader]:
    options = DemoOptions(leads=LEADS, seed=3_003)
    useless = replace(options, effects=SCENARIOS["useless_score"].effects)
    with few_marts(*ASKED), unchecked(), imported(useless) as reader:
        yield reader


def test_readiness_jumps_at_the_planted_number_of_pages(useless: Reader):
    found = row(useless, "quality/behaviour")
    assert found["verdict"] == "jumps"
    assert found["cut_low"] <= PAGES_WHEN_READY <= found["cut_high"]


def test_where_pages_tell_nothing_no_threshold_is_seen(null_company: Reader):
    for label in ("sql", "won"):
        assert row(null_company, "quality/behaviour", label=label)["verdict"] not in ("jumps", "drops")


def test_a_score_that_knows_something_sorts(null_company: Reader, useless: Reader):
    assert row(null_company, "quality/score")["verdict"] == "ranks leads"
    assert row(useless, "quality/score", measure="scorecard")["verdict"] == "ranks leads"


@pytest.mark.parametrize("label", ["sql", "accepted"])
def test_a_useless_score_is_called_so_and_the_agreed_points_beside_it_are_not(useless: Reader, label: str):
    found = row(useless, "quality/score", label=label)
    assert found["auc_low"] < 0.5 < found["auc_high"]
    assert found["verdict"] == "no better than chance"
    assert row(useless, "quality/score", label=label, measure="points")["verdict"] == "ranks leads"
