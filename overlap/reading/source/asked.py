"""What a source.toml asks the company: each question's words; its SQL in `questions/` finds the choices and counts."""

from dataclasses import dataclass

from overlap.errors import InputError
from overlap.reading.source.entries import only
from overlap.words import shown

PATTERNS = ("sure", "likely", "never")
_NOTHING = "^$"
_FIELDS = ("ask", "counts", "takes_several", "pattern", "statement", *PATTERNS)


@dataclass(frozen=True)
class Asked:
    """A question of a source: a statement in `questions/` gives its choices from the files that were read.

    It is called as the question, or as `statement` says where several questions share it; what is theirs alone, it
    binds: choices that are `sure` to be meant, that are `likely`, and that are `never` offered, each as a pattern.
    """

    key: str
    ask: str
    counts: str
    takes_several: bool = False
    pattern: str | None = None
    statement: str = ""
    sure: str = _NOTHING
    likely: str = _NOTHING
    never: str = _NOTHING


def asked_of(declared: object, where: str) -> tuple[Asked, ...]:
    """The questions that `[questions.<key>]` tables declare, in their order. Raises InputError naming the place."""
    if not isinstance(declared, dict):
        raise InputError(f"{where}: questions {shown(declared)} is no table. Write each as [questions.<key>].")
    return tuple(_asked(key, entry, f"{where} [questions.{key}]") for key, entry in declared.items())


def _asked(key: str, entry: dict, where: str) -> Asked:
    only(entry, _FIELDS, where)
    for name in ("ask", "counts"):
        if not isinstance(entry.get(name), str):
            raise InputError(f"{where}: {name} is missing. Say it in a text.")
    for name in ("statement", *PATTERNS):
        if not isinstance(entry.get(name, ""), str):
            raise InputError(f"{where}: {name} {shown(entry[name])} is no text.")
    return Asked(key, **{"statement": key, **entry})
