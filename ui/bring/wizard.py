"""The wizard: one step below the other, each as soon as the one before has what it needs."""

import streamlit as st

from overlap.errors import AppError
from overlap.mapping.draft_folder import OWN, Draft
from ui.bring import check, draft, files, guesses, personal, publish, questions, system
from ui.bring.brought import Known, Own

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
    publish.opened()
    at = draft.place()
    if at.company is not None and at.company.is_demo:
        st.markdown(
            "This server shows the demo company in the place of yours. Start it with `make run`, then come back."
        )
        return
    now = at.folder.read()
    likely = files.draw(at, now)
    if not at.folder.names(now):
        return
    if draft.changed(at, now):
        check.forget()  # what was checked for other files or answers says nothing about these
    if likely == OWN:
        _guessed(at, now)
    else:
        _known(at, now, likely)


def _guessed(at: draft.Place, now: Draft) -> None:
    try:
        proposal = draft.proposal(at, now)
    except AppError as error:
        st.error("These files cannot be read.", icon=":material/error:")
        st.text(str(error))
        return
    guesses.draw(at, draft.looked(at, now), proposal)
    questions.draw(at, proposal.asked)
    personal.draw(at, now)
    if not proposal.asked.open:
        check.draw(at, now, Own(proposal))


def _known(at: draft.Place, now: Draft, name: str) -> None:
    asked = system.draw(at, now, name)
    if asked is None:
        return
    questions.draw(at, asked)
    personal.draw(at, now)
    if not asked.open:
        check.draw(at, now, Known(name))
