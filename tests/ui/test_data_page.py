"""The Data page says what a broken check found, as a sentence."""

import pytest
from few_rows import LEADS

pytestmark = pytest.mark.whole


def test_a_broken_check_says_how_many_rows_break_it(publish, app):
    publish(leads=[{**row, "email": "same@firm.example"} for row in LEADS])
    app.switch_page("pages/data_page.py").run()
    assert not app.exception
    said = next(each.value for each in app.markdown if "same e\\-mail address" in each.value)
    assert said.endswith("**1 row breaks this rule.**")
