"""Which files to bring: what to export from each system, for who has not done it before."""

import streamlit as st

_LISTED = (
    ("HubSpot", "Contacts and Deals (all properties, deals with their associations)",
     "Calls, Meetings, Emails; Form submissions; Campaigns; Users"),
    ("Salesforce", "The Data Export as one ZIP, or reports on Leads and Opportunities with their IDs",
     "Reports on Tasks, Events, Campaign members, Lead history, Users"),
    ("Anything else", "People with an id or e-mail and the day each was created; deals with amount, date, won or lost",
     "What marketing and sales did, with whom and when; who works in sales"),
)  # fmt: skip


def draw() -> None:
    """One line a system: what the first numbers need, and what makes more pages speak."""
    with st.expander("Which files?", icon=":material/help:"):
        st.table(
            [
                {"From": system, "Needed for Shared goals": first, "Makes more pages speak": more}
                for system, first, more in _LISTED
            ],
            border="horizontal",
            hide_index=True,
        )
        st.caption("Files may be brought one after another: what is missing is said before anything is published.")
