"""The page of one lead: its life in lanes and steps, what sales says of it, its deals and who earned them."""

import polars as pl
import streamlit as st

from ui import gateway, parts
from ui.lead import life, points
from ui.quality.feedback import form


def draw(lead_id: str, facts: pl.DataFrame) -> None:
    """Everything known of the lead. `facts` is lead/facts, one row."""
    events = gateway.ask("lead/timeline", lead_id=lead_id)
    deals = gateway.ask("lead/deals", lead_id=lead_id)
    credit = gateway.ask("lead/credit", lead_id=lead_id)
    life.back()
    life.introduced(facts, deals)
    life.lanes(events)
    left, right = st.columns([3, 2], gap="small")
    with left, parts.block("What happened, step by step", "Oldest first; touches of one day are grouped."):
        life.steps(events)
    with right:
        form.block(lead_id)
        points.block(lead_id)
        with parts.block("The deals", "Those that grew from this lead, and those that name it in their buying group."):
            life.deals(deals)
        with parts.block("Who earned it", "By the linear rule. Each side adds up to the whole."):
            life.credit(credit, deals)
