"""Files of a system that Overlap knows: nothing is guessed; what it has to ask is found by reading them once."""

from datetime import UTC, datetime

import streamlit as st

from overlap import settings, words
from overlap.choices import Choice, Question, Settled, settle
from overlap.errors import AppError
from overlap.mapping.draft_folder import OWN, Draft
from overlap.mapping.known_system import known_system
from overlap.personal import HANDLED
from overlap.reading.files.archives import Limits
from overlap.warehouse.canonical.joining import WHOSE_WORD
from overlap.warehouse.connections import Resources
from overlap.warehouse.importing import judge, source_named
from overlap.warehouse.importing.canonical_file import NO_CURRENCY
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.source import own_sources
from overlap.warehouse.source.named import SOURCES
from ui import parts
from ui.bring.draft import Place, answers_of, stamp
from ui.bring.progress import progress

_HIDDEN = ("overlap", "olist")  # nobody exports from these
_LIKELY, _READ = "bring_likely", "bring_read"
_ZONE = r"[A-Za-z_]+(?:/[A-Za-z_+\-0-9]+)*"


def known() -> list[str]:
    """The systems there are."""
    return [name for name in own_sources.names(SOURCES) if name not in _HIDDEN]


def likely(at: Place, draft: Draft) -> str:
    """The system the files look like, where the draft does not say; OWN where they look like none."""
    if draft.system:
        return draft.system
    folder, names = at.folder.folder(draft), at.folder.names(draft)
    key = stamp(folder, names)
    found: dict[object, str] = st.session_state.setdefault(_LIKELY, {})
    if names and key not in found:
        in_force = settings.load()
        limits = Limits(int(in_force.unpacked_limit), in_force.unpacked_ratio)
        with at.warehouse.aside() as aside:
            found.clear()
            found[key] = known_system(folder, [source_named(name) for name in known()], limits, aside) or OWN
    return found.get(key, OWN)


def export(at: Place, draft: Draft, system: str) -> Export:
    """The files with what was answered of the source's own questions, and of the company."""
    source, answers = source_named(system), answers_of(draft)
    asked = {question.key for question in source.questions}
    return Export(
        source,
        at.folder.folder(draft),
        answers={key: values for key, values in answers.items() if key in {*asked, *HANDLED, *WHOSE_WORD}},
        time_zone=answers.get("zone", (None,))[0],
        reporting_currency=answers.get("currency", (None,))[0],
    )


def draw(at: Place, draft: Draft, system: str) -> Settled | None:
    """What each file is, and what is asked with what was answered; None where the files cannot be read."""
    read = _read(at, draft, system)
    with parts.block("Step 2: what they are", "Known by their names and columns; nothing has to be guessed."):
        if isinstance(read, AppError):
            st.error("These files cannot be read.", icon=":material/error:")
            st.text(str(read))
            return None
        account, questions = read
        for file, table, records in account:
            st.markdown(
                f":material/check: {parts.escape(file)}: **{parts.escape(words.spoken(table))}**, "
                f"{words.counted(records, 'record')}"
            )
    of_company = () if at.company else (_zone(), _currency())
    asked = (*questions, *of_company)
    keys = {question.key for question in asked}
    return settle(asked, {key: values for key, values in answers_of(draft).items() if key in keys})


def _read(
    at: Place, draft: Draft, system: str
) -> AppError | tuple[tuple[tuple[str, str, int], ...], tuple[Question, ...]]:
    """(file, what it is, records) of each, and the questions; read once for the same files."""
    key = (system, stamp(at.folder.folder(draft), at.folder.names(draft)))
    found: dict[object, object] = st.session_state.setdefault(_READ, {})
    if key not in found:
        found.clear()
        found[key] = _told(at, draft, system)
    return found[key]  # pyright: ignore[reportReturnType]


def _told(at: Place, draft: Draft, system: str) -> object:
    in_force = settings.load()
    without_answers = Export(source_named(system), at.folder.folder(draft), reporting_currency=NO_CURRENCY)
    with progress("Reading", st.empty()) as on_progress:
        try:
            done = judge(
                without_answers, now=datetime.now(UTC), warehouse=None,
                resources=Resources(in_force.memory_limit, in_force.threads, key_file=in_force.key_file),
                on_progress=on_progress,
            )  # fmt: skip
        except AppError as error:
            return error
    return _account(done), done.asked.questions if done.asked else ()


def _account(done: Imported) -> tuple[tuple[str, str, int], ...]:
    return tuple((file.file, file.table, file.records) for file in done.account.files if file.supplied)


def _zone() -> Question:
    text = "Which time zone does the company work in?"
    return Question("zone", text, "", (Choice("Europe/Berlin"),), pattern=_ZONE)


def _currency() -> Question:
    text = "Which currency does the company report in?"
    return Question("currency", text, "", (Choice("EUR"), Choice("USD"), Choice("GBP")), pattern=r"[A-Za-z]{3}")
