"""What people typed into the meeting, as a pack may hold it: nobody of sales, no lead, company or deal, no address."""

import re
from collections.abc import Iterable
from functools import cache

from overlap.glossary import glossary
from overlap.reports import SEES_ALL, answer
from overlap.reports.known import known_values
from overlap.warehouse.reader import Reader

NAMED_IN = "meeting/named_in"
SOMEBODY, AN_ADDRESS = "somebody in sales", "an address"
SAID = {"lead": "a lead", "company": "a company", "deal": "a deal", "surname": "a lead"}
_SHORTEST_SURNAME = 4  # letters
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")


class Nameless:
    """Takes out of a text whom the company's data name."""

    def __init__(self, reader: Reader) -> None:
        people = {text for pair in known_values(reader)["reps"].items() for text in pair if text}
        self._reader, self._people = reader, _matching(map(_in_any_case, people))
        self._surnames = _matching(map(re.escape, filter(_is_surname, (name.split(" ")[-1] for name in people))))

    def __call__(self, text: str) -> str:
        """The text without people of sales, and without addresses."""
        said = _ADDRESS.sub(AN_ADDRESS, text)
        return self._people.sub(SOMEBODY, said) if self._people else said

    def typed(self, text: str) -> str:
        """Also without leads, companies and deals: of a text that somebody typed, in which these can stand."""
        said = self(text)
        found = answer(self._reader, NAMED_IN, params={"text": said}, scope=SEES_ALL).frame
        for kind, told in SAID.items():
            names = [name for (name,) in found.filter(kind=kind).select("name").iter_rows()]
            named = _matching(map(_as_name, names if kind != "surname" else filter(_is_surname, names)))
            said = named.sub(told, said) if named else said
        return self._surnames.sub(SOMEBODY, said) if self._surnames else said


def _is_surname(word: str) -> bool:
    """Whether a word may name somebody by itself: `Long` and `Price` are words of sentences, too."""
    return len(word) >= _SHORTEST_SURNAME and word[:1].isupper() and word.casefold() not in _everyday_words()


@cache
def _everyday_words() -> frozenset[str]:
    """The words in which Overlap's own definitions are written."""
    told = (f"{each.label} {each.sentence}" for each in glossary().values())
    return frozenset(word.casefold() for text in told for word in re.findall(r"\w+", text))


def _as_name(name: str) -> str:
    """Of one word without a digit as it is written: `May` is a lead, `may` is none."""
    return re.escape(name) if name.isalpha() else _in_any_case(name)


def _in_any_case(name: str) -> str:
    return f"(?i:{re.escape(name)})"


def _matching(names: Iterable[str]) -> re.Pattern[str] | None:
    """The longest first, so that no name is cut by one within it."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if longest_first else None
