"""Questions held against answers: what holds for each, and which are open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from overlap.choices.answers import Answers
from overlap.choices.question import NONE, Question

NOTHING: Answers = MappingProxyType({})


@dataclass(frozen=True)
class Settled:
    """What holds. `answers` is by key of the questions that are not `open`; `beside` are keys nobody asked about.

    `assumed` are questions that nobody has answered and nobody could be asked: what holds of them is a safe default.
    """

    questions: tuple[Question, ...]
    answers: Answers
    open: tuple[Question, ...]
    beside: tuple[str, ...]
    assumed: tuple[Question, ...] = ()

    @property
    def answered(self) -> dict[str, tuple[str, ...]]:
        """The answers that are known, without what is assumed."""
        keys = {question.key for question in self.assumed}
        return {key: values for key, values in self.answers.items() if key not in keys}


def settle(questions: Sequence[Question], answers: Answers, kept: Answers = NOTHING) -> Settled:
    """What holds of the questions under these answers. Raises InputError for one that is no choice.

    An answer counts first, then what was `kept` of an earlier time as long as one of its values is still a choice, then
    a suggestion that is sure; the rest is open: a guess is never taken silently.
    """
    held: dict[str, tuple[str, ...]] = {}
    for question in questions:
        if question.key in answers:
            held[question.key] = question.judged(answers[question.key])
        elif question.is_among(kept.get(question.key, ())):
            held[question.key] = kept[question.key]
        elif question.is_sure and question.suggested:
            held[question.key] = question.suggested
    asked = {question.key for question in questions}
    unanswered = tuple(question for question in questions if question.key not in held)
    return Settled(tuple(questions), held, unanswered, tuple(key for key in answers if key not in asked))


def unasked(asked: Settled, kept: Answers = NOTHING) -> Settled:
    """The same where nobody can be asked: what an open question was answered before, else its suggestion, else none."""
    held = {question.key: kept.get(question.key) or question.suggested or (NONE,) for question in asked.open}
    return replace(asked, answers={**asked.answers, **held}, open=(), assumed=(*asked.assumed, *asked.open))
