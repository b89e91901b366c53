"""One company out of several systems: who is who across them, one row a person, and what each system had said of it."""

from overlap.warehouse.canonical.joining.joined import Joined, join
from overlap.warehouse.canonical.joining.one_person import SAME_SYSTEM
from overlap.warehouse.canonical.joining.precedence import Precedence
from overlap.warehouse.canonical.joining.word_questions import WHOSE_WORD

__all__ = ["SAME_SYSTEM", "WHOSE_WORD", "Joined", "Precedence", "join"]
