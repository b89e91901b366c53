"""The pages by the path they have in an address: where a link to a number leads."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui import address

# Path in the address -> the page's file and name.
PAGES: Mapping[str, tuple[str, str]] = {
    "goals": ("pages/goals_page.py", "Shared goals"),
    "both-sides": ("pages/sides_page.py", "Both sides"),
    "review-meeting": ("pages/meeting_page.py", "Review meeting"),
    "funnel": ("pages/funnel_page.py", "Funnel leaks"),
    "quality": ("pages/quality_page.py", "Lead quality"),
    "follow-up": ("pages/followup_page.py", "Follow-up"),
    "revenue": ("pages/revenue_page.py", "Joint revenue"),
    "capacity": ("pages/capacity_page.py", "Capacity"),
    "translation": ("pages/translation_page.py", "Translation"),
    "lead": ("pages/lead_page.py", "Lead"),
    "definitions": ("pages/agreements_page.py", "Definitions"),
    "data": ("pages/data_page.py", "Data"),
    "bring-your-data": ("pages/bring_page.py", "Bring your data"),
}
HOME = "goals"  # has no path in the address
_HERE = "page_here"


def come(path: str) -> None:
    """Which page this run draws."""
    st.session_state[_HERE] = path or HOME


def here() -> str:
    """The path of the page this run draws."""
    return st.session_state.get(_HERE, HOME)


def link(path: str, shown: Mapping[str, Sequence[str]]) -> None:
    """A quiet link to a screen; nothing where no such page is known any more."""
    if path in PAGES:
        file, title = PAGES[path]
        st.page_link(file, label=f"See it on {title}", icon=":material/arrow_forward:", query_params=dict(shown))


def held() -> dict[str, list[str]]:
    """What the address says of the screen, without what belongs to one page alone."""
    alone = ("view",) if here() == "lead" else ("view", "lead_id")
    return {name: texts for name, texts in address.held().items() if name not in alone}
