"""How many leads can sales really take?"""

from overlap.figures.answers import capacity as said
from ui import capacity, gateway, parts
from ui.gateway import ask

QUESTION = "How many leads can sales really take?"

missing = gateway.missing("handoffs", "activities")

if missing:
    parts.heading(QUESTION, f"**Nobody can say yet: no {missing[0]} are recorded.**")
    would_show = (
        "With handoffs and activities, you see what service level was seen at what load, how many leads a week are "
        "safe, and whose backlog grows."
    )
    parts.empty("Load is known, the level is not" if len(missing) == 1 else "No load is known", missing, would_show)
    if "handoffs" not in missing and not ask(capacity.WEEKS).is_empty():
        capacity.weeks_block()
else:
    found, people = ask(capacity.SAFE).row(0, named=True), ask(capacity.PEOPLE)
    parts.heading(QUESTION, said.answer(found, people))
    capacity.safe_block(found)
    if not ask(capacity.WEEKS).is_empty():
        capacity.weeks_block()
    if not people.is_empty():
        capacity.people_block(people)
