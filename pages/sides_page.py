"""Which of the four complaints does the data support?"""

from overlap.subjects.sides import sentences as said
from ui import gateway, parts
from ui.sides import bridges, complaints, fair

QUESTION = "Which of the four complaints does the data support?"
WOULD_SHOW = (
    "With handoffs, you see whether the leads are bad or too few, follow-up is too slow, or deals are not closed: each "
    "as it looks, and with the other team's part taken out."
)

missing = gateway.missing("handoffs")

if missing:
    parts.heading(QUESTION, "**Nobody can say yet: no handoffs are recorded.**")
    parts.empty("Nothing to judge", missing, WOULD_SHOW)
else:
    verdicts = gateway.ask(complaints.VERDICTS)
    parts.heading(QUESTION, said.answer(verdicts.to_dicts()))
    complaints.cards(verdicts)

if gateway.missing("deals"):
    parts.empty("No revenue to compare", gateway.missing("deals"), "With deals, you see what goes with its change.")
else:
    if not missing:
        bridges.leads_block()
    bridges.closing_block()
if not missing:
    fair.block()
