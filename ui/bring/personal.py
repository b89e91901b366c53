"""What is kept of the people in the files: asked once, kept in clear unless somebody says otherwise."""

import streamlit as st

from overlap.mapping.draft_folder import Draft
from overlap.personal import HANDLED
from overlap.personal.handling import KEPT, question
from ui import parts
from ui.bring import draft as drafts
from ui.bring.draft import Place


def draw(at: Place, draft: Draft) -> None:
    """One choice for addresses, one for names, one for other texts."""
    with st.expander(f"Personal data: {_summed(draft)}", icon=":material/shield_person:"):
        for key in HANDLED:
            _choice(at, draft, key)
        st.caption("Hashed with a key that lies beside your data and stands in no backup. Files are not kept then.")


def hides(draft: Draft) -> bool:
    """Whether anything of people is not to be kept in clear."""
    return any(_way(draft, key) != KEPT for key in HANDLED)


def _choice(at: Place, draft: Draft, key: str) -> None:
    asked, held = question(key), f"bring_ask_{key}"

    def say() -> None:
        drafts.answer(at, key, [st.session_state[held]])

    labels = {choice.value: choice.words for choice in asked.choices}
    ways = list(labels)
    st.radio(asked.text, ways, index=ways.index(_way(draft, key)), key=held, on_change=say,
             format_func=lambda way: parts.escape(labels[way]))  # fmt: skip


def _summed(draft: Draft) -> str:
    said = [f"{key.partition('.')[2]} {_way(draft, key)}" for key in HANDLED if _way(draft, key) != KEPT]
    return ", ".join(said) or "kept as it is"


def _way(draft: Draft, key: str) -> str:
    values = draft.answers.get(key, [])
    return values[0] if values and values[0] in {choice.value for choice in question(key).choices} else KEPT
