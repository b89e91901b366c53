"""The wizard: one step below the other, each as soon as the one before has what it needs."""

import streamlit as st

from overlap.errors import AppError
from overlap.mapping.draft_folder import OWN
from ui.bring import check, draft, files, guesses, questions

_QUESTION = "How does our own company get in here?"


def heading() -> None:
    """The page's question and its answer."""
    st.markdown(f"# {_QUESTION}")
    st.markdown(
        "Drop what your CRM exports. Overlap guesses what each file and column is, asks what only you know, shows what "
        "would come of it, and publishes when you say so. **Nothing leaves this machine.**"
    )


def draw() -> None:
    """Every step there is something for."""
    at = draft.place()
    if at.company is not None and at.company.is_demo:
        st.markdown(
            "This server shows the demo company in the place of yours. Start it with `make run`, then come back."
        )
        return
    now = at.folder.read()
    files.draw(at, now)
    if not at.folder.names(now):
        return
    _forget_what_changed(now, at.folder.names(now))
    try:
        proposal = draft.proposal(at, now) if now.system == OWN else None
    except AppError as error:
        st.error("These files cannot be read.", icon=":material/error:")
        st.text(str(error))
        return
    if proposal is not None:
        guesses.draw(at, draft.looked(at, now), proposal)
        questions.draw(at, proposal.asked)
        if proposal.asked.open:
            return
    asked = check.draw(at, now, proposal)
    if asked is not None:
        questions.draw(at, asked)


def _forget_what_changed(now: object, names: tuple[str, ...]) -> None:
    """What was checked for other files or answers says nothing about these."""
    key = (repr(now), names)
    if st.session_state.get("bring_checked_for") != key:
        st.session_state["bring_checked_for"] = key
        check.forget()
