"""Which campaigns and which people earned the revenue together?"""

import streamlit as st

from overlap.figures.answers import revenue as said
from overlap.figures.book import book
from overlap.figures.tables import named_cells
from ui import filters, gateway, joint, parts
from ui.gateway import ask

QUESTION = "Which campaigns and which people earned the revenue together?"
MOST_CAMPAIGNS, MOST_PEOPLE = 10, 8

top = st.container()
model = joint.model_control()

campaigns, people = ask("revenue/by_campaign", model=model), ask("revenue/by_rep", model=model)
cells = named_cells(ask(joint.CELLS, model=model), campaigns, people)
kept = ask("revenue/conservation", model=model).row(0, named=True)
new = None
if filters.current().kinds is None and kept["no_campaign"]:
    only_new = filters.current().narrowed({"kinds": ("new",)})
    new = ask("revenue/conservation", only_new, model=model).row(0, named=True)

ledger = book(cells, campaigns, people, MOST_CAMPAIGNS, MOST_PEOPLE)
with top:
    parts.heading(QUESTION, said.answer(ledger, kept, new, gateway.currency(), parts.escape))

if cells.is_empty():
    parts.empty(
        "No won deals here",
        gateway.missing("deals", "touches", "deal_reps"),
        "This page shares the revenue of won deals among campaigns and people. Widen the period or the filters.",
    )
else:
    joint.ledger_block(ledger, cells, kept, model)
    left, right = st.columns(2, gap="small")
    with left:
        joint.channel_block(model)
    with right:
        joint.rules_block()
    with parts.block(
        "The whole ledger", "Every campaign with every person, largest first. Select a row for its deals."
    ):
        joint.cells_listed(cells, model, "whole")
    without = gateway.missing("touches", "deal_reps")
    if without:
        parts.empty(
            "One side is unknown",
            without,
            "Without touches no campaign can earn, without people on deals nobody can: all stands under the row of the "
            "unknown.",
        )
