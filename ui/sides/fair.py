"""Is that fair? Service level and wins of teams, or of people, raw beside adjusted for what they were given."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.sides.steps.fairness import LEVEL, WINS
from ui import charts, controls, gateway, parts, passport, rows
from ui.rows import Rows

FAIRNESS = "sides/fairness"
_BY = {"team": "Teams", "rep": "People"}
_MEASURES = {LEVEL: "First attempt in time", WINS: "Handoffs won"}
_HIDDEN = ("group_id", "measure")
_TITLES = {
    "group_name": "Who", "judged_count": "Judged", "rate": "As it looks", "adjusted_rate": "Adjusted",
    "adjusted_low": "Low", "adjusted_high": "High", "company_rate": "Company average", "unlogged_share": "Not logged",
}  # fmt: skip


def block() -> None:
    """Teams first; people below, for who looks for them."""
    how = (
        "As it looks, and with the handoffs of an average one: as full weeks, as high scores, from the same channels. "
        "Where routing gives the best leads to the best people, neither figure tells the two apart. "
        "Select a row for its handoffs."
    )
    with parts.block("Is that fair?", how):
        by = controls.switch("Compared", _BY, "fair_by")
        found = gateway.ask(FAIRNESS, by=by)
        if found.is_empty():
            st.markdown("Nothing to compare: no follow-ups due and no mature handoffs under these filters.")
        for place, (measure, title) in enumerate(_MEASURES.items()):
            mine = found.filter(pl.col("measure") == measure)
            if not mine.is_empty():
                company = mine["company_rate"][0]
                st.markdown(f"**{title}**, {words.share(company)} of the whole company")
                hidden = (*_HIDDEN, "company_rate", *(() if measure == LEVEL else ("unlogged_share",)))
                row: Any = rows.listed(mine, f"fair_{place}", FAIRNESS, hidden, _TITLES)
                if row:
                    label = f"{parts.escape(row['group_name'])}: {words.counted(row['judged_count'], 'handoff')}"
                    charts.behind(Rows(FAIRNESS, "judged_count", row, label, {"by": by}), f"fair_rows_{place}")
        with st.container(horizontal=True):
            passport.button(FAIRNESS, "fairness_adjusted", key="fair_passport", label="How it is adjusted")
            parts.export(found, "fairness")
