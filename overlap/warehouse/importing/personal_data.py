"""What an import hides of people: by which answers, with which key, and what it says of it."""

from collections.abc import Iterator
from dataclasses import replace

from overlap.choices import Settled, joined
from overlap.errors import InputError
from overlap.personal import HANDLED, Handling, KeyFile, handling_of
from overlap.personal.handling import question
from overlap.warehouse.generations.hidden import handled_before
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.generations.person_files import used
from overlap.warehouse.importing.export import Export, given_answers, kept_answers
from overlap.warehouse.importing.imported import Imported
from overlap.words import listed


def handling(export: Export, current: Manifest | None, warehouse: Warehouse | None, key_file: KeyFile) -> Handling:
    """What is kept of people: as said now, else as the source's own folder says, else as published.

    Raises InputError: no such way, the key is gone or another one, or what was read before was kept otherwise.
    """
    said = joined(given_answers(export), export.source.choices, kept_answers(export, current))
    found = handling_of(said, key_file, used(warehouse))
    before = current.sources.get(export.source.name) if current else None
    if export.is_update and before is not None and handled_before(before) != (found.email, found.names, found.texts):
        raise InputError(
            "An export of changes cannot change what is kept of people: the other records stay as they were read. "
            "Import the whole export once."
        )
    return found


def told(asked: Settled, personal: Handling) -> Settled:
    """What was asked, and beside it what is not kept of people."""
    hidden = personal.answers
    questions = (*asked.questions, *(question(key) for key in hidden))
    return replace(asked, questions=questions, answers={**asked.answers, **hidden})


def sentences(done: Imported) -> Iterator[str]:
    """What an import did about people, in words."""
    answers = done.asked.answers if done.asked else {}
    ways = [f"{key.partition('.')[2]} {answers[key][0]}" for key in HANDLED if key in answers]
    if ways:
        yield f"Of people: {', '.join(ways)}."
    if done.taken_away:
        yield f"Removed, because they held more of people than is kept now: {listed(done.taken_away)}."
