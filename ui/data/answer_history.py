"""What sources were answered: who said so, when, and what held before."""

import streamlit as st

from overlap import words
from overlap.store.source_answers import Answered, answered
from ui import gateway, parts

_SHOWN = 20


def block() -> None:
    """The newest answers; nothing where no source has asked."""
    rows = answered(gateway.store())
    if not rows:
        return
    with parts.block("Answers to what sources ask", "Each import that was told something else than the one before."):
        st.table([_row(each) for each in rows[:_SHOWN]], border="horizontal", hide_index=True)
        if len(rows) > _SHOWN:
            st.caption(f"{words.counted(len(rows) - _SHOWN, 'older answer')} in the store's audit.")


def _row(each: Answered) -> dict[str, str]:
    # What was said comes first: a phone shows the first columns.
    return {
        "Question": parts.escape(each.key),
        "Now": parts.escape(words.listed(each.after)) or words.DASH,
        "Before": parts.escape(words.listed(each.before)) or words.DASH,
        "Source": parts.escape(each.source),
        "When": f"{each.at:%Y-%m-%d %H:%M} UTC",
        "Who": parts.escape(each.who),
    }
