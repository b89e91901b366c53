"""Whether the page is read on a narrow screen: the browser says so once, so that a chart can show fewer lines."""

import streamlit as st
from streamlit.components.v2 import component

NARROW = 640  # px
_KEY = "viewport"
_SAY = f"""
export default function ({{ data, setStateValue }}) {{
    const narrow = window.innerWidth < {NARROW}
    const isLeft = Date.now() < (window.overlapLeaving?.until ?? 0)  // another page is on its way: it will ask again
    if (narrow !== data.narrow && !isLeft) setStateValue("narrow", narrow)
}}
"""
_watch = component("overlap_viewport", js=_SAY)


def is_narrow() -> bool:
    """Whether the window is narrower than `NARROW`; a wide one until the browser has answered, once a session."""
    known = bool(st.session_state.get(_KEY, {}).get("narrow"))
    return bool(_watch(key=_KEY, data={"narrow": known}, height=1, on_narrow_change=_noted).narrow)


def _noted() -> None:
    """The answer lies in the session's state; it only has to be asked for."""
