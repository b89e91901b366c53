"""What is signed and not on the pages yet, because it takes a build: said, started, and followed until it is there."""

import streamlit as st

from overlap import words
from overlap.agreements import Row
from overlap.agreements.changed_values import Difference
from overlap.errors import AppError
from ui import gateway, parts, person
from ui.agreements import agreed

EVERY_SECONDS = 2
DEFINITIONS_PAGE = "pages/agreements_page.py"
_REFUSED = "applying_refused"
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


def warning() -> None:
    """Above a page's numbers: that what is signed is not in them because its build failed, and where that is told."""
    waiting = gateway.pending()
    if waiting and gateway.applying().state == "failed":
        with st.container(border=True, gap="xsmall"):
            st.markdown(
                f":red[:material/error: **Signed, but not in these numbers: {_titles(waiting)}.**] "
                "The build that would apply it failed, so every page keeps the numbers it had."
            )
            st.page_link(
                DEFINITIONS_PAGE, label="Why, and what to do", icon=":material/build:",
                query_params={"look_up": "Agreements", "find_Agreements": waiting[0].kind},
            )  # fmt: skip


def of(name: str) -> None:
    """Under an agreement: whether a signed version of it is being applied, or why it is not and what to do."""
    waiting = [row for row in gateway.pending() if row.kind == name]
    if not waiting:
        return
    stands = gateway.applying()
    if stands.state in _UNDER_WAY:
        st.info("Signed, being applied: the pages show what held before until it is done.", icon=":material/hourglass:")
        return
    if stands.state == "failed":
        st.error(
            "Signed, not applied: the build failed. Both signatures are kept, and every page keeps the numbers it had.",
            icon=":material/error:",
        )
        st.text(stands.what)
    else:
        st.warning("Signed, waiting for a build; the pages show what held before.", icon=":material/hourglass:")
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(parts.escape(refused), icon=":material/error:")
    if person.needed("apply it", f"apply_{name}"):
        again = "Try again" if stands.state == "failed" else "Apply it now"
        st.button(again, key=f"apply_{name}", icon=":material/build:", on_click=apply)


def apply() -> None:
    """Start the build, or remember for `of` why none can be started. For callbacks: nothing is raised."""
    try:
        gateway.apply_signed()
    except AppError as error:
        st.session_state[_REFUSED] = str(error)


@st.fragment(run_every=EVERY_SECONDS)
def _followed(waiting: tuple[Row, ...]) -> None:
    if gateway.applying().state not in _UNDER_WAY:
        st.rerun()
    _caption(waiting)


def _caption(waiting: tuple[Row, ...]) -> None:
    stands = gateway.applying()
    said = {"failed": "not applied, the build failed", "idle": "waiting for a build"}.get(stands.state, "being applied")
    done = f", {stands.share:.0%}" if stands.state == "running" else ""
    st.caption(f":violet[:material/hourglass: Signed, {said}{done}:] {_titles(waiting)}")


def _titles(waiting: tuple[Row, ...]) -> str:
    return words.listed(list(dict.fromkeys(agreed.title(row.kind) for row in waiting)))
