"""Whose word counts where sources differ, as it is answered: for the company, so that what is said last replaces it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from overlap.choices import Answers, Question, Settled, settle
from overlap.errors import UsageError, nearest
from overlap.warehouse.canonical.joining import WHOSE_WORD
from overlap.warehouse.canonical.joining.word_questions import about
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.export import Export, given_answers
from overlap.words import shown


def answered_now(export: Export, current: Manifest | None) -> dict[str, tuple[str, ...]]:
    """What is answered with the export. Raises UsageError for a source that the company has not."""
    known = sorted({export.source.name, *(current.sources if current else ())})
    said = {key: values for key, values in given_answers(export).items() if key in WHOSE_WORD}
    for key, values in said.items():
        for value in values:
            if value not in known:
                raise UsageError(f"{key}: {shown(value)} is no source of this company.{nearest(value, known)}")
    return said


def order_of(choices: Answers) -> dict[str, Sequence[str]]:
    """The same as `[precedence]` of a house.toml says it."""
    return {about(key): list(values) for key, values in choices.items() if key in WHOSE_WORD}


def without(entry: Mapping[str, Any], said: Answers) -> dict[str, Any]:
    """What a manifest keeps of another source, without what was answered then and is answered otherwise now."""
    gone = {about(key) for key in said}
    return {
        **entry,
        "choices": {key: values for key, values in entry.get("choices", {}).items() if key not in said},
        "precedence": {key: order for key, order in entry.get("precedence", {}).items() if key not in gone},
    }


def with_questions(
    asked: Settled, asks: Sequence[Question], source: str, current: Manifest | None, choices: Answers
) -> Settled:
    """What was asked, and beside it whose word counts; held against what is answered now, and was by any source.

    Only with the first import of a source it has to be answered: later ones run unattended, so where systems come to
    differ only then the rule's suggestion holds, and is told, until somebody says otherwise.
    """
    entries = current.sources if current else {}
    before = {key: tuple(values) for entry in entries.values() for key, values in entry.get("choices", {}).items()}
    asks = [replace(each, is_sure=each.is_sure or source in entries) for each in asks]
    kept = {**before, **choices}
    found = settle(asks, {}, {key: values for key, values in kept.items() if key in WHOSE_WORD})
    return replace(
        asked,
        questions=(*asked.questions, *found.questions),
        answers={**asked.answers, **found.answers},
        open=(*asked.open, *found.open),
    )
