"""What do we need to talk about, and what did we decide?"""

from overlap.subjects.meeting import sentences as said
from ui import audience, parts
from ui.meeting import adoption, agenda, comments, decisions, frozen, guards, ideas, notes, presenter

QUESTION = "What do we need to talk about, and what did we decide?"

items = agenda.items()
parts.heading(QUESTION, said.answer(items, parts.escape))
presenter.switch()
if presenter.is_on():
    presenter.draw(items)
else:
    audience.arranged(
        "meeting",
        {
            "agenda": lambda: agenda.block(items),
            "decisions": decisions.block,
            "ideas": ideas.block,
            "comments": comments.block,
            "notes": notes.block,
            "frozen": lambda: frozen.block(items),
            "guards": guards.block,
            "adoption": adoption.block,
        },
    )
