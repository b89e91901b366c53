"""What a source asks before it can be imported, as the command line says it: choices, counts, how to answer."""

import shlex
from typing import Any

from overlap.choices import NONE, Question, Settled
from overlap.cli import session
from overlap.warehouse.importing.imported import Imported
from overlap.words import count, counted, printable

_LISTED = 12
_COMMAND = 10_000
_LONGEST = 80  # characters of a text from the CRM


def say(asked: Settled, command: str) -> None:
    """Every open question with its choices, and the import as it would answer them as suggested."""
    said = session.errors.print
    said(f"Nothing was published: {counted(len(asked.open), 'question')} first.")
    for question in asked.open:
        said(f"{question.key}: {question.text}")
        listed = [(printable(choice.value, _LONGEST), choice) for choice in question.choices[:_LISTED]]
        width = max(len(value) for value, _ in listed)
        for value, choice in listed:
            found = "" if choice.count is None else f"  {question.counts}: {count(choice.count)}"
            beside = f"  ({printable(choice.label, _LONGEST)})" if choice.label and choice.label != choice.value else ""
            lean = "  suggested" if choice.value in question.suggested else ""
            said(f"  {value:<{width}}{found}{beside}{lean}")
        if len(question.choices) > _LISTED:
            said(f"  ... and {counted(len(question.choices) - _LISTED, 'more choice')}: --format json lists them")
        several = "any of them, apart by ;" if question.takes_several else "one of them"
        said(f"  Answer with {several}, or {NONE}.")
    said("For example:")
    said(printable(f"  {command} {shlex.join(_answers(asked.open))}", _COMMAND))


def say_assumed(asked: Settled) -> None:
    """What nobody has answered and nobody could be asked, what was taken instead, and how to answer."""
    for question in asked.assumed:
        taken = asked.answers.get(question.key, (NONE,))
        known = {choice.value: choice.words for choice in question.choices}
        words = ", ".join(printable(known.get(value, value), _LONGEST) for value in taken)
        session.errors.print(
            f"warn: {question.key}: {printable(question.text, _COMMAND)} Nobody has answered: taken as {words}, until"
            f" somebody does, with --answer {question.key}=VALUE or by an import at a terminal."
        )


def as_json(done: Imported) -> dict[str, Any]:
    """`questions` that are open, `choices` that hold, those that are `assumed`, and the records `left_out`."""
    asked = done.asked
    return {
        "questions": [question.as_json() for question in asked.open] if asked else [],
        "choices": {key: list(values) for key, values in asked.answers.items()} if asked else {},
        "assumed": [question.as_json() for question in asked.assumed] if asked else [],
        "left_out": [{"table": each.table, "reason": each.reason, "records": each.count} for each in done.left_out],
    }


def _answers(questions: tuple[Question, ...]) -> list[str]:
    return [word for question in questions for word in ("--answer", question.example)]
