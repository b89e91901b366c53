"""Who is waiting for sales now: the queue, the hottest first, from which a lead is one click away."""

import polars as pl
import streamlit as st

from overlap import words
from ui import controls, filters, gateway, parts, passport, rows

WAITING = "followup/waiting"
_SHOWN = (
    *("lead_name", "minutes_left", "score", "company", "rep_name", "team", "channel", "segment", "region"),
    *("due_at", "handed_at", "handoff_id", "lead_id"),
)
_HIDDEN = ("handoff_id", "lead_id")


def queue() -> pl.DataFrame:
    """Everybody waiting now under the shared filters, whatever the period: who was handed over long ago waits too."""
    return gateway.ask(WAITING, filters.current().period(None, None))


def block(waiting: pl.DataFrame) -> None:
    """The queue, all of it or only those overdue or only those with time left. `waiting` is followup/waiting."""
    how = "Highest score first, then the least business time left; whatever the period. Below 0: overdue. Select a row."
    with parts.block("Waiting now", how):
        if waiting.is_empty():
            st.markdown("Nobody is waiting under these filters.")
            return
        of_state = {
            "all": waiting,
            "overdue": waiting.filter(pl.col("state") == "overdue"),
            "pending": waiting.filter(pl.col("state") == "pending"),
        }
        names = {"all": "All", "overdue": "Overdue", "pending": "Time left"}
        counted = {name: f"{title} {words.count(of_state[name].height)}" for name, title in names.items()}
        chosen = controls.switch("Which", counted, "waiting_for")
        shown = of_state[chosen].select(_SHOWN)
        rows.table(shown, f"waiting_{chosen}", WAITING, hidden=_HIDDEN)
        with st.container(horizontal=True):
            passport.button(WAITING, "minutes_left", key="waiting_passport", label="How it is ordered")
            parts.export(of_state[chosen], "waiting", "export_waiting")
