"""Won deals under no known campaign that somebody could mend: no lead is named, though the account has some."""

import streamlit as st

from overlap import words
from ui import gateway, parts, passport, rows

REPORT = "revenue/without_lead"


def block() -> None:
    """How many there are and what they are worth, with the list; nothing where there are none."""
    if gateway.missing(*gateway.report(REPORT).needs):
        return
    found = gateway.ask(REPORT)
    if found.is_empty():
        return
    worth = words.money_short(found["amount"].sum(), gateway.currency())
    deals = words.counted(found.height, "won deal")
    with st.expander(
        f"{deals} without a lead, {worth}: name one", icon=":material/person_search:", key="nameless_shown"
    ):
        st.markdown(
            "Their accounts have leads with touches, but no deal says which of them bought: the money is listed under "
            "no known campaign. Name a lead in the CRM, or agree to credit such deals through their account."
        )
        rows.table(found, "nameless", REPORT)
        with st.container(horizontal=True):
            passport.button(REPORT, key="nameless_passport", label="Where it is read from")
            parts.export(found, "deals_without_lead", "export_nameless")
