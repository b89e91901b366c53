"""A click ends a run wherever it is: what was chosen stays chosen, and the link that led here is not followed again."""

import pytest
from streamlit.testing.v1 import AppTest

LINK = {"period": "All time", "audience": "sales"}


def page() -> None:
    """Two controls; the run ends early where it is told to, as a click would end it."""
    import streamlit as st

    from ui import address, controls

    ends = st.session_state.get("ends")
    address.read()
    if ends == "after reading":
        st.stop()
    controls.choice("Period", {"year": "Year", "all": "All time"}, "period")
    if ends == "between":
        st.stop()
    controls.choice("Audience", {"everybody": "Everybody", "sales": "Sales"}, "audience")
    if ends == "before writing":
        st.stop()
    address.write()


@pytest.mark.parametrize("ends", ["between", "before writing", None])
def test_what_is_chosen_before_a_page_of_a_link_is_whole_stays_chosen(ends: str | None) -> None:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["period"], app.query_params["audience"] = LINK["period"], LINK["audience"]
    app.session_state["ends"] = ends
    app.run()
    app.session_state["ends"] = None
    app.selectbox(key="period").select("year").run()
    assert [each.value for each in app.selectbox] == ["year", "sales"]
    app.selectbox(key="audience").select("everybody").run()
    assert [each.value for each in app.selectbox] == ["year", "everybody"]


def test_a_link_whose_run_ends_at_once_is_followed_by_the_next_run() -> None:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["period"], app.query_params["audience"] = LINK["period"], LINK["audience"]
    app.session_state["ends"] = "after reading"
    app.run()
    app.session_state["ends"] = None
    app.run()
    assert [each.value for each in app.selectbox] == ["all", "sales"]


def writer() -> None:
    """A form that says what became of it; the first run that does so ends on the way, as another click would end it."""
    import streamlit as st

    from ui import writing

    def save() -> None:
        writing.attempt("form", lambda: None)

    st.button("Save", key="save", on_click=save)
    if writing.told("form") and not st.session_state.pop("ended", False):
        st.session_state["ended"] = True
        st.stop()
    writing.heard()


def test_what_became_of_a_form_is_said_until_a_run_that_says_it_has_ended() -> None:
    app = AppTest.from_function(writer, default_timeout=60).run()
    app.button(key="save").click().run()
    assert [each.value[:9] for each in app.toast] == ["Saved on "]
    app.run()
    assert [each.value[:9] for each in app.toast] == ["Saved on "], "the run that said it was ended by a click"
    app.run()
    assert not app.toast
