"""Notes on time: what happened, on every chart over time unless somebody hides it; the address says so."""

import plotly.graph_objects as go
import streamlit as st

from overlap.charts.notes_on_time import is_over_time, with_notes
from overlap.reports import Filters
from ui import controls, gateway, theme

EVENTS = "data/events_on_time"
_SHOWN = {"shown": "Shown", "hidden": "Hidden"}
_CHOSEN = "notes_chosen"


def control() -> None:
    """In the sidebar: whether charts over time say what happened."""
    with st.sidebar:
        st.session_state[_CHOSEN] = controls.choice("Notes on time", _SHOWN, "notes")


def on(figure: go.Figure) -> go.Figure:
    """The figure as it is drawn: over time, with its notes."""
    if st.session_state.get(_CHOSEN, "hidden") == "hidden" or not is_over_time(figure):
        return figure
    return with_notes(figure, gateway.ask_aside(EVENTS, Filters()).to_dicts(), theme.palette())
