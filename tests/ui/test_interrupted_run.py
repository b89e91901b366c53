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
    app = AppTest.from_function(page)
    app.query_params["period"], app.query_params["audience"] = LINK["period"], LINK["audience"]
    app.session_state["ends"] = ends
    app.run()
    app.session_state["ends"] = None
    app.selectbox(key="period").select("year").run()
    assert [each.value for each in app.selectbox] == ["year", "sales"]
    app.selectbox(key="audience").select("everybody").run()
    assert [each.value for each in app.selectbox] == ["year", "everybody"]


def test_a_link_whose_run_ends_at_once_is_followed_by_the_next_run() -> None:
    app = AppTest.from_function(page)
    app.query_params["period"], app.query_params["audience"] = LINK["period"], LINK["audience"]
    app.session_state["ends"] = "after reading"
    app.run()
    app.session_state["ends"] = None
    app.run()
    assert [each.value for each in app.selectbox] == ["all", "sales"]
