"""The quiet frame around every page: the logo, and what the data reaches to, under the navigation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from overlap import words
from overlap.warehouse.importing.told_by_company import stood_in
from ui import address, demo_banner, gateway, parts, served

ASSETS = Path(__file__).parent / "assets"
FAVICON = str(ASSETS / "favicon.png")
# Of the links alone: a page that had one would have the browser fetch it as its own from far away.
ICONS = {
    "Shared goals": ":material/flag:",
    "Both sides": ":material/balance:",
    "Review meeting": ":material/groups:",
    "Funnel leaks": ":material/filter_alt:",
    "Lead quality": ":material/verified:",
    "Follow-up": ":material/timer:",
    "Joint revenue": ":material/join:",
    "Capacity": ":material/speed:",
    "Translation": ":material/translate:",
    "Lead": ":material/person_search:",
    "Definitions": ":material/menu_book:",
    "Data": ":material/database:",
    "Bring your data": ":material/upload_file:",
}


def logo() -> None:
    """Two circles and what they share."""
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "mark.svg"))


class Links:
    """The way to every page, with what is shown here: also for who opens a page in another tab."""

    def __init__(self, pages: Mapping[str, Sequence[StreamlitPage]]) -> None:
        self._pages = pages
        self._says: dict[str, list[str]] | None = None
        with st.sidebar, st.container(key="pages"):
            self._place = st.empty()
        self.draw()

    def draw(self) -> None:
        """At the start of a run, so that they stand while the page is worked out; at its end if they lead elsewhere."""
        shown = {name: list(texts) for name, texts in address.held().items()}
        if shown == self._says:
            return
        self._says = shown
        with self._place.container(gap="xsmall"):
            for section, pages in self._pages.items():
                st.caption(section)
                for page in pages:
                    st.page_link(page, icon=ICONS[page.title], query_params=shown)


def as_of_line() -> None:
    """To when the data reaches, which generation is shown, and what its checks said."""
    house = gateway.house()
    checks = f":material/check: {words.counted(house.checks['passed'], 'check')}"
    warned = house.checks["warned"]
    with st.sidebar, st.container(gap=None):
        if house.is_demo:
            st.badge("A demo company", color="violet", icon=":material/science:")
            demo_banner.brings_back()
        st.caption(f"As of {words.instant(gateway.local(house.as_of_at))}")
        st.caption(f"{checks} · {words.counted(warned, 'warning')}" if warned else checks)
        st.caption(f"Generation {house.generation}")
        for source in stood_in(house):
            st.caption(f":material/info: Touches of {parts.escape(source)} are a stand-in: where each lead came from.")
        served.switch()
