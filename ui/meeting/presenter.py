"""Presenter view of Review meeting: agenda, goals and decisions in large type for a projector, without the sidebar.

It stands in the address as `view=present`. No control carries it: other pages have views of their own under that name.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from overlap import words
from overlap.charts.enlarged import enlarged
from overlap.reports import Filters
from overlap.subjects.goals import plan
from overlap.subjects.goals.charts.goals_on_plan import on_plan
from overlap.subjects.meeting import sentences as said
from ui import address, charts, gateway, parts, places, theme

VIEW, PRESENT = "view", "present"
PAGE = "review-meeting"
STATUS, DECISIONS = "goals/status", "meeting/decisions"
Row = Mapping[str, Any]
_LARGE = """
.st-key-presenting { display: none; }
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], [data-testid="stHeader"], .st-key-shared_filters {
    display: none;
}
[data-testid="stMain"] h1, [data-testid="stMain"] h1 * { font-size: 44px; }
[data-testid="stMain"] h2, [data-testid="stMain"] h2 * { font-size: 32px; }
[data-testid="stMain"] p, [data-testid="stMain"] li { font-size: 24px; line-height: 1.4; }
[data-testid="stMain"] small, [data-testid="stMain"] small *, [data-testid="stMain"] button p { font-size: 18px; }
"""
_large = component("overlap_presenting", css=_LARGE, isolate_styles=False)


def is_on() -> bool:
    """Whether this run draws for a projector; what another page's address says of its own view is left alone."""
    return places.here() == PAGE and address.says(VIEW) == [PRESENT]


def frame() -> None:
    """By the frame: large type and no sidebar where it is on; on any other page the address says so no more."""
    if is_on():
        _large(key="presenting", height=1)
    elif places.here() != PAGE and address.says(VIEW) == [PRESENT]:
        address.hold(VIEW, None)


def switch() -> None:
    """The way in and out."""
    if is_on():
        st.button("Leave presenter view", key="leave_presenter", icon=":material/close:", on_click=_hold, args=(None,))
    else:
        st.button("Present", key="present", icon=":material/present_to_all:", on_click=_hold, args=([PRESENT],))


def draw(items: Sequence[Row]) -> None:
    """Agenda, goals and decisions, in the order in which they are talked about."""
    for row in items:
        stake = "" if row["stake"] is None else f" · :orange[{words.money_short(row['stake'], gateway.currency())}]"
        st.markdown(f"**{row['place']}. {said.KINDS[row['kind']]}**{stake}  \n{parts.escape(row['sentence'])}")
    goals = [row for row in gateway.ask(STATUS, Filters()).to_dicts() if not row["is_replaced"]]
    for (starts_on, ends_on), each in groupby(goals, key=lambda row: (row["period_start"], row["period_end"])):
        rows = list(each)
        st.markdown(f"## {parts.escape(plan.period(rows[0]))}")
        figure = enlarged(on_plan(rows, theme.palette(), gateway.currency()))
        charts.draw(figure, f"presented_{starts_on}_{ends_on}", "Bars of what was reached of each goal.")
    decided = gateway.ask(DECISIONS).to_dicts()
    if decided:
        st.markdown("## What we decided, and what became of it")
    for row in decided:
        st.markdown(f"{said.decided(row, parts.escape)}  \n{said.became(row, parts.escape)}")


def _hold(view: list[str] | None) -> None:
    address.hold(VIEW, view)
