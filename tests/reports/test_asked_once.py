"""Two reports beside a third may ask the same of a whole company, each in its own words: it is asked once."""

import pytest

from overlap.reports import Filters, answer
from overlap.reports import ask as asking

BOTH = {"quality/stars", "quality/stars_of_company"}


@pytest.fixture
def asked(monkeypatch):
    """The reports whose statements were run, in order."""
    names, run = [], asking._run

    def noted(cursor, report, *rest):
        names.append(report.name)
        return run(cursor, report, *rest)

    monkeypatch.setattr(asking, "_run", noted)
    return names


def test_the_same_question_beside_a_report_is_asked_once(demo, asked):
    answer(demo, "quality/feedback_by_rep")
    assert len(BOTH.intersection(asked)) == 1


def test_what_filters_tell_apart_is_asked_for_each(demo, asked):
    answer(demo, "quality/feedback_by_rep", Filters(channels=("webinar",)))
    assert set(asked) >= BOTH
