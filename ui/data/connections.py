"""CRMs that are asked live: when they last told what they know, what they lack, and what failed since."""

from datetime import datetime

import streamlit as st

from overlap import words
from ui import gateway, parts


def block() -> None:
    """A row for each connection; nothing where everything comes from files."""
    places = gateway.connections()
    if not places:
        return
    rows, notes = [], []
    for place in places:
        pulled, failed = place.pulled(), place.failed()
        rows.append({"Source": parts.escape(place.name), "Last pulled": _when(pulled.pulled_at) if pulled else "never"})
        if failed:
            notes.append(f"The pull of {place.name} on {_when(failed.failed_at)} failed: {failed.why}")
        if pulled:
            notes += [f"{place.name}, {what} not pulled: {why}" for what, why in pulled.lacks.items()]
    with parts.block("Live connections", "A pull that fails changes nothing: what was pulled before stays."):
        st.table(rows, border="horizontal", hide_index=True)
        for note in notes:
            st.markdown(f":orange[:material/sync_problem:] {parts.escape(note)}")


def _when(told: str) -> str:
    return words.instant(gateway.local(datetime.fromisoformat(told)))
