"""Ideas that are parked, on Review meeting: the list, and the form for the next."""

import streamlit as st

from overlap import words
from overlap.store.ideas import PARKED, Idea, drop, ideas, park
from ui import gateway, parts, person, writing
from ui.meeting import decision_form
from ui.person import Person

FORM = "idea"


def block() -> None:
    """What is parked, the newest first; each becomes a decision or is dropped."""
    with parts.block("Parked ideas", "Kept for a later meeting. Turned into a decision, an idea leaves the list."):
        writing.told(FORM)
        parked = [one for one in ideas(gateway.store()) if one.state == PARKED]
        someone = person.needed("park an idea", FORM)
        for one in parked:
            _idea(one, someone)
        if not parked:
            st.markdown("No idea is parked.")
        if someone:
            submit = writing.submit_id(FORM)
            with st.form(f"form_{submit}", border=False):
                st.text_input("An idea", max_chars=400, key=f"idea_{submit}")
                st.form_submit_button("Park it", on_click=_park, args=(submit, someone))


def _idea(one: Idea, someone: Person | None) -> None:
    on = words.day(gateway.local(one.created_at).date())
    st.markdown(f"{parts.escape(one.what)} :gray[:small[{parts.escape(one.created_by)}, {on}]]")
    if someone:
        with st.container(horizontal=True):
            st.button(
                "Make it a decision", key=f"take_{one.idea_id}", type="tertiary", icon=":material/gavel:",
                on_click=decision_form.begin, args=(one.idea_id, one.what, someone),
            )  # fmt: skip
            st.button(
                "Drop", key=f"drop_{one.idea_id}", type="tertiary", icon=":material/close:",
                on_click=_drop, args=(one.idea_id, someone),
            )  # fmt: skip


def _park(submit: str, by: Person) -> None:
    what = st.session_state[f"idea_{submit}"]
    writing.attempt(FORM, lambda: park(gateway.store(), submit, what, by.name), "Parked")


def _drop(idea_id: str, by: Person) -> None:
    writing.attempt(FORM, lambda: drop(gateway.store(), idea_id, by=by.name), "Dropped")
