"""Which company is shown: that of the settings as soon as it has anything, else the demo, to which one may go back."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from overlap import settings
from overlap.warehouse.generations.layout import Warehouse

_AT_DEMO = "at_demo"


@dataclass(frozen=True)
class Company:
    """Where a company's numbers and what was typed about it lie."""

    warehouse: Path
    store: Path | str


def company() -> Company:
    """The one this visitor sees. It is looked up in each run, so that what is published switches every session."""
    own, demo = own_company(), _demo()
    if demo and (st.session_state.get(_AT_DEMO) or not has_anything(own)):
        return demo
    return own


def own_company() -> Company:
    """The one the settings name, whether there is anything in it or not."""
    in_force = settings.load()
    return Company(settings.PROJECT / in_force.warehouse, in_force.store)


def has_anything(of: Company) -> bool:
    """Whether anything was published there."""
    return Warehouse(of.warehouse).current_id() is not None


def shows_demo() -> bool:
    """Whether this visitor sees the demo in place of the company."""
    return company() == _demo()


def switch() -> None:
    """In the sidebar: from the company to the demo and back, where there are both."""
    if _demo() is None or not has_anything(own_company()):
        return
    if shows_demo():
        st.button("Back to your company", key="leave_demo", type="tertiary", icon=":material/apartment:",
                  on_click=_go, args=(False,))  # fmt: skip
    else:
        st.button("Back to the demo", key="see_demo", type="tertiary", icon=":material/science:",
                  on_click=_go, args=(True,), help="What you typed in your company stays there.")  # fmt: skip


def leave_demo() -> None:
    """Show this visitor the company from now on."""
    _go(False)


def _go(to_demo: bool) -> None:
    st.session_state[_AT_DEMO] = to_demo


def _demo() -> Company | None:
    folder = settings.load().demo
    found = Company(settings.PROJECT / folder / "warehouse", settings.PROJECT / folder / "store.db") if folder else None
    return found if found and has_anything(found) else None
