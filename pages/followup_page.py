"""How fast is a lead followed up, and who is still waiting?"""

import streamlit as st

from overlap.subjects.followup import sentences as said
from ui import audience, controls, filters, gateway, parts
from ui.followup import guards, head, levels, queue, speed
from ui.gateway import ask

QUESTION = "How fast is a lead followed up, and who is still waiting?"
VIEWS = {"levels": "Levels", "speed": "Speed and winning", "tries": "Persistence", "guards": "Guards"}

totals = ask(head.TOTALS).row(0, named=True)
missing = gateway.missing("handoffs", "activities")

if "handoffs" in missing:
    parts.heading(QUESTION, "**Nobody can say yet: no handoffs are recorded.**")
    would_show = (
        "With them, you see how fast a lead gets a first attempt, how many get it in the agreed time, who "
        "follows up how fast, who is waiting now, and whether speed goes with winning."
    )
    parts.empty("No handoffs", missing, would_show)
elif missing:
    parts.heading(
        QUESTION,
        "**Nobody can say yet: no activities are recorded.** Without calls, mails and meetings there is no first "
        "attempt to time. What handoffs alone can tell is shown below.",
    )
    parts.cards(head.handoff_cards(totals))
    would_show = (
        "With calls, mails and meetings, you see the share contacted in time with its interval, by person, campaign "
        "and segment; how long leads really wait, uncontacted ones included; who is waiting now; whether speed "
        "goes with winning."
    )
    parts.empty("No activities", missing, would_show)
    if totals["handoff_count"]:
        levels.hours_block()
else:
    waiting, (limit, target) = queue.queue(), head.agreed()

    def curve() -> None:
        """How fast attempts come, beside what became of every handoff."""
        left, right = st.columns([5, 4], gap="small")
        with left:
            head.curve_block(totals, limit, target)
        with right:
            head.outcomes_block(totals)

    def wait_block() -> None:
        """Who waits now."""
        queue.block(waiting)

    def views() -> None:
        """The rest, one view at a time."""
        drawn = {"speed": lambda: speed.block(limit), "tries": speed.persistence_block, "guards": guards.block}
        view = controls.switch("More", VIEWS, "followup_view", audience.opens_on("followup", VIEWS))
        drawn.get(view, levels.block)()

    if totals["handoff_count"]:
        parts.heading(QUESTION, said.answer(totals, waiting, limit))
        audience.arranged(
            "followup",
            {"cards": lambda: parts.cards(head.cards(totals)), "curve": curve, "queue": wait_block, "views": views},
        )
    else:
        nothing = f"No lead was handed over in this period ({filters.period_words()}). {said.queue(waiting)}"
        parts.heading(QUESTION, nothing)
        wait_block()
