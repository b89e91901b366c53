"""The demo's banner: on its pages what to look for there, hidden until called back, and nothing at a real company."""

import pytest
from few_rows import LEADS
from streamlit.testing.v1 import AppTest

from overlap.sentences.demo_stories import stories
from overlap.warehouse.generations.manifest import Manifest

pytestmark = pytest.mark.whole


@pytest.fixture
def frame(look_at) -> AppTest:
    """What the frame draws of the banner, on the page of the session; switching pages through the app leaves it out."""
    look_at(leads=LEADS)

    def script() -> None:
        import streamlit as st

        from ui import address, demo_banner, gateway

        address.read()
        gateway.pin()
        demo_banner.brings_back()
        demo_banner.draw(st.session_state.get("page", "goals"))

    return AppTest.from_function(script, default_timeout=60)


@pytest.fixture
def demo(frame, monkeypatch) -> AppTest:
    monkeypatch.setattr(Manifest, "is_demo", True)
    return frame


def test_a_real_company_has_no_banner(frame):
    assert not frame.run().button and not frame.markdown


def test_the_banner_tells_the_story_of_its_page_when_asked(demo):
    for page in stories():
        demo.session_state["page"] = page
        demo.run()
        assert len(demo.markdown) == 1, page
        demo.button(key="demo_banner_open").click().run()
        assert not demo.exception, page
        told = demo.markdown[1].value
        assert any(
            each.says in told or each.otherwise in told for each in stories()[page] if each.otherwise or not each.names
        ), page
        demo.button(key="demo_banner_open").click().run()
        assert len(demo.markdown) == 1, page


def test_the_banner_is_hidden_on_every_page_until_the_sidebar_brings_it_back(demo):
    demo.run().button(key="demo_banner_close").click().run()
    demo.session_state["page"] = "data"
    demo.run()
    assert [each.key for each in demo.button] == ["demo_banner_again"] and not demo.markdown
    demo.button(key="demo_banner_again").click().run()
    assert stories()["data"][1].otherwise in demo.markdown[1].value


def test_a_company_of_which_nothing_can_be_told_is_told_of_in_other_words(demo):
    demo.session_state["page"] = "quality"
    demo.run().button(key="demo_banner_open").click().run()
    assert demo.markdown[1].value == " ".join(each.otherwise for each in stories()["quality"])
