"""Rubbish in an address does nothing but to be named, with the nearest that is known, on every page that reads it."""

from pathlib import Path

import pytest
from demo_house import demo_house
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.whole

RUBBISH = "<script>alert(1)</script>'; drop table leads; --"
NAMES = ("followup_view", "landmark", "tried_by", "clock", "level_by", "intake", "period")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rubbish")
    demo_house(folder, 500)
    return folder


@pytest.fixture
def visited(show, built: Path, app: AppTest):
    """A page of that company, at an address."""
    show(built)

    def visited(page: str, **address: str) -> AppTest:
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(f"pages/{page}_page.py").run()
        assert not app.exception, [each.value for each in app.exception]
        assert not app.error, [each.value for each in app.error]
        return app

    return visited


@pytest.mark.parametrize("page", ["followup", "capacity"])
def test_rubbish_in_the_address_leaves_the_page_as_it_is(visited, page: str):
    app = visited(page, **dict.fromkeys(NAMES, RUBBISH), channels="\0")
    assert app.get("plotly_chart")
    [notice] = [each.value for each in app.warning if "Not known here and ignored" in each.value]
    assert "<" not in notice


def test_what_an_address_asks_for_and_nobody_knows_is_named_with_the_nearest(visited):
    asked = {"chanels": "webinar", "channels": "webinr", "landmark": "dya", "followup_view": "speed", "dates": "x"}
    [notice] = [each.value for each in visited("followup", **asked).warning]
    told = notice.replace("`", "")
    named = ("chanels (did you mean channels?)", "channels webinr (did you mean webinar?)", "landmark dya", "dates x")
    assert [words for words in named if words not in told] == [], notice
