"""Which of the four complaints does the data support?"""

from overlap.subjects.sides import sentences as said
from ui import audience, gateway, parts
from ui.sides import bridges, complaints, fair

QUESTION = "Which of the four complaints does the data support?"
WOULD_SHOW = (
    "With handoffs, you see whether the leads are bad or too few, follow-up is too slow, or deals are not closed: each "
    "as it looks, and with the other team's part taken out."
)
BLOCKS = {
    "complaints": lambda: complaints.cards(verdicts), "leads": bridges.leads_block, "closing": bridges.closing_block,
    "fair": fair.block,
}  # fmt: skip
NEED_HANDOFFS, NEED_DEALS = {"complaints", "leads", "fair"}, {"leads", "closing"}

missing, no_deals = gateway.missing("handoffs"), gateway.missing("deals")

if missing:
    parts.heading(QUESTION, "**Nobody can say yet: no handoffs are recorded.**")
    parts.empty("Nothing to judge", missing, WOULD_SHOW)
else:
    verdicts = gateway.ask(complaints.VERDICTS)
    parts.heading(QUESTION, said.answer(verdicts.to_dicts()))

absent = (NEED_HANDOFFS if missing else set()) | (NEED_DEALS if no_deals else set())
audience.arranged("sides", {name: block for name, block in BLOCKS.items() if name not in absent})

if no_deals:
    parts.empty("No revenue to compare", no_deals, "With deals, you see what goes with its change.")
