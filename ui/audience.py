"""For whom a page is shown: what comes first, what stands folded and what to look at; never which numbers there are."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import streamlit as st

from overlap.settings import PROJECT
from ui import controls

AUDIENCES = PROJECT / "config" / "audiences.toml"
EVERYBODY = "everybody"
NAMES: Mapping[str, str] = {
    EVERYBODY: "Everybody", "executive": "Executives", "marketing": "Marketing", "sales": "Sales",
}  # fmt: skip
_CHOSEN = "audience_chosen"

Blocks = Mapping[str, Callable[[], None]]


@dataclass(frozen=True)
class Arrangement:
    """How a page is laid out for an audience; blocks that it does not name stand between, as the page has them."""

    reads: str = ""
    first: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    view: str = ""

    def order(self, blocks: Blocks) -> list[str]:
        """The blocks to draw, those folded at the end left out; what a page lacks today is passed over."""
        first = [name for name in self.first if name in blocks]
        return [*first, *(name for name in blocks if name not in (*self.first, *self.folded))]


@cache
def arrangements() -> Mapping[tuple[str, str], Arrangement]:
    """(page, audience) -> how it is laid out."""
    pages = tomllib.loads(AUDIENCES.read_text(encoding="utf-8"))
    return {
        (page, audience): Arrangement(
            said["reads"], tuple(said.get("first", ())), tuple(said.get("folded", ())), said.get("view", "")
        )
        for page, audiences in pages.items()
        for audience, said in audiences.items()
    }


def control() -> None:
    """In the sidebar: for whom. It stands in the address and is kept from page to page."""
    with st.sidebar:
        st.session_state[_CHOSEN] = controls.choice("Shown for", NAMES, "audience")


def current() -> str:
    """For whom this run draws."""
    return st.session_state.get(_CHOSEN, EVERYBODY)


def arranged(page: str, blocks: Blocks) -> None:
    """Draw all blocks of a page: in the order of the audience, and folded what it looks at last."""
    shown = _of(page)
    if shown.reads:
        st.caption(f":material/visibility: {shown.reads}")
    for name in shown.order(blocks):
        blocks[name]()
    folded = [name for name in blocks if name in shown.folded]
    if folded:
        with st.expander("More", key=f"{page}_more"):
            for name in folded:
                blocks[name]()


def opens_on(page: str, views: Mapping[str, str]) -> str:
    """The view with which a page opens."""
    view = _of(page).view
    return view if view in views else next(iter(views))


def _of(page: str) -> Arrangement:
    return arrangements().get((page, current()), Arrangement())
