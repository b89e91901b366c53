"""Nobody takes the demo company for a real one."""

import pytest
from few_rows import LEADS

from overlap.warehouse.generations.manifest import Manifest

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_data_page_says_whether_the_house_is_a_demo(publish, app, monkeypatch, is_demo: bool):
    monkeypatch.setattr(Manifest, "is_demo", is_demo)
    publish(leads=LEADS)
    app.switch_page("pages/data_page.py").run()
    assert not app.exception
    said = " ".join(each.value for each in app.markdown)
    assert ("This is a demo company" in said) == is_demo
