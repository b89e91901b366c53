"""What was booked in each currency, at which exchange rates: only where deals are written in more than one."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from overlap.subjects.revenue.sentences import currencies as said
from ui import gateway, parts, passport, rows
from ui.rows import Rows

REPORT = "revenue/by_currency"


def block() -> None:
    """Each currency with its amount, its rates and what it comes to; nothing where all is in the company's own."""
    found = gateway.ask(REPORT)
    own = gateway.currency()
    if found.filter(found["currency"] != own).is_empty():
        return
    with st.expander(said.title(found, own), icon=":material/currency_exchange:", key="currencies_shown"):
        st.markdown("  \n".join(said.lines(found, own, parts.escape)))
        st.caption(said.HOW)
        with st.container(horizontal=True):
            for row in found.iter_rows(named=True):
                _opened(row)
            passport.button(REPORT, "exchange_rate", key="currencies_passport", label="Where it is read from")
            parts.export(found, "revenue_by_currency")


def _opened(row: Mapping[str, Any]) -> None:
    rows.button(Rows(REPORT, "deal_count", row, said.deals(row)), f"currency_{row['currency']}")
    if row["no_amount_count"]:
        rows.button(Rows(REPORT, "no_amount_count", row, said.no_amount(row)), f"currency_{row['currency']}_none")
