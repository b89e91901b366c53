"""What people typed into the meeting, as a pack may hold it: nobody of sales by name, no address."""

import re

from overlap.reports.known import known_values
from overlap.warehouse.reader import Reader

_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
SOMEBODY, AN_ADDRESS = "somebody in sales", "an address"


class Nameless:
    """Takes out of a text the people whom the company's data name."""

    def __init__(self, reader: Reader) -> None:
        people = {text for pair in known_values(reader)["reps"].items() for text in pair if text}
        longest_first = sorted(people, key=lambda name: (-len(name), name))
        names = "|".join(map(re.escape, longest_first))
        self._named = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) if names else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        said = _ADDRESS.sub(AN_ADDRESS, text)
        return self._named.sub(SOMEBODY, said) if self._named else said
