"""The guards of Follow-up: signs that somebody works for the figures, each a question and no proof."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.followup import sentences as said
from ui import gateway, parts, passport, rows
from ui.rows import Rows

GUARDS = "followup/guards"
_HIDDEN = ("guard", "of_state", "rep_id", "is_transferred")


def block() -> None:
    """Each guard in a sentence with whoever stands out; below, everybody."""
    how = "Where a target may have been met without the work behind it. A reason to ask, not proof."
    with parts.block("Signs of gaming the target", how):
        guards = gateway.ask(GUARDS)
        for name in said.GUARDS:
            st.markdown(said.guard(guards, name))
            flagged = guards.filter((pl.col("guard") == name) & pl.col("is_flagged"))
            for place, person in enumerate(flagged.to_dicts()):
                _flagged(person, f"guard_{name}_{place}")
        with st.expander("Everyone, and the records behind it", key="guards_shown"):
            titles = {name: title for name, (title, _) in said.GUARDS.items()}
            named = guards.with_columns(sign=pl.col("guard").replace(titles))
            row: Any = rows.listed(named.select("sign", pl.exclude("sign")), "guards", GUARDS, hidden=_HIDDEN)
            if row:
                with st.container(horizontal=True):
                    for number in ("event_count", "of_count"):
                        if row[number]:
                            counted = words.counted(row[number], "handoff")
                            rows.button(Rows(GUARDS, number, row, counted), f"guards_{number}")
        with st.container(horizontal=True):
            passport.button(GUARDS, "guard_share", key="guards_passport")
            parts.export(guards, "followup_guards", "export_guards")


def _flagged(person: dict[str, Any], key: str) -> None:
    rate = words.rate(person["share"], person["share_low"], person["share_high"])
    st.markdown(
        f"- {parts.escape(person['rep_name'])}: {rate}, asked about above {words.share(person['flagged_above'])}"
    )
    rows.button(Rows(GUARDS, "event_count", person, words.counted(person["event_count"], "handoff")), key)
