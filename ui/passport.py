"""A number's passport: the drawer behind "What this number is", the short form of its page among the definitions."""

import streamlit as st

from overlap.glossary import metric
from overlap.reports import find
from ui import comments
from ui.agreements import definition
from ui.faults import shown
from ui.pinned import Asked, last_asked

DRAWER_WIDTH = 560


def button(report: str, number: str = "", *, key: str, label: str = "What this number is") -> None:
    """A quiet button, and beside it that of the comments.

    `number` is a metric of the glossary, `report` the one that is asked for it, just before.
    """
    asked = last_asked(report)
    with st.container(horizontal=True, gap="small", width="content"):
        if st.button(label, key=key, type="tertiary", icon=":material/info:"):
            title = metric(number).label if number else find(report).name
            st.dialog(title, width=DRAWER_WIDTH, position="right")(_passport)(report, number, asked)
        comments.button(report, number, key)


def _passport(report: str, number: str, asked: Asked) -> None:
    with shown():
        if number:
            definition.metric(metric(number))
        definition.in_force()
        found = find(report).when(asked.params)
        definition.report(found, asked)
        definition.columns(found)
