"""Where leads stand today, who is stuck, how long a step takes, and what changed since the period compared with."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of, of_all
from overlap.subjects.funnel import change_words
from overlap.subjects.funnel.charts.time_to_next import time_to_next
from overlap.subjects.funnel.stages import stage_words
from ui import charts, controls, filters, gateway, parts, passport, rows, theme
from ui.rows import Rows

STATES, STUCK, TIMES, CHANGES = "funnel/states", "funnel/stuck", "funnel/time_to_next", "funnel/changes"
_GROUPINGS = {
    "channel_segment": "Channel and segment", "channel": "Channel", "segment": "Segment", "region": "Region",
    "campaign": "Campaign",
}  # fmt: skip


def changes_block() -> None:
    """Each step's change, split into mix and rate; nothing where no period is compared."""
    if not filters.comparison():
        return
    how = (
        "Of leads that have had the days of the step. Other leads: other shares of the groups; the same leads, other "
        "rates: another share made it within them. Both add up to the change; another grouping splits it otherwise."
    )
    with parts.block(f"What changed since {filters.comparison_words()}", how):
        grouping = controls.switch("Groups", _GROUPINGS, "change_by")
        changes = gateway.ask(CHANGES, grouping=grouping)
        if changes.is_empty():
            st.markdown("No step has mature leads in both periods.")
        for line in change_words.lines(changes.to_dicts()):
            st.markdown(line)
        _behind_change(changes, grouping)
        with st.container(horizontal=True):
            passport.button(CHANGES, "change_mix", key="changes_passport", label="How it is split")
            parts.export(changes, "funnel_changes")


def _behind_change(changes: pl.DataFrame, grouping: str) -> None:
    """The leads behind one step's change, in either period."""
    steps = {row["stage"]: row for row in changes.to_dicts()}
    if not steps:
        return
    names = {stage: change_words.step(row) for stage, row in steps.items()}
    with st.container(horizontal=True, vertical_alignment="center"):
        row = steps[controls.switch("Step that changed", names, "changed_step")]
        for number, label in change_words.opened(row).items():
            rows.button(Rows(CHANGES, number, row, label, {"grouping": grouping}), f"changes_{number}")


def times_block(cells: pl.DataFrame) -> None:
    """The share that has made a step by each day. `cells` is funnel/cohorts."""
    how = (
        "Every step begun in the period, young ones for as long as they are known. Line and band: share that has made "
        "it, 95%. Dotted: if no lead had been lost, returned or rejected."
    )
    with parts.block("How long a step takes", how):
        steps = {row["stage"]: f"→ {stage_words(row['next_stage'])}" for row in cells.sort("position").to_dicts()}
        days = gateway.ask(TIMES, stage=controls.switch("Step that takes time", steps, "time_of"))
        if days.is_empty():
            st.markdown("No lead began this step in the period.")
        else:
            charts.draw(time_to_next(days, theme.palette()), "step_times", "Curve of the share that made the step.")
        passport.button(TIMES, "time_share", key="times_passport")


def today_block() -> None:
    """Every lead of the period in one state, and those stuck at a step; a selected row opens to its leads."""
    how = (
        "As of today, whatever their age, so no conversion rates. Median and 9 in 10: days in which half and nine in "
        "ten of those that moved on did so. Select a row for its leads."
    )
    with parts.block("Where everybody stands today", how):
        state, step = _states(), _stuck()
        with st.container(horizontal=True):
            passport.button(STATES, "leads_in_state", key="states_passport", label="What the states are")
            passport.button(STUCK, "steps_stuck", key="stuck_passport", label="What stuck means")
        if state:
            label = f"{of(state['state'])}: {words.counted(state['lead_count'], 'lead')}"
            charts.behind(Rows(STATES, "lead_count", state, label), "state_leads")
        if step and step["stuck_count"]:
            label = f"{stage_words(step['stage'])}: {words.count(step['stuck_count'])} stuck"
            charts.behind(Rows(STUCK, "stuck_count", step, label), "stuck_list")


def _states() -> dict[str, Any] | None:
    found = gateway.ask(STATES)
    shown = found.with_columns(of_all(found["state"], of))
    titles = {"state": "Stands at", "lead_count": "Leads", "share": "Share"}
    chosen = rows.listed(shown, "states", STATES, hidden=("place",), titles=titles)
    return found.filter(place=chosen["place"]).row(0, named=True) if chosen else None


def _stuck() -> dict[str, Any] | None:
    titles = {
        "stage": "From", "next_stage": "To", "stuck_count": "Stuck", "waiting_count": "There", "median_days": "Median",
        "p90_days": "9 in 10",
    }  # fmt: skip
    found = gateway.ask(STUCK).select(*titles, "position", "moved_count")
    return rows.listed(found, "stuck", STUCK, hidden=("position", "moved_count"), titles=titles)
