"""The quiet frame around every page: the logo, and what the data reaches to, under the navigation."""

from pathlib import Path

import streamlit as st

from overlap import words
from ui import gateway

ASSETS = Path(__file__).parent / "assets"
FAVICON = str(ASSETS / "favicon.png")


def logo() -> None:
    """Two circles and what they share."""
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "mark.svg"))


def as_of_line() -> None:
    """To when the data reaches, which generation is shown, and what its checks said."""
    house = gateway.house()
    checks = f":material/check: {words.counted(house.checks['passed'], 'check')}"
    warned = house.checks["warned"]
    with st.sidebar, st.container(gap=None):
        if house.is_demo:
            st.badge("A demo company", color="violet", icon=":material/science:")
        st.caption(f"As of {words.instant(gateway.local(house.as_of_at))}")
        st.caption(f"{checks} · {words.counted(warned, 'warning')}" if warned else checks)
        st.caption(f"Generation {house.generation}")
