"""A click is heard to its end, whatever is clicked meanwhile: what "Save" calls is not ended half-way and forgotten."""

import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from ui import clicks


def page() -> None:
    """A button whose call takes a while, in which another interaction arrives."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    def save() -> None:
        st.session_state["begun"] = True
        context = get_script_run_ctx()
        assert context
        context.session_state._yield_callback.__self__.request_rerun(RerunData())
        st.session_state["saved"] = True

    st.button("Save", key="save", on_click=save)
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as it is by itself."""
    by_itself = getattr(SafeSessionState.on_script_will_rerun, "__wrapped__", SafeSessionState.on_script_will_rerun)
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", by_itself)


def clicked() -> AppTest:
    """The page after a click on its button."""
    app = AppTest.from_function(page, default_timeout=60).run()
    return app.button(key="save").click().run()


def test_by_itself_streamlit_ends_what_a_click_calls(plain: None) -> None:
    assert "saved" not in clicked().session_state


def test_what_a_click_calls_is_done_and_the_next_is_not_lost(plain: None) -> None:
    clicks.keep_whole()
    clicks.keep_whole()
    app = clicked()
    assert app.session_state["saved"]
    assert app.session_state["runs"] == 2
