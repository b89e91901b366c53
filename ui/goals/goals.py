"""The goals that run, on Shared goals: what was reached of each, where its plan stands, and the records behind one."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import polars as pl
import streamlit as st

from overlap.subjects.goals import plan
from overlap.subjects.goals.charts.goals_on_plan import on_plan
from ui import charts, controls, gateway, parts, passport, theme
from ui.goals import own_goals
from ui.rows import Rows

STATUS, TOTALS, PROGRESS = "goals/status", "goals/totals", "goals/progress"
_COUNTS = {
    "booked_from": ("deal_count", "won deals"),
    "deals_won": ("deal_count", "won deals"),
    "deals_opened": ("opened_count", "opened deals"),
    "leads_created": ("lead_count", "leads"),
    "leads_qualified": ("mql_count", "MQLs"),
    "handoffs": ("handoff_count", "handoffs"),
}


def running() -> Sequence[plan.Row]:
    """The goals whose period runs, those of the company first."""
    return gateway.ask(STATUS).to_dicts()


def block() -> None:
    """Bars towards the targets, the selected one's records, and the goals that people write."""
    how = (
        "Bar: reached of the target. Upright mark: the plan to date by the agreed weights of the months. "
        "Thin line: the forecast's 80% interval and its middle; chance: of reaching the target. "
        "Right: reached, week by week, over the plan (dotted). Unfiltered."
    )
    with parts.block("Goals", how):
        which = controls.switch("Goals", {"running": "Running", "ended": "Ended last"}, "goals_shown")
        rows = running() if which == "running" else _ended_last()
        if not rows:
            st.markdown("No goal runs on the last day known." if which == "running" else "No goal's period has ended.")
        weeks = _weeks(which)
        selected = [row for _, each in groupby(rows, key=_period) if (row := _chart(list(each), weeks))]
        with st.container(horizontal=True):
            passport.button(STATUS, "pace", key="goals_passport")
            if rows:
                parts.export(pl.DataFrame(rows), "goals", "export_goals")
        own_goals.block()
        for row in selected[-1:]:
            _behind(row)


def _ended_last() -> Sequence[plan.Row]:
    rows = gateway.ask(STATUS, which="ended").to_dicts()
    return [row for row in rows if row["period_end"] == max(each["period_end"] for each in rows)]


def _period(row: plan.Row) -> tuple[date, date]:
    return row["period_start"], row["period_end"]


def _weeks(which: str) -> Mapping[tuple[str, str], Sequence[plan.Row]]:
    """How each goal has come along, by its origin and id."""
    rows = gateway.ask(PROGRESS, which=which).to_dicts()
    return {key: list(each) for key, each in groupby(rows, key=lambda row: (row["origin"], row["goal_id"]))}


def _chart(rows: Sequence[plan.Row], weeks: Mapping[tuple[str, str], Sequence[plan.Row]]) -> plan.Row | None:
    """The goals of one period; the selected one."""
    st.markdown(f"**{parts.escape(plan.period(rows[0]))}**")
    of_rows = [weeks.get((row["origin"], row["goal_id"]), ()) for row in rows]
    figure = on_plan(rows, theme.palette(), gateway.currency(), of_rows)
    bar = charts.selectable(figure, "goals_{}_{}".format(*_period(rows[0])), "Bars of what was reached of each goal.")
    return rows[bar.data] if bar else None


def _behind(row: plan.Row) -> None:
    number, counted = _COUNTS.get(row["metric"], (None, ""))
    if not number:
        return
    filters = plan.filters_of(row)
    totals = gateway.ask_aside(TOTALS, filters).row(0, named=True)
    with parts.block(plan.name(row)):
        charts.behind(Rows(TOTALS, number, totals, f"{totals[number]:,} {counted}", filters=filters), "goal_rows")
