"""What does every number mean, and where does it come from?"""

import streamlit as st

from ui import parts
from ui.agreements import answered, dictionary

DRAWN = {"Numbers": dictionary.number, "Reports": dictionary.report, "Agreements": dictionary.agreement}

parts.heading("What does every number mean, and where does it come from?", dictionary.answer())
kind = dictionary.chosen_kind()

left, right = st.columns([1, 3], gap="small")
with left:
    name = dictionary.chosen(kind)
with right:
    if name is None:
        parts.empty("Nothing to show", (), "The definition appears here when something on the left is selected.")
    else:
        DRAWN[kind](name)

answered.block()
