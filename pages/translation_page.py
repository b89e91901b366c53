"""What is a booth scan, a click or a visit worth to sales, and which content goes with winning?"""

from ui import controls
from ui.content import pieces
from ui.translation import measures

VIEWS = {"measures": "Measures", "content": "Content"}

if controls.switch("Translate", VIEWS, "translation_view") == "content":
    pieces.view()
else:
    measures.view()
