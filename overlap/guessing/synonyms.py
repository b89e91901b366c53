"""The words of other systems for our tables, columns and values, as config/synonyms.toml lists them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz

from overlap.settings import PROJECT
from overlap.tomlfile import read_toml

SYNONYMS = PROJECT / "config" / "synonyms.toml"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_MEANS_LITTLE = frozenset(("the", "of", "a", "hs", "c", "property", "custom"))
_ALIKE = 0.62  # below, two names that merely share letters count as nothing
_SAME_OBJECT = 0.6  # below, two ids are of different things: "sr id" is no "org id"
_LONG_WORD = 4  # letters from which a single word tells something


def words_of(name: str) -> str:
    """A header or file name as its words in small letters: `FirstName`, `first_name` and `First Name` are one.

    Letters stand without their marks: `Größe` is one word, as `Grosse` is.
    """
    parts = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    found = [word.lower() for word in _WORD.findall(plain)]
    return " ".join([word for word in found if word not in _MEANS_LITTLE] or found)


@dataclass(frozen=True)
class Synonyms:
    """What the file says. Names are kept as `words_of` makes them; words of values in small letters."""

    blank: tuple[str, ...]
    files: dict[str, tuple[str, ...]]
    columns: dict[str, dict[str, tuple[str, ...]]]
    dated_stages: dict[str, tuple[str, ...]]
    words: dict[str, dict[str, dict[str, str]]]

    def word(self, table: str, column: str, value: str) -> str | None:
        """Our word for a value of the column, None where nobody has said."""
        return self.words.get(table, {}).get(column, {}).get(" ".join(value.casefold().split()))


@cache
def synonyms() -> Synonyms:
    """The file, read once. Raises InputError where it is no TOML."""
    declared: dict[str, Any] = read_toml(SYNONYMS)
    return Synonyms(
        blank=tuple(declared["blank"]),
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


def stage_of(name: str) -> tuple[str, float]:
    """The stage whose date a header most likely is, and how much it is that."""
    stages = synonyms().dated_stages
    return max(((stage, likeness(name, known)) for stage, known in stages.items()), key=lambda pair: pair[1])


def _alike(one: str, other: str) -> float:
    """By letters whatever the order of words, and by words where one holds the other: `Contact: Created Date`."""
    same = max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))) / 100
    if one.endswith(" id") and other.endswith(" id"):
        of_one, of_other = one.removesuffix(" id"), other.removesuffix(" id")
        same = same if fuzz.ratio(of_one, of_other) / 100 >= _SAME_OBJECT else 0.0
    best = max(same * 0.95, _within(one, other))
    return best if best >= _ALIKE else 0.0


def _within(one: str, other: str) -> float:
    """How much a name says that holds all words of the other: two words say more than one."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if not set(shorter) <= set(longer):
        return 0.0
    if len(shorter) > 1:
        return 0.86
    return 0.66 if len(shorter[0]) >= _LONG_WORD else 0.0


def _as_words(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words_of(name) for name in names))
