"""Who is waiting for sales now: the queue, the hottest first, from which a lead is one click away."""

import polars as pl
import streamlit as st

from overlap import words
<<<<<<< HEAD
from ui import filters, gateway, parts, passport, rows
=======
from overlap.figures.minutes import left
from ui import controls, filters, gateway, parts, passport, rows
>>>>>>> 4cada40 (The address says what every control shows, in codes, and a link from a page to another carries it)

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
<<<<<<< HEAD
        chosen = st.segmented_control(
            "Which", list(names), format_func=lambda name: f"{names[name]} {words.count(of_state[name].height)}",
            default="all", required=True, key="waiting_for", persist_state="session", label_visibility="collapsed",
            wrap=True,
        )  # fmt: skip
        shown = of_state[chosen or "all"].select(_SHOWN)
        rows.table(shown, f"waiting_{chosen}", WAITING, hidden=_HIDDEN)
        with st.container(horizontal=True):
            passport.button(WAITING, "minutes_left", key="waiting_passport", label="How it is ordered")
            parts.export(of_state[chosen or "all"], "waiting", "export_waiting")
=======
        counted = {name: f"{title} {words.count(of_state[name].height)}" for name, title in names.items()}
        chosen = controls.switch("Which", counted, "waiting_for")
        shown = _told(of_state[chosen])
        rows.table(shown, f"waiting_{chosen}", WAITING, hidden=_HIDDEN)
        with st.container(horizontal=True):
            passport.button(WAITING, "minutes_left", key="waiting_passport", label="How it is ordered")
            parts.export(of_state[chosen], "waiting", "export_waiting")


def _told(waiting: pl.DataFrame) -> pl.DataFrame:
    """The queue with its time left in words."""
    said = [left(minutes, state) for minutes, state in waiting.select("minutes_left", "state").iter_rows()]
    return waiting.with_columns(pl.Series("time_left", said, dtype=pl.String)).select(_SHOWN)
>>>>>>> 4cada40 (The address says what every control shows, in codes, and a link from a page to another carries it)
