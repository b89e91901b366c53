"""What is signed and not on the pages yet, because it takes a build: said, started, and followed until it is there."""

import streamlit as st

from overlap import words
from overlap.agreements import Row
from overlap.agreements.changes import Difference
from ui import agreed, gateway, parts

EVERY_SECONDS = 2
_UNDER_WAY = ("starting", "running")


def needs_build(found: list[Difference]) -> bool:
    """Whether any of the values that change is used when the marts are built."""
    return any(not each.value.at_ask for each in found)


def note() -> None:
    """In the frame of every page: what is signed and being applied; the page is drawn anew when it has been."""
    waiting = gateway.pending()
    if waiting:
        with st.sidebar, st.container(gap=None):
            if gateway.applying().state in _UNDER_WAY:
                _followed(waiting)
            else:
                _caption(waiting)


def of(name: str) -> None:
    """Under an agreement: whether a signed version of it is being applied, or why it is not."""
    waiting = [row for row in gateway.pending() if row.kind == name]
    if not waiting:
        return
    stands = gateway.applying()
    if stands.state in _UNDER_WAY:
        st.info("Signed, being applied: the pages show what held before until it is done.", icon=":material/hourglass:")
        return
    if stands.state == "failed":
        st.error(f"Signed, not applied: {parts.escape(stands.what)}", icon=":material/error:")
    else:
        st.warning("Signed, waiting for a build; the pages show what held before.", icon=":material/hourglass:")
    st.button("Apply it now", key=f"apply_{name}", icon=":material/build:", on_click=gateway.apply_signed)


@st.fragment(run_every=EVERY_SECONDS)
def _followed(waiting: tuple[Row, ...]) -> None:
    if gateway.applying().state not in _UNDER_WAY:
        st.rerun()
    _caption(waiting)


def _caption(waiting: tuple[Row, ...]) -> None:
    stands = gateway.applying()
    titles = words.listed(list(dict.fromkeys(agreed.title(row.kind) for row in waiting)))
    said = {"failed": "not applied, the build failed", "idle": "waiting for a build"}.get(stands.state, "being applied")
    done = f", {stands.share:.0%}" if stands.state == "running" else ""
    st.caption(f":violet[:material/hourglass: Signed, {said}{done}:] {titles}")
