"""What the demo's banner says is asked for: names come from reports, and what nobody finds is not said."""

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from overlap.reports import catalogue
from overlap.sentences.demo_stories import Name, Sentence, stories

WORST = Name("quality/by_campaign", "select campaign_name from self where verdict = 'below'", "one campaign")
SENTENCE = Sentence("Sales accepts few leads of {worst}.", "No campaign is worse.", {"worst": WORST})


def asked(rows: Sequence[Mapping[str, str | None]]):
    def ask(report: str, params: Mapping[str, object]) -> pl.DataFrame:
        assert (report, params) == ("quality/by_campaign", {})
        return pl.DataFrame(list(rows), schema={"campaign_name": pl.String, "verdict": pl.String})

    return ask


def test_a_sentence_names_what_the_report_finds():
    rows = [{"campaign_name": "Fair", "verdict": "above"}, {"campaign_name": "Trade_show", "verdict": "below"}]
    assert SENTENCE.of(asked(rows), str.upper) == "Sales accepts few leads of TRADE_SHOW."


@pytest.mark.parametrize("rows", [[], [{"campaign_name": "Fair", "verdict": "above"}]])
def test_what_no_report_finds_is_not_said(rows: Sequence[Mapping[str, str | None]]):
    assert SENTENCE.of(asked(rows), str) == "No campaign is worse."


def test_a_name_that_a_report_leaves_blank_is_not_said():
    assert SENTENCE.of(asked([{"campaign_name": None, "verdict": "below"}]), str) == "No campaign is worse."


def test_without_a_company_a_sentence_tells_of_any():
    assert SENTENCE.of_any() == "Sales accepts few leads of one campaign."


def test_a_sentence_about_somebody_has_another_for_a_company_without_such_a_person():
    for page, told in stories().items():
        for sentence in told:
            assert bool(sentence.names) == bool(sentence.otherwise), page
            assert {name.report for name in sentence.names.values()} <= set(catalogue()), page


def test_a_page_has_two_sentences_and_translation_two_for_each_of_its_views():
    assert {page: len(told) for page, told in stories().items() if len(told) != 2} == {"translation": 4}
