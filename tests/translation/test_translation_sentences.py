"""What is said of a measure is what its row says: linked, not linked, not to be told, counted."""

import pytest

from overlap.subjects.translation import sentences as said
from overlap.subjects.translation.steps import links

LINKED = {
    "measure": "visits", "outcome": "accepted", "verdict": links.MORE, "per_thousand": 2.23, "per_thousand_low": 0.68,
    "per_thousand_high": 3.7, "lag_from": 0, "lag_to": 2, "would_see": 2.97, "week_count": 153, "tested_count": 6,
    "traced_unit_count": None, "traced_lead_count": None, "traced_count": None, "traced_sum": None,
    "traced_per_thousand": None, "traced_low": None, "traced_high": None,
}  # fmt: skip
NONE = LINKED | {"measure": "booth_scans", "verdict": links.NONE, "would_see": 31.4}
COUNTED = NONE | {
    "traced_unit_count": 47307.0, "traced_lead_count": 4830, "traced_count": 1213, "traced_per_thousand": 25.64,
    "traced_low": 24.25, "traced_high": 27.1,
}  # fmt: skip


def test_the_page_answers_with_what_is_linked_and_names_what_is_not():
    found = said.answer([LINKED, NONE], "EUR")
    assert found == "**1 measure goes with SALs: 1,000 visits with 2.2.** No measurable link: booth scans."
    none_tested = LINKED | {"verdict": links.TOO_FEW, "tested_count": 0, "week_count": 40}
    assert said.answer([none_tested], "EUR") == "**Too few weeks to tell: 40 weeks, 52 are needed.**"
    assert said.answer([NONE], "EUR") == "**No measure shows a link to SALs** (6 measures tested)."


def test_each_team_reads_the_same_size_in_its_own_words():
    size = "2.2 more SALs"
    assert size in said.marketing(LINKED, "EUR") and size in said.sales(LINKED, "EUR")
    assert "[0.68, 3.7], 0 to 2 weeks later" in said.marketing(LINKED, "EUR")
    assert "[0.68, 3.7]" in said.sales(LINKED, "EUR")
    fewer = LINKED | {"verdict": links.FEWER, "per_thousand": -2.23}
    assert "2.2 fewer SALs" in said.marketing(fewer, "EUR") and "2.2 fewer SALs" in said.sales(fewer, "EUR")


def test_no_link_says_how_many_weeks_and_what_would_have_been_seen():
    found = said.marketing(NONE, "EUR")
    assert "No measurable link to SALs** (153 weeks; would have seen more than 31 for 1,000 booth scans)" in found
    assert "smaller than 31 for 1,000 booth scans" in said.sales(NONE, "EUR")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (links.TOO_FEW, "Too few weeks to tell: 153 weeks, 52 are needed."),
        (links.STILL, "It does not change beyond trend and season"),
        (links.UNRECORDED, "No SALs are recorded in these weeks."),
        (links.BEFORE, "weeks that had not come yet foretell it as well"),
    ],
)
def test_what_cannot_be_told_says_why(verdict: str, words: str):
    row = LINKED | {"verdict": verdict}
    assert words in said.marketing(row, "EUR") and words in said.sales(row, "EUR")


def test_a_count_is_called_one_and_money_is_money():
    found = said.traced(COUNTED, "EUR")
    assert (
        "47,307 booth scans name 4,830 leads, of which 1,213 were accepted: 26 for 1,000 booth scans [24, 27]" in found
    )
    assert found.startswith("Counted, without a test:")
    assert said.traced(NONE, "EUR") == ""
    spend = LINKED | {"measure": "spend", "outcome": "revenue", "per_thousand": 4680.8}
    assert "1,000 of spend more go with" in said.marketing(spend, "EUR") and "4.7k more revenue" in said.marketing(
        spend, "EUR"
    )
