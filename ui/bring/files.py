"""Step 1, the files: dropped here, or in a folder of this machine that the settings allow."""

from collections.abc import Iterator
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from overlap import settings, words
from overlap.mapping.draft_folder import OWN, Draft
from ui import parts
from ui.bring import system, which_files, which_source
from ui.bring.draft import Place
from ui.writing import attempt, told

ENDINGS = ("csv", "tsv", "txt", "xlsx", "parquet", "zip")
_UPLOADS = "bring_uploads"
_FEW = 5  # files that are listed at once
_CHUNK = 4 * 1024 * 1024
_NAMES = {OWN: "Something else: guess what they are", "hubspot": "HubSpot", "salesforce": "Salesforce"}


def draw(at: Place, draft: Draft) -> str:
    """The step with what is there so far; the system the files are of comes back."""
    how = "CSV, Excel, Parquet or ZIP, as your CRM exports them. They stay on this machine."
    with parts.block("Step 1: your files", how):
        told("bring_files")
        allowed = settings.load().folders_to_import
        if allowed:
            _where(at, draft, allowed)
        if not draft.folder:
            _upload(at)
        if not at.folder.names(draft):
            which_files.draw()
        _listed(at, draft)
        likely = system.likely(at, draft)
        _system(at, draft, likely)
        if likely == OWN and at.folder.names(draft):
            which_source.draw(at, draft)
    return likely


def _upload(at: Place) -> None:
    number = st.session_state.setdefault(_UPLOADS, 0)
    given = st.file_uploader(
        "Drop your files here", type=list(ENDINGS), accept_multiple_files=True, key=f"bring_upload_{number}",
        max_upload_size=settings.load().upload_mb,
    )  # fmt: skip
    if given:
        if attempt("bring_files", lambda: _keep(at, given), "Files kept"):
            st.session_state[_UPLOADS] = number + 1
        st.rerun()


def _keep(at: Place, given: list[UploadedFile]) -> None:
    for file in given:
        at.folder.keep(file.name, _chunks(file))


def _chunks(file: UploadedFile) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _where(at: Place, draft: Draft, allowed: tuple[Path, ...]) -> None:
    """Uploaded, or one of the folders below those that may be read."""
    below = [path for top in allowed if top.is_dir() for path in (top, *sorted(top.iterdir())) if path.is_dir()]
    choices = ["", *map(str, below)]
    st.selectbox(
        "Where are they?", choices, index=choices.index(draft.folder) if draft.folder in choices else 0,
        format_func=lambda folder: folder or "I drop them here", key="bring_folder",
        on_change=_say, args=(at, "folder", "bring_folder"),
    )  # fmt: skip


def _listed(at: Place, draft: Draft) -> None:
    """The files there are; many of them folded away."""
    names = at.folder.names(draft)
    if len(names) <= _FEW:
        _lines(at, draft, names)
        return
    with st.expander(words.counted(len(names), "file"), icon=":material/folder:", key="bring_listed"):
        _lines(at, draft, names)


def _lines(at: Place, draft: Draft, names: tuple[str, ...]) -> None:
    folder = at.folder.folder(draft)
    for name in names:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            size = words.count(max(1, (folder / name).stat().st_size // 1024))
            st.markdown(f":material/description: {parts.escape(name)} :gray[{size} KB]", width="content")
            if not draft.folder:
                st.button("Remove", key=f"bring_remove_{name}", type="tertiary", icon=":material/close:",
                          on_click=at.folder.take_away, args=(name,), help="Take it away")  # fmt: skip


def _system(at: Place, draft: Draft, likely: str) -> None:
    known = system.known()
    if not known or not at.folder.names(draft):
        return
    choices = [OWN, *known]
    st.radio(
        "Where do they come from?", choices, index=choices.index(likely) if likely in choices else 0,
        format_func=lambda name: _NAMES.get(name, words.spoken(name)), key=f"bring_system_{likely}", horizontal=True,
        on_change=_say, args=(at, "system", f"bring_system_{likely}"),
    )  # fmt: skip


def _say(at: Place, what: str, key: str) -> None:
    at.folder.change(**{what: st.session_state[key]})
