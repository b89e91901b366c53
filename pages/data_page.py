"""How fresh and how trustworthy is the data?"""

import streamlit as st

from ui import parts
from ui.data import account, answer_history, changes, connections, left_out, systems

parts.heading("How fresh and how trustworthy is the data?", account.answer())
account.cards()
connections.block()

left, right = st.columns([3, 2], gap="small")
with left:
    account.files()
with right:
    account.rejected()

account.cleaned()
left_out.block()
systems.block()
answer_history.block()
changes.since_the_last_import()

left, right = st.columns([3, 2], gap="small")
with left:
    account.tables()
with right:
    account.checks()

account.warnings()
account.builds()
