"""Addresses that people kept from before reports were renamed open what they opened then."""

import pytest
from few_rows import LEADS, WON
from streamlit.testing.v1 import AppTest

from overlap.reports import find, shown_by
from overlap.reports.catalogue import formerly

pytestmark = pytest.mark.whole


@pytest.fixture
def definitions(look_at, app) -> AppTest:
    """The app on its page of definitions."""
    look_at(leads=LEADS, deals=WON)
    app.switch_page("pages/agreements_page.py")
    return app


def sent_to(app: AppTest, **address: str) -> AppTest:
    """The page as somebody finds it who follows that link."""
    app.query_params.clear()
    for name, value in {"look_up": "Reports", **address}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [each.value for each in app.exception]
    assert not app.warning, [each.value for each in app.warning]
    return app


def titles(app: AppTest) -> list[str]:
    return [each.value.removeprefix("## ") for each in app.markdown if each.value.startswith("## ")]


@pytest.mark.parametrize("nth", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_a_report_looked_up_by_the_name_it_had_is_shown_under_the_name_it_has(definitions, nth):
    """Each name in one of the two ways, the next name in the other: every third name, all by `make soak`."""
    ways = ("find_Reports", "shown_Reports")
    wrong = {
        old: titles(definitions)
        for place, (old, new) in enumerate([*formerly().items()][::nth])
        if new not in titles(sent_to(definitions, **{ways[place % 2]: old}))
    }
    assert wrong == {}


def test_a_report_looked_up_by_its_whole_name_is_shown_before_those_that_begin_alike(definitions):
    for name in ("revenue/overlap", "goals/totals", "quality/feedback"):
        assert name in titles(sent_to(definitions, find_Reports=name))


@pytest.mark.parametrize("nth", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_a_number_keeps_the_report_it_was_shown_by(definitions, nth):
    """Every fourth number; all of them by `make soak`."""
    metrics = {
        column.metric: old
        for old in formerly()
        for column in find(old).columns
        if column.metric and len(shown_by(column.metric)) > 1
    }
    assert len(metrics) > 5
    for metric, old in list(metrics.items())[::nth]:
        shown = f"shown_by_{metric}"
        sent_to(definitions, look_up="Numbers", shown_Numbers=metric, **{shown: old})
        assert definitions.selectbox(key=shown).value == find(old).name
        assert definitions.query_params[shown] in ([find(old).name], find(old).name)
