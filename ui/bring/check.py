"""Steps 4 and 5: the account of every record, what each page will be able to say, and publishing it."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from overlap import settings, words
from overlap.choices import Settled
from overlap.errors import AppError
from overlap.mapping import source_folder
from overlap.mapping.draft_folder import Draft
from overlap.mapping.proposal import Proposal
from overlap.silence import silent
from overlap.warehouse import own_sources
from overlap.warehouse.building import Progress
from overlap.warehouse.connections import Resources
from overlap.warehouse.draft import Export
from overlap.warehouse.imported import Imported
from overlap.warehouse.importing import import_folder, judge, source_named
from ui import parts, served
from ui.bring.draft import Place, answers_of

_DONE, _ACCEPTED = "bring_checked", "bring_accepted"
GOALS = "pages/goals_page.py"


def draw(at: Place, draft: Draft, proposal: Proposal | None) -> Settled | None:
    """Check on a click; once that is done what came of it, and publish. What the source asks comes back."""
    with parts.block("4  Check", "Reads every record as an import would, and publishes nothing."):
        if st.button("Check", key="bring_check", type="primary", icon=":material/fact_check:"):
            st.session_state[_DONE] = _checked(at, draft, proposal)
        done: Imported | AppError | None = st.session_state.get(_DONE)
        if isinstance(done, AppError):
            st.error("This cannot be imported as it is.", icon=":material/error:")
            st.text(str(done))
        elif done is not None:
            _account(done)
            _silence(done)
    if isinstance(done, Imported):
        if done.asked and done.asked.open:
            return done.asked
        _publish(at, draft, proposal, done)
    return None


def forget() -> None:
    """What was checked is something else now."""
    st.session_state.pop(_DONE, None)
    st.session_state.pop(_ACCEPTED, None)


def _export(at: Place, draft: Draft, proposal: Proposal | None) -> Export:
    """The files as an export; the company's own source stands in the draft until it is published."""
    folder = at.folder.folder(draft)
    if proposal is None:
        return Export(source_named(draft.system), folder, answers=answers_of(draft))
    sources = at.folder.path / "sources"
    _write(at, draft, proposal, sources)
    return Export(source_named(draft.name, sources), folder)


def _write(at: Place, draft: Draft, proposal: Proposal, sources: Path) -> None:
    settings_ = proposal.mapping.settings(draft.name, at.company.sources if at.company else ())
    source_folder.write(sources, draft.name, proposal.mapping, settings_)


def _checked(at: Place, draft: Draft, proposal: Proposal | None) -> Imported | AppError:
    in_force = settings.load()
    bar = st.progress(0.0, "Reading")
    try:
        return judge(
            _export(at, draft, proposal), now=datetime.now(UTC), warehouse=at.warehouse, store=None,
            accept=st.session_state.get(_ACCEPTED, ()), resources=Resources(in_force.memory_limit, in_force.threads),
            on_progress=_progress(bar),
        )  # fmt: skip
    except AppError as error:
        return error
    finally:
        bar.empty()


def _progress(bar: DeltaGenerator) -> Progress:
    def told(what: str, share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), words.spoken(what))

    return told


def _account(done: Imported) -> None:
    supplied = [file for file in done.account.files if file.supplied]
    read, accepted = sum(file.records for file in supplied), sum(file.accepted for file in supplied)
    rejected = sum(file.rejected for file in supplied)
    parts.proof(f"{read:,} = {accepted:,} + {rejected:,}", read == accepted + rejected)
    st.dataframe(
        pl.DataFrame(
            [
                {"File": file.file, "is": words.spoken(file.table), "Read": file.records, "Accepted": file.accepted,
                 "Rejected": file.rejected, "Refused": file.refused}
                for file in supplied
            ],
            schema_overrides={"Refused": pl.String},
        ),
        hide_index=True, placeholder=words.DASH, key="bring_account",
    )  # fmt: skip
    if done.rejects:
        with st.expander(f"Why records were rejected ({words.count(rejected)})"):
            st.dataframe(pl.DataFrame(done.rejects).drop("source"), hide_index=True, key="bring_rejects")
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


def _publish(at: Place, draft: Draft, proposal: Proposal | None, done: Imported) -> None:
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
            _published(at, draft, proposal)


def _accept(name: str) -> None:
    kept = set(st.session_state.get(_ACCEPTED, ()))
    st.session_state[_ACCEPTED] = tuple(kept ^ {name})


def _published(at: Place, draft: Draft, proposal: Proposal | None) -> None:
    in_force = settings.load()
    bar = st.progress(0.0, "Reading")
    export = _export(at, draft, proposal)
    if proposal is not None:
        own = own_sources.folder_of(at.warehouse)
        _write(at, draft, proposal, own)
        export = Export(source_named(draft.name, own), export.folder)
    done = import_folder(
        at.warehouse, at.store, export, now=datetime.now(UTC), accept=st.session_state.get(_ACCEPTED, ()),
        resources=Resources(in_force.memory_limit, in_force.threads, in_force.generations_kept),
        on_progress=_progress(bar),
    )  # fmt: skip
    bar.empty()
    if done.manifest is None:
        st.session_state[_DONE] = done
        st.rerun()
    at.folder.clear(keep_files=in_force.keep_uploads)
    forget()
    served.leave_demo()
    st.switch_page(GOALS)
