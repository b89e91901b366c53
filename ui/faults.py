"""Where errors a person can mend are caught, once, and said in words: what happened, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from overlap import disk
from overlap.errors import AppError, NoGeneration

IMPORT = "python -m overlap import SOURCE FOLDER"
DEMO = "make run"


@contextmanager
def shown() -> Iterator[None]:
    """Show an AppError instead of what could not be drawn; anything else is a bug and stays one."""
    try:
        with disk.in_words():
            yield
    except NoGeneration:
        nothing_yet()
    except AppError as error:
        st.error("This cannot be shown.", icon=":material/error:")
        st.text(str(error))


def nothing_yet() -> None:
    """What to do when nothing has been imported."""
    st.markdown("# Nothing has been imported yet")
    st.markdown(
        "Overlap reads what your CRM exports: leads, touches, handoffs, activities, feedback, deals. "
        "Run **one** of these, then reload this page."
    )
    st.markdown("Your own export, where SOURCE is `overlap` for the tables of the contract:")
    st.code(IMPORT, language=None, wrap_lines=True)
    st.markdown("A realistic demo company with known answers, shown until you import your own data:")
    st.code(DEMO, language=None, wrap_lines=True)
