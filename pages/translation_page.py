"""What is a booth scan, a click or a visit worth to sales, and which content goes with winning?"""

from ui import audience, controls
from ui.content import pieces
from ui.translation import measures

VIEWS = {"measures": "Measures", "content": "Content"}

BLOCKS = {"measures": measures.blocks, "content": pieces.blocks}

view = controls.switch("Translate", VIEWS, "translation_view", audience.opens_on("translation", VIEWS))
audience.arranged("translation", BLOCKS[view]())
