"""What is a booth scan, a click or a visit worth to sales?"""

import streamlit as st

from overlap.subjects.translation import sentences as said
from ui import gateway, parts
from ui.translation import measures

QUESTION = "What is a booth scan, a click or a visit worth to sales?"
WOULD_SHOW = (
    "With what campaigns did a day (visits, clicks, scans, spend) and a year of handoffs, you see how many SALs, "
    "wins and how much revenue go with each, or that no link can be measured."
)

missing = gateway.missing("campaign_days", "handoffs")

if missing:
    parts.heading(QUESTION, f"**Nobody can say yet: no {missing[0].replace('_', ' ')} are recorded.**")
    parts.empty("Nothing to translate", missing, WOULD_SHOW)
else:
    heading = st.container()
    asked = measures.asked()
    found = gateway.ask(measures.BY_MEASURE, asked.filters).filter(outcome=asked.outcome)
    if found.is_empty():
        with heading:
            parts.heading(QUESTION, "Nothing is left to compare under these filters.")
        why = (
            "Visits, clicks and spend are recorded by campaign, not by person, place, segment or existing customers: "
            "take these filters away. Choose a channel or campaign to see its own measures."
        )
        parts.empty("No weeks to compare", (), f"{WOULD_SHOW} {why}")
    else:
        with heading:
            parts.heading(
                QUESTION, said.answer([measures.escaped(row) for row in found.to_dicts()], gateway.currency())
            )
        measures.measures_block(found)
        measures.measure_block(found, asked.filters)
