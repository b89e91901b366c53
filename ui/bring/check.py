"""Steps 4 and 5: the account of every record, what each page will be able to say, and publishing it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import streamlit as st

from overlap import settings, words
from overlap.errors import AppError
from overlap.mapping import source_folder
from overlap.mapping.draft_folder import Draft
from overlap.mapping.proposal import Proposal
from overlap.silence import silent
from overlap.warehouse.connections import Resources
from overlap.warehouse.importing import import_folder, judge, source_named
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.source import own_sources
from ui import parts, served
from ui.bring import personal, system
from ui.bring.draft import Place
from ui.bring.progress import progress

_DONE, _ACCEPTED = "bring_checked", "bring_accepted"
GOALS = "pages/goals_page.py"


@dataclass(frozen=True)
class Own:
    """Files that were guessed: what they are taken for becomes a source of the company's own."""

    proposal: Proposal

    def export(self, at: Place, draft: Draft, sources: Path) -> Export:
        """The files as rows of that source, written below `sources`."""
        company = at.company.sources if at.company else ()
        mapping = self.proposal.mapping
        source_folder.write(sources, draft.name, mapping, mapping.settings(draft.name, company))
        return Export(source_named(draft.name, sources), at.folder.folder(draft))


@dataclass(frozen=True)
class Known:
    """Files of a system that comes with Overlap."""

    name: str

    def export(self, at: Place, draft: Draft, _sources: Path) -> Export:
        """The files as rows of that source."""
        return system.export(at, draft, self.name)


def draw(at: Place, draft: Draft, what: Own | Known) -> None:
    """Check on a click; once that is done what came of it, and publish."""
    with parts.block("4  Check", "Reads every record as an import would, and publishes nothing."):
        if st.button("Check", key="bring_check", type="primary", icon=":material/fact_check:"):
            st.session_state[_DONE] = _checked(at, draft, what)
        done: Imported | AppError | None = st.session_state.get(_DONE)
        if isinstance(done, AppError):
            st.error("This cannot be imported as it is.", icon=":material/error:")
            st.text(str(done))
        elif done is not None:
            _account(done)
            _silence(done)
            if done.asked and done.asked.open:
                st.markdown("More has to be asked: " + parts.escape(", ".join(each.text for each in done.asked.open)))
    if isinstance(done, Imported) and not (done.asked and done.asked.open):
        _publish(at, draft, what, done)


def forget() -> None:
    """What was checked is something else now."""
    st.session_state.pop(_DONE, None)
    st.session_state.pop(_ACCEPTED, None)


def _checked(at: Place, draft: Draft, what: Own | Known) -> Imported | AppError:
    in_force = settings.load()
    with progress("Reading") as on_progress:
        try:
            return judge(
                what.export(at, draft, at.folder.path / "sources"), now=datetime.now(UTC), warehouse=at.warehouse,
                accept=st.session_state.get(_ACCEPTED, ()), on_progress=on_progress,
                resources=Resources(in_force.memory_limit, in_force.threads, key_file=in_force.key_file),
            )  # fmt: skip
        except AppError as error:
            return error


def _account(done: Imported) -> None:
    supplied = [file for file in done.account.files if file.supplied]
    read, accepted = sum(file.records for file in supplied), sum(file.accepted for file in supplied)
    rejected = sum(file.rejected for file in supplied)
    parts.proof(f"{read:,} = {accepted:,} + {rejected:,}", read == accepted + rejected)
    st.dataframe(
        pl.DataFrame(
            [
                {"File": file.file, "Table": words.spoken(file.table), "Read": file.records, "Accepted": file.accepted,
                 "Rejected": file.rejected, "Refused": file.refused}
                for file in supplied
            ],
            schema_overrides={"Refused": pl.String},
        ),
        hide_index=True, placeholder=words.DASH, key="bring_account",
    )  # fmt: skip
    if done.rejects:
        with st.expander(f"Why records were rejected ({words.count(rejected)})"):
            found = pl.DataFrame(done.rejects).drop("source")
            st.dataframe(found.rename(words.title), hide_index=True, key="bring_rejects")
    for file in done.account.refused:
        st.markdown(f":red[:material/error: {parts.escape(file.file)}: {parts.escape(file.refused or '')}]")


def _silence(done: Imported) -> None:
    """What each page will be able to say, and which file would make the others speak."""
    missing = silent(done.supplied)
    st.markdown(
        f"**What will be missing** ({words.counted(len(missing), 'table')})" if missing else "Nothing is missing."
    )
    if missing:
        st.table(
            [
                {"No page will say": each.would_show, "Until there is a file of": " or ".join(each.files)}
                for each in missing
            ],
            border="horizontal",
            hide_index=True,
        )


def _publish(at: Place, draft: Draft, what: Own | Known, done: Imported) -> None:
    with parts.block("5  Publish", "Your own company takes the place of the demo, which stays as it is."):
        for stop in done.stopped:
            st.checkbox(
                f"In spite of this: {parts.escape(stop.sentence)}", key=f"bring_accept_{stop.name}_{stop.sentence}",
                on_change=_accept, args=(stop.name,),
            )  # fmt: skip
        accepted = set(st.session_state.get(_ACCEPTED, ()))
        is_stopped = bool(done.account.refused) or any(stop.name not in accepted for stop in done.stopped)
        if done.account.refused:
            st.markdown("Correct the refused file above, or remove it, and check again.")
        if st.button("Publish and open Shared goals", key="bring_publish", type="primary", icon=":material/publish:",
                     disabled=is_stopped):  # fmt: skip
            _published(at, draft, what)


def _accept(name: str) -> None:
    kept = set(st.session_state.get(_ACCEPTED, ()))
    st.session_state[_ACCEPTED] = tuple(kept ^ {name})


def _published(at: Place, draft: Draft, what: Own | Known) -> None:
    in_force = settings.load()
    with progress("Reading") as on_progress:
        done = import_folder(
            at.warehouse, at.store, what.export(at, draft, own_sources.folder_of(at.warehouse)), now=datetime.now(UTC),
            accept=st.session_state.get(_ACCEPTED, ()), on_progress=on_progress,
            resources=Resources(
                in_force.memory_limit, in_force.threads, in_force.generations_kept, key_file=in_force.key_file
            ),
        )  # fmt: skip
    if done.manifest is None:
        st.session_state[_DONE] = done
        st.rerun()
    at.folder.clear(keep_files=in_force.keep_uploads and not personal.hides(draft))
    forget()
    served.leave_demo()
    st.switch_page(GOALS)
