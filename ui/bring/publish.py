"""Step 5, publishing: what stands in its way, each to be mended or accepted, and the way to the company's numbers."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from overlap import settings
from overlap.errors import AppError
from overlap.mapping.draft_folder import Draft
from overlap.warehouse.building import Progress
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.accepting import LINKS, RATES, REJECTS, ROLLED_BACK, SHRINK, Stop
from overlap.warehouse.importing import import_folder
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.source import own_sources
from ui import parts, served
from ui.bring import personal
from ui.bring.brought import Brought
from ui.bring.draft import Place, is_as_shown
from ui.bring.progress import progress

GOALS = "pages/goals_page.py"
_FOUND, _REFUSED, _PUBLISHED = "bring_found_in_publishing", "bring_not_published", "bring_published"
# What happens to who publishes all the same.
_SPITE = {
    RATES: "Publish without these deals. They are listed on Data, and count once a file of rates is brought.",
    REJECTS: "Publish without these records. They are listed on Data with the reason of each.",
    LINKS: "Publish as it is: what belongs to nobody counts for nobody.",
    SHRINK: "They are really gone: publish.",
    ROLLED_BACK: "Publish it again.",
}


def draw(at: Place, draft: Draft, what: Brought, done: Imported) -> None:
    """What stops it, and the button."""
    takes = "joins what is there" if at.company else "takes the place of the demo, which stays as it is"
    with parts.block("Step 5: publish", f"What you brought {takes}."):
        stops = tuple(dict.fromkeys((*done.stopped, *st.session_state.get(_FOUND, ()))))
        ticked = [_is_ticked(stop) for stop in stops]
        if done.account.refused:
            st.markdown("Correct the refused file above, or remove it, and check again.")
        if refused := st.session_state.pop(_REFUSED, None):
            st.error("This could not be published.", icon=":material/error:")
            st.text(refused)
        bar = st.empty()
        st.button(
            "Publish and open Shared goals", key="bring_publish", type="primary", icon=":material/publish:",
            disabled=bool(done.account.refused) or not all(ticked), on_click=_publish,
            args=(at, draft, what, stops, bar),
        )  # fmt: skip


def opened() -> None:
    """Go on to the company's numbers, once, after they were published."""
    if st.session_state.pop(_PUBLISHED, False):
        st.switch_page(GOALS)


def forget() -> None:
    """What was found on the last try was found in something else."""
    st.session_state.pop(_FOUND, None)


def _is_ticked(stop: Stop) -> bool:
    st.markdown(f":orange[:material/warning:] {parts.escape(stop.sentence)}")
    return st.checkbox(_SPITE[stop.name], key=_accept(stop))


def _accept(stop: Stop) -> str:
    return f"bring_accept_{stop.name}_{stop.sentence}"


def publish_draft(
    at: Place,
    draft: Draft,
    what: Brought,
    accept: tuple[str, ...],
    *,
    keep_files: bool,
    resources: Resources,
    on_progress: Progress,
) -> Imported:
    """Import what the draft describes; the draft goes once that is published, and stays where anything stops it.

    Killed anywhere, the draft is there or what it describes is published, or both: then publishing it again changes
    nothing.
    """
    export = what.export(at, draft, own_sources.folder_of(at.warehouse))
    done = import_folder(
        at.warehouse, at.store, export, now=datetime.now(UTC), accept=accept, on_progress=on_progress,
        resources=resources,
    )  # fmt: skip
    if done.manifest is not None:
        at.folder.clear(keep_files=keep_files)
    return done


def _publish(at: Place, draft: Draft, what: Brought, stops: tuple[Stop, ...], bar: DeltaGenerator) -> None:
    if not (is_as_shown(at) and all(st.session_state.get(_accept(stop)) for stop in stops)):
        return  # something was changed with the same click: the page tells what is to be checked now
    try:
        done = _imported(at, draft, what, stops, bar)
    except AppError as error:
        st.session_state[_REFUSED] = str(error)
        return
    if done.manifest is None:
        st.session_state[_FOUND] = (*stops, *done.stopped)  # what only shows once the others are accepted
        return
    forget()
    served.leave_demo()
    st.session_state[_PUBLISHED] = True


def _imported(at: Place, draft: Draft, what: Brought, stops: tuple[Stop, ...], bar: DeltaGenerator) -> Imported:
    in_force = settings.load()
    resources = Resources(
        in_force.memory_limit, in_force.threads, in_force.generations_kept, key_file=in_force.key_file,
        leads_per_shard=in_force.leads_per_shard,
    )  # fmt: skip
    with progress("Reading", bar) as on_progress:
        return publish_draft(
            at, draft, what, tuple({stop.name for stop in stops}), resources=resources, on_progress=on_progress,
            keep_files=in_force.keep_uploads and not personal.hides(draft),
        )  # fmt: skip
