"""The words of other systems for our tables, columns and values, as config/synonyms.toml lists them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz

from overlap.reading.folding import folded
from overlap.settings import PROJECT
from overlap.tomlfile import read_toml

SYNONYMS = PROJECT / "config" / "synonyms.toml"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_MEANS_LITTLE = frozenset(("the", "of", "a", "hs", "c", "property", "custom"))
_ALIKE = 0.82  # below, two names that merely share letters count as nothing


def words_of(name: str) -> str:
    """A header or file name as its words in small letters: `FirstName`, `first_name` and `First Name` are one."""
    found = [word.lower() for word in _WORD.findall(name)]
    return " ".join([word for word in found if word not in _MEANS_LITTLE] or found)


@dataclass(frozen=True)
class Synonyms:
    """What the file says. Names are kept as `words_of` makes them; words of values in small letters.

    `headers` are all names of columns, folded as the reader compares them.
    """

    blank: tuple[str, ...]
    files: dict[str, tuple[str, ...]]
    columns: dict[str, dict[str, tuple[str, ...]]]
    dated_stages: dict[str, tuple[str, ...]]
    words: dict[str, dict[str, dict[str, str]]]
    headers: frozenset[str]

    def word(self, table: str, column: str, value: str) -> str | None:
        """Our word for a value of the column, None where nobody has said."""
        return self.words.get(table, {}).get(column, {}).get(" ".join(value.casefold().split()))


@cache
def synonyms() -> Synonyms:
    """The file, read once. Raises InputError where it is no TOML."""
    declared: dict[str, Any] = read_toml(SYNONYMS)
    names = (name for columns in declared["columns"].values() for known in columns.values() for name in known)
    return Synonyms(
        blank=tuple(declared["blank"]),
        headers=frozenset(folded(name) for name in names),
        files={table: _as_words(names) for table, names in declared["files"].items()},
        columns={
            table: {column: _as_words((column, *names)) for column, names in columns.items()}
            for table, columns in declared["columns"].items()
        },
        dated_stages={stage: _as_words(names) for stage, names in declared["dated_stages"].items()},
        words={
            table: {
                column: {written.casefold(): ours for ours, listed in values.items() for written in (ours, *listed)}
                for column, values in columns.items()
            }
            for table, columns in declared["words"].items()
        },
    )


@cache
def likeness(name: str, known: tuple[str, ...]) -> float:
    """How much a header is one of the known names: 1 the same words, 0 nothing alike; earlier names count more."""
    said = words_of(name)
    if said in known:
        return 1.0 - 0.01 * min(known.index(said), 9)
    return max((_alike(said, other) for other in known), default=0.0)


def _alike(one: str, other: str) -> float:
    """By letters whatever the order of words, and less where one only holds the other: `Contact: Created Date`."""
    same = max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))) / 100
    shorter = min(one, other, key=len)
    within = 0.86 if len(shorter.split()) > 1 and fuzz.token_set_ratio(one, other) == 100 else 0.0
    best = max(same * 0.95, within)
    return best if best >= _ALIKE else 0.0


def _as_words(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words_of(name) for name in names))
