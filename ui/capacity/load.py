"""The parts of Capacity: how many leads are safe, week by week, and who has more than they can take."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.capacity import sentences as said
from overlap.subjects.capacity.charts.level_by_load import budget
from overlap.subjects.capacity.charts.weekly_load import weeks
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.rows import Rows

SAFE, LEVELS, WEEKS, PEOPLE = "capacity/safe_budget", "capacity/levels_by_load", "capacity/by_week", "capacity/by_rep"
REPLAY, REPLAYED = "capacity/replay", "capacity/replayed_levels"
_FIRST = ("rep_name", "load", "backlog_count", "overdue_count", "days_to_clear", "outlook")
_HIDDEN = ("rep_id", "weekly_capacity", "working_day_count")
_FARTHEST = 1.5  # times the busiest intake: how far the slider goes
_MOST_MORE = 200  # percent: how far a replay goes


def safe_block(found: Mapping[str, Any]) -> None:
    """What is known of any weekly intake. `found` is the row of capacity/safe_budget for none in particular."""
    how = (
        "Line: level of whole weeks at that intake, never rising with it; pale: down to the lower end of 80%. Violet: "
        "what you ask about. A busy week may differ in other ways. Dashed, past the busiest: a replay of what came."
    )
    with parts.block("How many leads a week are safe?", how):
        if found["busiest_intake"] is None:
            st.markdown(said.asked(found))
            return
        busiest = round(found["busiest_intake"])
        farthest = max(round(busiest * _FARTHEST), 2)
        intake = controls.slider("Leads a week", 1, farthest, max(busiest, 1), "intake")
        of_intake = gateway.ask(SAFE, intake=intake).row(0, named=True)
        levels, replayed = gateway.ask(LEVELS), gateway.ask(REPLAYED)
        st.markdown(said.asked(of_intake) + said.beyond(found, replayed))
        if of_intake["level"] is None:
            _replay(intake, replayed)
        else:
            _weeks_seen(intake, levels)
        figure = budget(levels, replayed, found["safe_intake"], float(intake), theme.palette())
        charts.draw(figure, "budget", "Service level by weekly intake, with what is safe.")
        with st.container(horizontal=True):
            passport.button(SAFE, "safe_intake", key="safe_passport", label="How it is measured")
            passport.button(REPLAYED, "level", key="replay_passport", label="How it is replayed")
            both = [levels.with_columns(known=pl.lit("seen")), replayed.with_columns(known=pl.lit("a replay"))]
            parts.export(pl.concat(both, how="diagonal_relaxed"), "levels_by_load")


def _weeks_seen(intake: int, levels: pl.DataFrame) -> None:
    """The weeks whose level answers for an intake: those of the next larger one seen."""
    row = levels.filter(pl.col("intake") >= intake).row(0, named=True)
    label = f"{words.counted(row['week_count'], 'week')} at {row['intake']:,.0f} leads"
    rows.button(Rows(LEVELS, "week_count", row, label), key="loaded_weeks")


def _replay(intake: int, replayed: pl.DataFrame) -> None:
    """The replay at an intake nobody has seen, in words."""
    if not replayed.is_empty():
        usual = replayed.row(0, named=True)["intake"]
        more = min(round(100 * (intake / usual - 1)), _MOST_MORE)
        row = gateway.ask(REPLAY, more=more).row(0, named=True)
        st.markdown(said.replayed(row))
        label = f"{words.counted(row['replayed_count'], 'handoff')} replayed"
        rows.button(Rows(REPLAY, "replayed_count", row, label, {"more": more}), key="replayed_rows")


def weeks_block() -> None:
    """Handoffs a week against the agreed capacity; a selected week opens to its handoffs."""
    how = "Bar: handoffs. Violet: agreed capacity, by working days. Lighter: partial week. Select a week."
    with parts.block("What came each week", how):
        by_week = gateway.ask(WEEKS)
        bar = charts.selectable(weeks(by_week, theme.palette()), "weeks", "Bars of handoffs a week against capacity.")
        with st.container(horizontal=True):
            passport.button(WEEKS, "load", key="weeks_passport")
            parts.export(by_week, "capacity_by_week")
        if bar:
            row = by_week.row(bar.data, named=True)
            name = f"Week from {words.day(row['week'])}: {words.counted(row['handoff_count'], 'handoff')}"
            charts.behind(Rows(WEEKS, "handoff_count", row, name), "week_handoffs")


def people_block(people: pl.DataFrame) -> None:
    """Load, backlog and days to clear of each person; a selected one opens to who waits for them."""
    how = "The last four weeks up to now, whatever the filters. Select a person for whoever waits for them."
    with parts.block("Who has more leads than they can handle?", how):
        shown = people.select(*_FIRST, pl.exclude(*_FIRST)).with_columns(pl.col("load", "days_to_clear").round(2))
        row: Any = rows.listed(shown, "capacity_people", PEOPLE, hidden=_HIDDEN)
        with st.container(horizontal=True):
            passport.button(PEOPLE, "days_to_clear", key="people_passport")
            parts.export(people, "capacity_by_person")
        if row:
            name = parts.escape(row["rep_name"])
            with st.container(horizontal=True):
                for number, what in (("received_count", "received"), ("attempted_count", "first contacted")):
                    label = f"{name}: {words.count(row[number])} {what}"
                    rows.button(Rows(PEOPLE, number, row, label), key=f"open_{number}")
            if row["backlog_count"]:
                waiting = f"{name}: {words.counted(row['backlog_count'], 'lead')} waiting"
                charts.behind(Rows(PEOPLE, "backlog_count", row, waiting), "backlog_rows")
