"""Which campaigns and which people earned the revenue together?"""

import streamlit as st

from overlap.subjects.revenue.ledger import folded, named_cells
from overlap.subjects.revenue.sentences import ledger as said
from ui import audience, filters, gateway, parts, viewport
from ui.gateway import ask
from ui.revenue import currencies, deal, head, ledger, nameless, no_campaign, rule

QUESTION = "Which campaigns and which people earned the revenue together?"
MOST, MOST_ON_A_PHONE = (20, 20), (10, 5)  # campaigns, people

is_narrow = viewport.is_narrow()
top = st.container()
chosen = rule.control()

campaigns, people = ask("revenue/by_campaign", **chosen.params), ask("revenue/by_rep", **chosen.params)
cells = named_cells(ask(ledger.CELLS, **chosen.params), campaigns, people)
kept = ask("revenue/conservation", **chosen.params).row(0, named=True)
kinds = ask("revenue/by_kind", filters.without("kinds"))

booked = folded(cells, campaigns, people, *(MOST_ON_A_PHONE if is_narrow else MOST))
with top:
    parts.heading(QUESTION, said.answer(booked, kept, filters.current().kinds, gateway.currency(), parts.escape))
    if kinds.height > 1:
        parts.cards(head.kind_cards(kinds, campaigns, kept, chosen))

if cells.is_empty():
    parts.empty(
        "No won deals here",
        gateway.missing("deals", "touches", "deal_reps"),
        "This page shares the revenue of won deals among campaigns and people. Widen the period or the filters.",
    )
    of_ledger: audience.Blocks = {}
else:
    of_ledger = {
        "ledger": lambda: ledger.block(booked, cells, kept, chosen),
        "no_campaign": lambda: no_campaign.block(chosen, campaigns),
        "currencies": currencies.block,
        "nameless": nameless.block,
    }
audience.arranged("revenue", {**of_ledger, "deal": lambda: deal.block(chosen), "views": lambda: head.views(chosen)})

without = gateway.missing("touches", "deal_reps") if not cells.is_empty() else ()
if without:
    parts.empty(
        "One side is unknown",
        without,
        "Without touches no campaign can earn, without people on deals nobody can: everything is listed "
        "under the row of the unknown.",
    )
