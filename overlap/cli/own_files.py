"""An import of the company's own files: what is called otherwise than last time is known again, or asked."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from overlap.choices import Answers, Settled
from overlap.cli import session
from overlap.errors import NoGeneration
from overlap.mapping.amending import amend
from overlap.mapping.next_export import Changes, changes_of, unasked
from overlap.mapping.source_folder import recover
from overlap.reading import Source, load_source
from overlap.settings import Settings
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import source_named
from overlap.warehouse.source import own_sources
from overlap.words import listed, spoken


@dataclass(frozen=True)
class Named:
    """The source of an import, the answers that are left for it, and what was asked about changed names."""

    source: Source
    folder: Path
    answers: Answers
    asked: Settled


@contextmanager
def as_named(
    name: str, warehouse: Warehouse, folder: Path, answers: Answers, settings: Settings, *, is_check: bool
) -> Iterator[Named]:
    """The source of that name; one of the company's own knows the names of this export from now on.

    A check keeps nothing: what it finds lies aside until it ends. Raises InputError.
    """
    own = own_sources.folder_of(warehouse)
    recover(own)
    source = source_named(name, own)
    if name not in own_sources.names(own):
        yield Named(source, folder, answers, Settled((), {}, (), ()))
        return
    with warehouse.aside() as aside:
        changes = changes_of(source, folder, answers, session.resources(settings).limits, aside)
        if not session.is_asked() and _is_imported(name, warehouse):
            changes = unasked(source, changes)
        if changes.asked.open:
            yield Named(source, folder, answers, changes.asked)
            return
        place = source.folder
        if is_check:
            place = Path(shutil.copytree(source.folder, aside / name))
        amend(place, changes)
        _say(changes)
        left = {key: values for key, values in answers.items() if key not in changes.keys}
        yield Named(load_source(place), folder, left, changes.asked)


def _is_imported(name: str, warehouse: Warehouse) -> bool:
    try:
        return name in warehouse.current().sources
    except NoGeneration:
        return False


def _say(changes: Changes) -> None:
    for table, names in changes.names.items():
        session.errors.print(f"{listed(names)}: known by its columns as {spoken(table)}.")
    for (table, ours), header in changes.headers.items():
        session.errors.print(f'"{header}" is now {spoken(ours)} of {spoken(table)}.')
