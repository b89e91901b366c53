"""Writing from a page: an id for each showing of a form, and what became of the last try."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from overlap import words
from overlap.errors import AppError
from ui import gateway, parts

_SAYING = "saying"


@dataclass(frozen=True)
class _Outcome:
    text: str
    is_saved: bool


def submit_id(form: str) -> str:
    """The id of this showing of a form, the same until something was saved with it: a double click is one row."""
    return st.session_state.setdefault(_showing(form), uuid4().hex)


def attempt(form: str, write: Callable[[], object], said: str = "Saved") -> bool:
    """Write now and remember, for `told`, that it was kept or why not. For callbacks: nothing is raised."""
    try:
        write()
    except AppError as error:
        st.session_state[_told(form)] = _Outcome(str(error), is_saved=False)
        return False
    at = gateway.local(datetime.now(UTC))
    st.session_state[_told(form)] = _Outcome(f"{said} on {words.instant(at)}.", is_saved=True)
    show_anew(form)
    return True


def show_anew(form: str) -> None:
    """The next showing of the form is another one: what it says is written beside what was, not instead."""
    st.session_state.pop(_showing(form), None)


def refuse(form: str, reason: str) -> None:
    """Remember, for `told`, that nothing was written."""
    st.session_state[_told(form)] = _Outcome(reason, is_saved=False)


def told(form: str) -> bool:
    """Say what became of the last try, until a run that says it has ended; whether it was kept."""
    outcome = st.session_state.get(_told(form))
    if outcome is None:
        return False
    st.session_state.setdefault(_SAYING, {})[form] = outcome
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        heard()  # a dialog runs on its own and does not come to the end of the page
    if outcome.is_saved:
        st.toast(parts.escape(outcome.text), icon=":material/check:")  # a banner would push away what comes next
    else:
        st.error(f"Not saved. {parts.escape(outcome.text)}", icon=":material/error:")
    return outcome.is_saved


def heard() -> None:
    """At the end of a run: what it says arrives. What one says that a click ends on its way may never be shown."""
    for form, outcome in st.session_state.pop(_SAYING, {}).items():
        if st.session_state.get(_told(form)) is outcome:
            del st.session_state[_told(form)]


def _showing(form: str) -> str:
    return f"showing_{form}"


def _told(form: str) -> str:
    return f"told_{form}"
