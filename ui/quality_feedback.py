"""What sales says of the leads: how much is rated, by whom, and with what words."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui import gateway, parts

OUTCOMES = "feedback/by_outcome"


def block(_totals: Mapping[str, Any]) -> None:
    """Coverage by what became of the handoff."""
    missing = gateway.missing("feedback")
    if missing:
        parts.empty(
            "Nobody has rated a lead", missing, "With stars, here stands how many leads are rated, by whom, and how."
        )
        return
    with parts.block("Is every lead rated, or only those that ended?"):
        st.table(gateway.ask(OUTCOMES))
