"""A large company's figures are read at a glance: thousands have their comma, whatever sentence they stand in."""

import re

import pytest

from overlap.subjects.funnel import leak_words
from overlap.subjects.sides import evidence_words, rule, sentences
from overlap.subjects.sides.found import A_WEEK, PERCENT, REFERENCE
from overlap.subjects.sides.steps import evidence

BARE = re.compile(r"\d{4,}")
FACT = {"number": 12_345, "of_number": 54_321, "now_figure": 13_466.8, "then_figure": 19_566.0}
FOUND = {
    "complaint": rule.NOT_ENOUGH, "verdict": rule.NOT_SUPPORTED, "raw_verdict": rule.NOT_SUPPORTED, "unit": A_WEEK,
    "value": 13_466.8, "standard": 12_355.6, "standard_kind": REFERENCE, "adjusted_value": 13_466.8,
    "adjusted_standard": 19_566.0, "adjusted_shortfall": -1111.3, "adjusted_low": -2076.1, "adjusted_high": -1146.4,
    "smallest": 1235.6, "supported_below": 11_120.0, "unsupported_above": 12_355.0, "mature_count": 686_809,
    "record_count": 706_158, "person_count": 2_670,
}  # fmt: skip


@pytest.mark.parametrize("fact", [evidence.WEEKS_SHORT, evidence.SAFE, evidence.REJECTED_WON, evidence.MISSED])
def test_what_speaks_for_a_complaint(fact: str) -> None:
    said = evidence_words.sentence({**FACT, "fact": fact}, "Ads")
    assert not BARE.search(said), said


@pytest.mark.parametrize("of", [sentences.standing, sentences.shortfall, sentences.turns, sentences.rests_on])
def test_what_stands_behind_a_verdict(of) -> None:
    said = of(FOUND)
    assert re.search(r"\d,\d{3}", said)
    assert not BARE.search(said), said


def test_a_figure_a_week_and_a_share() -> None:
    assert sentences.figure(FOUND, "value") == "13,466.8 a week"
    assert sentences.figure({"unit": PERCENT, "value": 47.6}, "value") == "47.6%"


def test_leads_beyond_what_was_expected() -> None:
    assert leak_words.beyond({"gap_shrunk": 12_345.4}) == "12,345 more than expected"
