"""Whose word counts where two systems say different things of one person: asked once a check has found that they do."""

import streamlit as st

from overlap.choices import Question
from overlap.warehouse.canonical.joining import WHOSE_WORD
from overlap.warehouse.importing.imported import Imported
from ui import parts
from ui.bring import draft as drafts
from ui.bring.draft import Place

_OF = {
    WHOSE_WORD[0]: "The id that stays, and what is said nowhere else, are that system's, too.",
    WHOSE_WORD[1]: "It is about the first campaign, the channel and who brought a lead.",
}


def draw(at: Place, done: Imported) -> None:
    """A choice of a system for what sales knows, and one for what marketing does; what the rule says is chosen."""
    for question in done.asked.questions if done.asked else ():
        if done.asked and question.key in WHOSE_WORD:
            _question(at, question, done.asked.answers.get(question.key, ()))


def others_open(done: Imported) -> list[Question]:
    """The questions that are open and not drawn here."""
    return [each for each in (done.asked.open if done.asked else ()) if each.key not in WHOSE_WORD]


def _question(at: Place, question: Question, answered: tuple[str, ...]) -> None:
    key = f"bring_ask_{question.key}"
    values = [choice.value for choice in question.choices]

    def say() -> None:
        drafts.answer(at, question.key, [st.session_state[key]])

    st.radio(
        parts.escape(question.text), values, index=values.index(answered[0]) if answered else None, key=key,
        on_change=say, format_func=parts.escape, horizontal=True,
    )  # fmt: skip
    st.caption(_OF[question.key] + " Another answer is checked again.")
