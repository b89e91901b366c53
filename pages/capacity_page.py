"""How many leads can sales really take?"""

from overlap.subjects.capacity import sentences as said
from ui import audience, gateway, parts
from ui.capacity import load
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
    if "handoffs" not in missing and not ask(load.WEEKS).is_empty():
        load.weeks_block()
else:
    found, people = ask(load.SAFE).row(0, named=True), ask(load.PEOPLE)
    parts.heading(QUESTION, said.answer(found, people))
    blocks = {"safe": lambda: load.safe_block(found)}
    if not ask(load.WEEKS).is_empty():
        blocks["weeks"] = load.weeks_block
    if not people.is_empty():
        blocks["people"] = lambda: load.people_block(people)
    audience.arranged("capacity", blocks)
