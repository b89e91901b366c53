"""What marketing and sales promised each other, on Shared goals: each promise, what came, and whether it was kept."""

import streamlit as st

from overlap.subjects.goals import promised
from ui import gateway, parts, passport

REPORT = "goals/promises"
MARKS = {"kept": ":material/check:", "broken": ":material/close:"}


def block(period: str) -> None:
    """Marketing's promises beside those of sales."""
    with parts.block("What we promised each other", f"Agreed figures and what came, {period}."):
        rows = gateway.ask(REPORT).to_dicts()
        for column, team in zip(st.columns(2), ("marketing", "sales"), strict=True):
            with column:
                st.markdown(f"**{team.capitalize()}**")
                for row in rows:
                    if row["promised_by"] == team:
                        mark = MARKS.get(row["verdict"], ":material/remove:")
                        st.markdown(f"{mark} {parts.escape(promised.answer(row))}")
        passport.button(REPORT, "promise_reached", key="promises_passport")
