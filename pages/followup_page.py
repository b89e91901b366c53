"""How fast is a lead followed up, and who is still waiting?"""

import streamlit as st

from overlap.figures.answers import followup as said
from ui import filters, followup, followup_guards, followup_levels, followup_speed, followup_waiting, gateway, parts
from ui.gateway import ask

QUESTION = "How fast is a lead followed up, and who is still waiting?"
VIEWS = {"levels": "Levels", "speed": "Speed and winning", "tries": "Persistence", "guards": "Guards"}

totals = ask(followup.TOTALS).row(0, named=True)
missing = gateway.missing("handoffs", "activities")

if "handoffs" in missing:
    parts.heading(QUESTION, "**Nobody can say yet: no handoffs are recorded.**")
    would_show = (
        "With them, here stands how fast a lead gets a first attempt, how many get it in the agreed time, who "
        "follows up how fast, who is waiting now, and whether speed goes with winning."
    )
    parts.empty("No handoffs", missing, would_show)
elif missing:
    parts.heading(
        QUESTION,
        "**Nobody can say yet: no activities are recorded.** Without calls, mails and meetings there is no first "
        "attempt to time. What handoffs alone can tell stands below.",
    )
    parts.cards(followup.handoff_cards(totals))
    would_show = (
        "With calls, mails and meetings, here stands the share tried in time with its interval, by person, campaign "
        "and segment; how long leads really wait, untried ones included; who is waiting now; whether speed goes with "
        "winning."
    )
    parts.empty("No activities", missing, would_show)
    if totals["handoff_count"]:
        followup_levels.hours_block()
else:
    waiting, (limit, target) = followup_waiting.queue(), followup.agreed()
    if totals["handoff_count"]:
        parts.heading(QUESTION, said.answer(totals, waiting, limit))
        parts.cards(followup.cards(totals))
        left, right = st.columns([5, 4], gap="small")
        with left:
            followup.curve_block(totals, limit, target)
        with right:
            followup.outcomes_block(totals)
    else:
        nothing = f"No lead was handed over in this period ({filters.period_words()}). {said.queue(waiting)}"
        parts.heading(QUESTION, nothing)
    followup_waiting.block(waiting)
    if totals["handoff_count"]:
        view = st.segmented_control(
            "More", list(VIEWS), format_func=VIEWS.__getitem__, default="levels", required=True, key="followup_view",
            bind="query-params", persist_state="session", label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        if view == "speed":
            followup_speed.block(limit)
        elif view == "tries":
            followup_speed.persistence_block()
        elif view == "guards":
            followup_guards.block()
        else:
            followup_levels.block(totals)
