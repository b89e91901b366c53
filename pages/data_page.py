"""How fresh and how trustworthy is the data?"""

import streamlit as st

from ui import account, parts

parts.heading("How fresh and how trustworthy is the data?", account.answer())
account.cards()

left, right = st.columns([3, 2], gap="small")
with left:
    account.files()
with right:
    account.rejected()

left, right = st.columns([3, 2], gap="small")
with left:
    account.tables()
with right:
    account.checks()

account.warnings()
account.builds()
