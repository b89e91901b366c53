"""Step 4, the check: the account of every record, and what each page will be able to say of it."""

from datetime import UTC, datetime

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from overlap import settings, words
from overlap.errors import AppError
from overlap.mapping.draft_folder import Draft
from overlap.silence import silent
from overlap.warehouse.canonical.joining import SAME_SYSTEM
from overlap.warehouse.canonical.joining.joined import JOINED_BY
from overlap.warehouse.connections import Resources
from overlap.warehouse.importing import judge
from overlap.warehouse.importing.imported import Imported
from ui import parts
from ui.bring import publish, whose_word
from ui.bring.brought import Brought
from ui.bring.draft import Place
from ui.bring.progress import progress

_DONE = "bring_checked"


def draw(at: Place, draft: Draft, what: Brought) -> None:
    """Check on a click; once that is done what came of it, and publish."""
    with parts.block("Step 4: check", "Reads every record as an import would, and publishes nothing."):
        bar = st.empty()
        st.button(
            "Check", key="bring_check", type="primary", icon=":material/fact_check:", on_click=_check,
            args=(at, draft, what, bar),
        )  # fmt: skip
        done: Imported | AppError | None = st.session_state.get(_DONE)
        if isinstance(done, AppError):
            st.error("This cannot be imported as it is.", icon=":material/error:")
            st.text(str(done))
        elif done is not None:
            _account(done)
            _joined(done)
            whose_word.draw(at, done)
            _silence(done)
            if left := whose_word.others_open(done):
                st.markdown("More has to be asked: " + parts.escape(", ".join(each.text for each in left)))
    if isinstance(done, Imported) and not (done.asked and done.asked.open):
        publish.draw(at, draft, what, done)


def forget() -> None:
    """What was checked is something else now."""
    st.session_state.pop(_DONE, None)
    publish.forget()


def _check(at: Place, draft: Draft, what: Brought, bar: DeltaGenerator) -> None:
    forget()
    st.session_state[_DONE] = _checked(at, draft, what, bar)


def _checked(at: Place, draft: Draft, what: Brought, bar: DeltaGenerator) -> Imported | AppError:
    in_force = settings.load()
    with progress("Reading", bar) as on_progress:
        try:
            return judge(
                what.export(at, draft, at.folder.path / "sources"), now=datetime.now(UTC), warehouse=at.warehouse,
                on_progress=on_progress,
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
        column_config={
            name: st.column_config.NumberColumn(format="localized") for name in ("Read", "Accepted", "Rejected")
        },
    )  # fmt: skip
    if done.rejects:
        with st.expander(f"Why records were rejected ({words.count(rejected)})"):
            found = pl.DataFrame(done.rejects).drop("source")
            st.dataframe(found.rename(words.title), hide_index=True, key="bring_rejects")
    for file in done.account.refused:
        st.markdown(f":red[:material/error: {parts.escape(file.file)}: {parts.escape(file.refused or '')}]")


def _joined(done: Imported) -> None:
    """How the leads of several systems would come together, by the rule that joins them."""
    for source in dict.fromkeys(each.source for each in done.joined):
        of = {each.rule: each.count for each in done.joined if each.source == source}
        said = [f"**{words.count(count)}** {JOINED_BY[rule]}" for rule, count in of.items() if rule in JOINED_BY]
        if said:
            st.markdown(f"Leads of {parts.escape(source)} that another system has, too: {', '.join(said)}.")
        if twice := of.get(SAME_SYSTEM):
            told = f"Leads of {parts.escape(source)} counted with an older one, as signed"
            st.markdown(f"{told}: **{words.count(twice)}**.")
    if done.joined:
        st.caption("After publishing, Data lists them under Who is who, and where the systems differ.")


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
