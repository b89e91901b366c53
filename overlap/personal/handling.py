"""What a source keeps of people: e-mail addresses and names in clear, hashed or dropped; other texts or none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from overlap.choices import Answers, Choice, Question
from overlap.personal.key import Key
from overlap.personal.key_file import KeyFile

KEPT, HASHED, DROPPED = "kept", "hashed", "dropped"
EMAIL, NAMES, TEXTS = HANDLED = ("personal.email", "personal.names", "personal.texts")
_ABOUT = {
    EMAIL: "What becomes of e-mail addresses?",
    NAMES: "What becomes of the names of leads?",
    TEXTS: "What becomes of job titles, and of comments about leads?",
}
_WAYS = {
    KEPT: "kept as they are",
    HASHED: "hashed with the company's key: one person stays one, and nobody reads who",
    DROPPED: "dropped: they stand nowhere",
}


@dataclass(frozen=True)
class Handling:
    """Each is `kept`, `hashed` or `dropped`; texts are never hashed. `key` is there where anything is hidden."""

    email: str = KEPT
    names: str = KEPT
    texts: str = KEPT
    key: Key | None = None

    @property
    def hides(self) -> bool:
        """Whether anything is not kept as it is."""
        return (self.email, self.names, self.texts) != (KEPT, KEPT, KEPT)

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """What is not kept, as it would be answered."""
        said = {EMAIL: self.email, NAMES: self.names, TEXTS: self.texts}
        return {key: (way,) for key, way in said.items() if way != KEPT}


KEPT_AS_IT_IS = Handling()


def handling_of(answers: Answers, key_file: KeyFile, used: Iterable[str] = ()) -> Handling:
    """What the answers say; the key is read, or made, where something is hidden. Raises InputError."""
    found = {key: question(key).judged(answers[key])[0] for key in HANDLED if key in answers}
    handling = Handling(found.get(EMAIL, KEPT), found.get(NAMES, KEPT), found.get(TEXTS, KEPT))
    if not handling.hides:
        return handling
    return replace(handling, key=key_file.key(used))


def question(key: str) -> Question:
    """The question behind a key; what is kept needs no answer."""
    ways = (KEPT, DROPPED) if key == TEXTS else (KEPT, HASHED, DROPPED)
    return Question(key, _ABOUT[key], "", tuple(Choice(way, _WAYS[way]) for way in ways), (KEPT,), is_sure=True)


def handling_questions(kinds: Iterable[str]) -> tuple[Question, ...]:
    """A question for each kind of personal data that there is: `email`, `name`, `text`."""
    there = set(kinds)
    return tuple(question(key) for kind, key in zip(("email", "name", "text"), HANDLED, strict=True) if kind in there)
