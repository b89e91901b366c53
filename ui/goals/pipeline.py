"""The pipeline between two days, on Shared goals: what was open, came in, left and is open, and the deals of each."""

import streamlit as st

from overlap import words
from overlap.subjects.goals import pipeline
from overlap.subjects.goals.charts.pipeline_bridge import bridge
from ui import charts, filters, gateway, parts, passport, rows, theme
from ui.rows import Rows

BRIDGE = "goals/pipeline_bridge"


def block(period: str) -> None:
    """Bars from open then to open now; the deals of the selected one."""
    how = f"Open deals, {period}; each bar starts where the one above ends. Select one for its deals."
    with parts.block("What moved the open pipeline", how):
        found = gateway.ask(BRIDGE).to_dicts()
        by_part = pipeline.by_part(found)
        if not any(row["deal_count"] for row in found):
            st.markdown("No deal was open in this period.")
            return
        ends_on = filters.current().ends_on
        is_ended = ends_on is not None and ends_on <= filters.covered().reaches_on
        st.markdown(pipeline.answer(found, is_ended, gateway.currency()))
        if limits := pipeline.undated(found):
            st.caption(limits)
        figure = bridge(found, theme.palette(), gateway.currency())
        bar = charts.selectable(figure, "pipeline_bridge", "Bars of what the open pipeline was, gained, lost and is.")
        with st.container(horizontal=True):
            passport.button(BRIDGE, "pipeline_part", key="pipeline_bridge_passport")
            if by_part["slipped"]["deal_count"]:
                slipped = words.counted(by_part["slipped"]["deal_count"], "slipped deal")
                rows.button(Rows(BRIDGE, "deal_count", by_part["slipped"], slipped), key="pipeline_slipped")
    if bar and by_part[bar.data]["deal_count"]:
        row = by_part[bar.data]
        with parts.block(f"Open pipeline: {pipeline.NAMES[bar.data].lower()}"):
            charts.behind(Rows(BRIDGE, "deal_count", row, words.counted(row["deal_count"], "deal")), "pipeline_deals")
