"""What revenue goals will end at, on Shared goals: the forecast in words, what would close the gap, and its record."""

import streamlit as st

from overlap.subjects.goals import outlook
from ui import gateway, parts, passport

REPORT, BACKTEST = "goals/forecast", "goals/forecast_backtest"
HOW = "Booked so far, open deals and deals still to be opened; the interval holds 80% of 10,000 simulated ends."


def block() -> None:
    """The company's goals first; nothing where no goal on revenue runs."""
    rows = [row for row in gateway.ask(REPORT).to_dicts() if not row["is_replaced"]]
    if not rows:
        return
    currency = gateway.currency()
    with parts.block("Forecast of revenue goals", HOW):
        st.markdown("\n".join(f"- {parts.escape(outlook.answer(row, currency))}" for row in rows))
        first = rows[0]
        for told in (outlook.levers(first, currency), outlook.record(first)):
            if told:
                st.markdown(parts.escape(told))
        with st.container(horizontal=True):
            passport.button(REPORT, "chance", key="forecast_passport")
            parts.export(gateway.ask(REPORT), "forecast", "export_forecast")
            if first["origin_count"]:
                parts.export(gateway.ask(BACKTEST), "forecast_backtest", "export_backtest")
