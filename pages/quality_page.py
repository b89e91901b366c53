"""Are the leads good, and who says so?"""

from overlap.subjects.quality.sentences import lead_quality as said
from overlap.subjects.quality.sentences import score as score_said
from ui import audience, filters, gateway, parts
from ui.gateway import ask
from ui.quality import head

QUESTION = "Are the leads good, and who says so?"

totals = ask(head.TOTALS).row(0, named=True)
missing = gateway.missing("handoffs")

if missing:
    parts.heading(QUESTION, said.without_handoffs(totals, gateway.currency()))
    parts.cards(head.cards(totals))
    would_show = (
        "With them, you see which campaigns bring leads that become SALs, SQLs and customers, why leads are "
        "rejected, what sales says of them, and whether the score ranks them."
    )
    parts.empty("No handoffs", missing, would_show)
    head.without_handoffs(totals)
elif totals["handoff_count"]:
    parts.heading(QUESTION, said.answer(totals) + score_said.clause(ask(head.SCORE).row(0, named=True)))
    audience.arranged(
        "quality", {"cards": lambda: parts.cards(head.cards(totals)), "views": lambda: head.views(totals)}
    )
else:
    parts.heading(QUESTION, f"No lead was handed over in this period ({filters.period_words()}).")
