"""The calculator of Shared goals: what revenue takes, from deals back to leads and calls, and what capacity carries."""

import streamlit as st

from overlap.subjects.goals import calculator
from ui import controls, gateway, parts, passport

REPORT = "goals/needed"
MOST = 1_000_000_000_000
HOW = (
    "Revenue to book over what a unit was worth in this period: its chance to be won times the mean new deal, with 95% "
    "intervals. If all else stays. What comes in late is won after the goal's end."
)


def block(period: str) -> None:
    """What is left of the goal, or the amount typed, in units of each line; and the lines as a list."""
    with parts.block("What the goal takes", f"{HOW} Chances: {period}."):
        label = f"Revenue to book, {gateway.currency()}"
        typed = controls.number(label, (0, MOST), None, "needed", "what is left of the goal")
        asked = {} if typed is None else {"revenue": float(typed)}
        found = gateway.ask(REPORT, None, **asked).to_dicts()
        currency = gateway.currency()
        st.markdown(calculator.answer(found, currency).replace("$", r"\$"))
        if found[0]["needed"] is not None and found[0]["revenue"]:
            if told := calculator.carried(found):
                st.markdown(told)
            st.table(calculator.lines(found), border="horizontal", hide_index=True)
        with st.container(horizontal=True):
            passport.button(REPORT, "needed", key="needed_passport")
            parts.export(gateway.ask(REPORT, None, **asked), "needed", "export_needed")
