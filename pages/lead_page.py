"""What happened to this lead?"""

import streamlit as st

from ui import gateway, parts, rows
from ui.feedback import form, queue
from ui.lead import life, points

lead_id = st.query_params.get("lead_id")
facts = gateway.ask("leads/facts", lead_id=lead_id) if lead_id else None

if facts is None or facts.is_empty():
    if not lead_id and life.wants_queue():
        queue.draw()
        st.stop()
    found = life.search(unknown=lead_id)
    if not found.is_empty():
        rows.table(found, "found_leads", "leads/search")
    st.stop()

events = gateway.ask("leads/timeline", lead_id=lead_id)
deals = gateway.ask("leads/deals", lead_id=lead_id)
credit = gateway.ask("leads/credit", lead_id=lead_id)

life.back()
life.introduced(facts, deals)
life.lanes(events)

left, right = st.columns([3, 2], gap="small")
with left, parts.block("What happened, step by step", "Oldest first; touches of one day stand together."):
    life.steps(events)
with right:
    form.block(str(lead_id))
    points.block(str(lead_id))
    with parts.block("The deals", "Those that grew from this lead, and those that name it in their buying group."):
        life.deals(deals)
    with parts.block(
        "Who earned it", "By the linear rule. Each side adds up to the whole, neither is taken from the other."
    ):
        life.credit(credit, deals)
