"""Above every page of the demo company: what to look for there, until somebody puts it away."""

from collections.abc import Mapping

import polars as pl
import streamlit as st
from streamlit.components.v2 import component

from overlap.reports import Filters
from overlap.sentences.demo_stories import stories
from ui import gateway, parts

BRING = "pages/bring_page.py"
_PUT_AWAY, _IS_CHANGED, _IS_OPEN = "demo_banner_put_away", "demo_banner_changed", "demo_banner_is_open"
_COOKIE, _AWAY = "overlap_demo_banner", "away"
_A_YEAR = 365 * 24 * 3600
_KEEP = f"""
export default function ({{ data }}) {{
    document.cookie = `{_COOKIE}=${{data.state}}; path=/; max-age={_A_YEAR}; SameSite=Strict`
}}
"""
_kept = component(
    "overlap_demo_banner", js=_KEEP, css=".st-key-demo_banner_kept { display: none; }", isolate_styles=False
)


def draw(page: str) -> None:
    """The banner of that page; nothing where it was put away, or where the company is a real one."""
    if not gateway.house().is_demo:
        return
    is_away = _is_put_away()
    if st.session_state.get(_IS_CHANGED):
        _kept(key="demo_banner_kept", data={"state": _AWAY if is_away else "shown"}, height=1)
    if is_away:
        return
    with st.container(border=True, key="demo_banner", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(":violet[:material/science:] **This is a demo company.**", width="content")
            if st.button("Bring your own", key="demo_banner_bring", type="tertiary", icon=":material/upload_file:"):
                st.switch_page(BRING)
            is_open = st.session_state.get(_IS_OPEN, False)
            st.button(
                "What to look for", key="demo_banner_open", type="tertiary",
                icon=":material/expand_less:" if is_open else ":material/lightbulb:", on_click=_turn,
            )  # fmt: skip
            st.space("stretch")
            st.button(
                "Hide", key="demo_banner_close", type="tertiary", icon=":material/close:", on_click=_put_away,
                args=(True,), help="On every page; the sidebar brings it back.",
            )  # fmt: skip
        if is_open:
            st.markdown(_story(page))


def brings_back() -> None:
    """In the sidebar, where it was put away: the way to have it again."""
    if gateway.house().is_demo and _is_put_away():
        st.button(
            "What to look for", key="demo_banner_again", type="tertiary", icon=":material/lightbulb:",
            on_click=_put_away, args=(False,),
        )  # fmt: skip


def _story(page: str) -> str:
    """In Markdown, what is asked for in bold."""
    told = [each.of(_asked, lambda name: f"**{parts.escape(name)}**") for each in stories()[page]]
    return " ".join(told)


def _asked(report: str, params: Mapping[str, object]) -> pl.DataFrame:
    return gateway.ask_aside(report, Filters(), **params)


def _is_put_away() -> bool:
    """In this session, or by this browser in an earlier one."""
    if _PUT_AWAY not in st.session_state:
        st.session_state[_PUT_AWAY] = st.context.cookies.get(_COOKIE) == _AWAY
    return st.session_state[_PUT_AWAY]


def _put_away(is_away: bool) -> None:
    st.session_state[_PUT_AWAY], st.session_state[_IS_CHANGED] = is_away, True
    st.session_state[_IS_OPEN] = not is_away


def _turn() -> None:
    st.session_state[_IS_OPEN] = not st.session_state.get(_IS_OPEN, False)
