"""Which campaigns and which people earned the revenue together?"""

import streamlit as st

from overlap.figures.answers import revenue as said
from overlap.figures.book import book
from overlap.figures.tables import named_cells
from ui import filters, gateway, joint, joint_deal, joint_ledger, joint_rule, parts, viewport
from ui.gateway import ask

QUESTION = "Which campaigns and which people earned the revenue together?"
MOST, MOST_ON_A_PHONE = (20, 20), (10, 5)  # campaigns, people

is_narrow = viewport.is_narrow()
top = st.container()
rule = joint_rule.control()

campaigns, people = ask("revenue/by_campaign", **rule.params), ask("revenue/by_rep", **rule.params)
cells = named_cells(ask(joint_ledger.CELLS, **rule.params), campaigns, people)
kept = ask("revenue/conservation", **rule.params).row(0, named=True)
kinds = ask("revenue/by_kind", filters.without("kinds"))

ledger = book(cells, campaigns, people, *(MOST_ON_A_PHONE if is_narrow else MOST))
with top:
    parts.heading(QUESTION, said.answer(ledger, kept, filters.current().kinds, gateway.currency(), parts.escape))
    if kinds.height > 1:
        parts.cards(joint.kind_cards(kinds, campaigns, kept, rule))

if cells.is_empty():
    parts.empty(
        "No won deals here",
        gateway.missing("deals", "touches", "deal_reps"),
        "This page shares the revenue of won deals among campaigns and people. Widen the period or the filters.",
    )
else:
    joint_ledger.block(ledger, cells, kept, rule)
joint_deal.block(rule)
joint.views(rule)

without = gateway.missing("touches", "deal_reps") if not cells.is_empty() else ()
if without:
    parts.empty(
        "One side is unknown",
        without,
        "Without touches no campaign can earn, without people on deals nobody can: all stands under the row of the "
        "unknown.",
    )
