"""Where do we lose leads?"""

import streamlit as st

from overlap.subjects.funnel import sentences as said
from ui import audience, filters, gateway, parts
from ui.funnel import largest, leaks, today, why
from ui.gateway import ask

QUESTION = "Where do we lose leads?"
NEEDED = ("stage_entries", "handoffs", "deals")

stages, cells = ask("funnel/stages"), ask("funnel/cohorts")

if filters.current().by_people and gateway.missing("handoffs"):
    parts.heading(QUESTION, "Not known for single people: nobody recorded who worked which lead.")
    parts.empty("No handoffs", gateway.missing("handoffs"), "With them, leads can be split by person and by team.")
elif gateway.missing("mql"):
    parts.heading(QUESTION, "Not recorded: no source says which leads became MQLs.")
    would_show = "The leads that reached each stage appear here, counted from the day they became MQLs."
    parts.empty("No stages", gateway.missing(*NEEDED), would_show)
    if not gateway.missing("won"):
        leaks.lead_to_won_block(None)
elif stages.is_empty() or not stages["round_count"][0]:
    parts.heading(QUESTION, f"No lead became an MQL in this period ({filters.period_words()}).")
    would_show = "The leads that reached each stage appear here. Widen the period or the filters."
    parts.empty("Nothing to count yet", gateway.missing(*NEEDED), would_show)
elif cells.is_empty():
    parts.heading(QUESTION, "There are MQLs, but no later stage is recorded.")
    would_show = "How many leads make each step, and how many are lost, appears here once a later stage is recorded."
    parts.empty("No steps", gateway.missing(*NEEDED), would_show)
else:
    limits = cells.filter(cells["next_stage"] == "won")["within_days"].to_list()
    won_days = max(limits, default=None)
    found = largest.found()
    parts.heading(QUESTION, f"{largest.answer(found)} {said.answer(stages.to_dicts(), won_days)}")

    def chain() -> None:
        """The chain beside the months at the same age; what is behind a selected mark."""
        left, right = st.columns([5, 6], gap="small")
        with left:
            bar = leaks.funnel_block(stages, won_days)
        with right:
            cell = leaks.cohorts_block(cells)
        if bar:
            leaks.behind_funnel(bar, stages)
        if cell:
            leaks.behind_cohort(cell, cells)

    def now() -> None:
        """How long steps take, beside where everybody stands."""
        left, right = st.columns(2, gap="small")
        with left:
            today.times_block(cells)
        with right:
            today.today_block()

    audience.arranged(
        "funnel",
        {
            "leaks": lambda: largest.leaks_block(found),
            "why": why.why_block,
            "chain": chain,
            "changes": today.changes_block,
            "groups": lambda: leaks.groups_block(cells),
            "today": now,
            "lead_to_won": lambda: leaks.lead_to_won_block(won_days),
        },
    )
