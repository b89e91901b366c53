"""Questions held against answers: what holds for each, and which are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from overlap.choices.answers import Answers
from overlap.choices.question import Question

NOTHING: Answers = MappingProxyType({})


@dataclass(frozen=True)
class Settled:
    """What holds. `answers` is by key of the questions that are not `open`; `beside` are keys nobody asked about."""

    questions: tuple[Question, ...]
    answers: Answers
    open: tuple[Question, ...]
    beside: tuple[str, ...]


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
