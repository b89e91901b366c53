"""Whose files they are, once a company has brought files of its own: newer ones of those, or another system's."""

import re

import streamlit as st

from overlap.mapping.draft_folder import Draft
from overlap.warehouse.source import own_sources
from overlap.warehouse.source.named import SOURCES
from ui import parts
from ui.bring.draft import Place

_KEY, _NAME = "bring_source", "bring_source_name"
_LONGEST = 40


def draw(at: Place, draft: Draft) -> None:
    """Newer files take the place of the rows brought before; another system's join them."""
    known = _known(at)
    if not known:
        return
    new = draft.name if draft.name not in known else _free(known)
    st.radio(
        "Whose files are these?", [*known, new], index=[*known, new].index(draft.name), key=f"{_KEY}_{new}",
        format_func=lambda name: f"newer ones of {parts.escape(name)}" if name in known else "another system's",
        horizontal=True, on_change=_say, args=(at, f"{_KEY}_{new}"),
    )  # fmt: skip
    if draft.name not in known:
        st.text_input("What is that system called?", draft.name, key=f"{_NAME}_{new}", max_chars=_LONGEST,
                      on_change=_say, args=(at, f"{_NAME}_{new}"),
                      help="Small letters, figures, - and _. Its ids stand behind this name where another system has "
                           "equal ones.")  # fmt: skip


def _known(at: Place) -> list[str]:
    """The company's own sources that are published."""
    described = own_sources.names(own_sources.folder_of(at.warehouse))
    return [name for name in described if at.company and name in at.company.sources]


def _free(known: list[str]) -> str:
    return next(name for number in range(2, 100) if (name := f"system-{number}") not in known)


def _say(at: Place, key: str) -> None:
    name = re.sub(r"[^a-z0-9_]+", "-", str(st.session_state[key]).casefold()).strip("-_")
    taken = own_sources.names(SOURCES)
    if name and name[0].isalpha() and name not in taken:
        at.folder.change(name=name)
