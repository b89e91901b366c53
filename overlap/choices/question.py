"""`Question`: one thing that only the company knows, with what each choice would give."""

import re
from dataclasses import dataclass
from typing import Any

from overlap.errors import InputError, nearest
from overlap.words import counted, shown

NONE = "none"  # the answer "none of these"


@dataclass(frozen=True)
class Choice:
    """One possible answer. `value` is typed and kept, `label` is what a person reads; `count` None: not counted."""

    value: str
    label: str = ""
    count: int | None = None

    @property
    def words(self) -> str:
        """What a person reads: the label, else the value."""
        return self.label or self.value


@dataclass(frozen=True)
class Question:
    """A question with its choices, most likely first.

    `counts` says what the counts of the choices are of ("leads"). `suggested` is what Overlap leans to, empty where it
    cannot know; where that `is_sure` nobody need answer. `pattern` lets other values than the choices pass (a currency
    code, say), matched as a whole.
    """

    key: str
    text: str
    counts: str
    choices: tuple[Choice, ...]
    suggested: tuple[str, ...] = ()
    is_sure: bool = False
    takes_several: bool = False
    pattern: str | None = None

    @property
    def example(self) -> str:
        """An answer as it may be typed: the suggestion, else the first choice."""
        values = self.suggested or tuple(choice.value for choice in self.choices[:1]) or (NONE,)
        return f"{self.key}={';'.join(values)}"

    def judged(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """The values, spelled as the choices are. Raises InputError: none given, too many, or one that is no choice."""
        if not values:
            raise InputError(f"{self.key}: nothing is chosen. Answer with {self._listed()}.")
        found = tuple(dict.fromkeys(self._known(value) for value in values))
        if len(found) > 1 and (not self.takes_several or NONE in found):
            raise InputError(f"{self.key}: {', '.join(map(shown, found))} do not go together. Choose one.")
        return found

    def is_among(self, values: tuple[str, ...]) -> bool:
        """Whether one of the values, at least, is a choice or NONE."""
        known = {NONE, *(choice.value for choice in self.choices)}
        return any(
            value in known or (self.pattern is not None and re.fullmatch(self.pattern, value)) for value in values
        )

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints. `suggested` is null where Overlap cannot know."""
        return {
            "key": self.key,
            "question": self.text,
            "takes_several": self.takes_several,
            "choices": [{"value": each.value, "label": each.words, "count": each.count} for each in self.choices],
            "counts": self.counts,
            "suggested": self._suggested(),
            "is_sure": self.is_sure,
            "example": self.example,
        }

    def _suggested(self) -> str | list[str] | None:
        if not self.suggested:
            return None
        return list(self.suggested) if self.takes_several else self.suggested[0]

    def _known(self, value: str) -> str:
        names = [choice.value for choice in self.choices]
        if value in names or value == NONE:
            return value
        for name in names:
            if name.casefold() == value.strip().casefold():
                return name
        if self.pattern is not None and re.fullmatch(self.pattern, value):
            return value
        raise InputError(f"{self.key}: {shown(value)} is none of its choices: {self._listed()}.{nearest(value, names)}")

    def _listed(self) -> str:
        names = [choice.value for choice in self.choices[:12]]
        more = len(self.choices) - len(names)
        return ", ".join([*names, *([f"... ({counted(more, 'more')})"] if more > 0 else []), NONE])
