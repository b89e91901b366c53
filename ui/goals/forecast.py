"""What revenue goals will end at, on Shared goals: the forecast in words, what would close the gap, and its record."""

import streamlit as st

from overlap.subjects.goals import outlook
from ui import gateway, parts, passport

REPORT, BACKTEST, KEPT = "goals/forecast", "goals/forecast_backtest", "goals/forecast_kept"
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
        kept = gateway.ask(KEPT)
        for told in (outlook.levers(first, currency), outlook.record(first), outlook.kept(kept.to_dicts())):
            if told:
                st.markdown(parts.escape(told))
        with st.container(horizontal=True):
            passport.button(REPORT, "chance", key="forecast_passport")
            parts.export(gateway.ask(REPORT), "forecast", "export_forecast", "Export forecast")
            if first["origin_count"]:
                parts.export(gateway.ask(BACKTEST), "forecast_backtest", "export_backtest", "Export past forecasts")
            if kept.height:
                parts.export(kept, "forecast_kept", "export_kept", "Export kept forecasts")
