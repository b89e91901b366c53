"""Both sides stands under a filter that leaves hardly anything, and says so in words."""

import re
from pathlib import Path

import pytest
from demo_house import demo_house
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.whole


def test_a_rare_campaign_leaves_a_page_without_a_figure_that_is_none(found_at: Path, app: AppTest) -> None:
    demo_house(found_at, 500)
    for campaign in ("(none)", "C16"):
        app.query_params["campaigns"] = campaign
        app.switch_page("pages/sides_page.py").run()
        assert not app.exception, [each.value for each in app.exception]
        assert not app.error
        text = "\n".join(element.value for element in [*app.markdown, *app.caption])
        assert "four complaints" in text
        assert "None" not in text.replace("None of the four", "")
        assert "nan" not in text.split()
        assert "below -" not in text
        assert not re.search(r"above 1\d\d", text)
