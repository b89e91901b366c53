"""The draft of this company on the page: read in each run, so that a reload loses nothing, and what was found in it."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from overlap import settings
from overlap.guessing.looked import Looked, look
from overlap.mapping.draft_folder import Draft, DraftFolder
from overlap.mapping.proposal import Given, Proposal, propose
from overlap.reading.files.archives import Limits
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from ui import served

_FOUND, _SHOWN = "bring_found", "bring_shown"


@dataclass(frozen=True)
class Place:
    """Where the company's draft, warehouse and store are, and what is published there."""

    folder: DraftFolder
    warehouse: Warehouse
    store: Path | str
    company: Manifest | None

    @property
    def given(self) -> Given:
        """What the published company says by itself."""
        return Given(currency=self.company.reporting_currency or None if self.company else None)


def place() -> Place:
    """The company's own place, whether the demo is shown or not."""
    own = served.own_company()
    warehouse = Warehouse(own.warehouse)
    company = warehouse.current() if warehouse.current_id() else None
    return Place(DraftFolder(own.warehouse), warehouse, own.store, company)


def answers_of(draft: Draft) -> dict[str, tuple[str, ...]]:
    """What was answered so far."""
    return {key: tuple(values) for key, values in draft.answers.items()}


def looked(at: Place, draft: Draft) -> Looked:
    """What is seen in the files of the draft; they are looked at once. Raises InputError."""
    return _looked(at, at.folder.folder(draft), at.folder.names(draft))


def proposal(at: Place, draft: Draft) -> Proposal:
    """What the files of the draft are taken for, with what was answered. Raises InputError."""
    return propose(looked(at, draft), at.given, answers_of(draft))


def answer(at: Place, key: str, values: list[str]) -> None:
    """Keep an answer; none given takes it away."""
    draft = at.folder.read()
    kept = {name: given for name, given in draft.answers.items() if name != key}
    at.folder.change(answers={**kept, key: values} if values else kept)


def changed(at: Place, draft: Draft) -> bool:
    """Whether other files or answers are shown now than by the run before."""
    was, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), _content(at, draft)
    return was != st.session_state[_SHOWN]


def is_as_shown(at: Place) -> bool:
    """Whether the draft is still what the page showed last. For callbacks: what came with the same click is in it."""
    return st.session_state.get(_SHOWN) == _content(at, at.folder.read())


def _content(at: Place, draft: Draft) -> tuple[str, tuple[str, ...]]:
    return repr(draft), at.folder.names(draft)


def _looked(at: Place, folder: Path, names: tuple[str, ...]) -> Looked:
    found: dict[object, Looked] = st.session_state.setdefault(_FOUND, {})
    key = stamp(folder, names)
    if key not in found:
        in_force = settings.load()
        limits = Limits(int(in_force.unpacked_limit), in_force.unpacked_ratio)
        with st.spinner("Looking at every column of every file …", show_time=True), at.warehouse.aside() as aside:
            found.clear()
            found[key] = look(folder, limits, aside, in_force.memory_limit)
    return found[key]


def stamp(folder: Path, names: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """What is the same as long as the files are."""
    return tuple((name, (stat := (folder / name).stat()).st_size, stat.st_mtime_ns) for name in names)
