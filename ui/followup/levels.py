"""The service level of people, teams, campaigns, channels and segments, and by the hour handoffs arrive."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of_name
from overlap.subjects.followup.charts.arrivals_heatmap import week
from overlap.subjects.followup.charts.service_level import MOST_GROUPS, levels
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.rows import Rows

DIMENSIONS = {
    "rep": ("Person", "rep_name"),
    "team": ("Team", "team"),
    "campaign": ("Campaign", "campaign_name"),
    "channel": ("Channel", "channel"),
    "segment": ("Segment", "segment"),
    "hour": ("Hour of arrival", ""),
}
OF_THE_LEAD = ("channel", "segment")
HOURS = "followup/by_hour"
_OPENS = {
    "due_count": "due",
    "in_time_count": "in time",
    "overdue_count": "overdue",
    "excused_count": "excused",
    "progressed_count": "progressed",
    "unlogged_count": "progressed, none logged",
}


def block() -> None:
    """One dimension at a time; a selected dot opens to its handoffs."""
    by = controls.switch("Level by", {name: title for name, (title, _) in DIMENSIONS.items()}, "level_by")
    if by == "hour":
        hours_block()
    else:
        _groups(by)


def hours_block() -> None:
    """When handoffs arrive, on the clock of whoever gets them; a selected hour opens to its handoffs."""
    hours = gateway.ask(HOURS)
    clocked = hours.filter(pl.col("hour_of_week").is_not_null())
    is_known = clocked["service_level"].null_count() < clocked.height
    shade = (
        "Share contacted in time, of those due; grey: fewer than 10 due" if is_known else "Handoffs by hour of arrival"
    )
    how = f"{shade}. With clock time, nights and weekends count. Select an hour for its handoffs."
    with parts.block("By the hour of the week it arrived", how):
        cell = charts.selectable(week(hours, theme.palette()), "week", "Map of the hours of the week.")
        unclocked = hours.filter(pl.col("hour_of_week").is_null()).to_dicts()
        with st.container(horizontal=True):
            if unclocked:
                name = f"{words.counted(unclocked[0]['handoff_count'], 'handoff')} with no hour recorded"
                rows.button(Rows(HOURS, "handoff_count", unclocked[0], name), "hours_unclocked")
            passport.button(HOURS, "service_level" if is_known else "handoffs", key="week_passport")
            parts.export(hours, "followup_by_hour", "export_hours")
        if cell:
            row = hours.filter(pl.col("hour_of_week") == cell.data[0]).row(0, named=True)
            name = f"{row['hour_name']}: {words.counted(row['handoff_count'], 'handoff')}"
            charts.behind(Rows(HOURS, "handoff_count", row, name), "hour_rows")


def _groups(by: str) -> None:
    title, name = DIMENSIONS[by]
    report, params = _report(by)
    with parts.block(f"Service level by {title.lower()}", _how(by)):
        groups = gateway.ask(report, **params)
        company = groups["house_level"][0] if groups.height else None
        figure = levels(groups, name, company, theme.palette())
        dot = charts.selectable(figure, f"levels_{by}", f"Service levels by {title.lower()} with intervals.")
        if groups.height > MOST_GROUPS:
            st.caption(f"The first {MOST_GROUPS} of {groups.height}; all are in the export.")
        if dot:
            _behind(report, params, name, groups.row(dot.data, named=True))
        with st.container(horizontal=True):
            passport.button(report, "service_level", key="levels_passport")
            if by == "rep":
                passport.button(report, "unlogged_share", key="unlogged_passport", label="What unlogged means")
            parts.export(groups, f"service_level_by_{by}", "export_levels")


def _report(by: str) -> tuple[str, dict[str, Any]]:
    """The report of these groups, and its parameters."""
    return ("followup/by_group", {"by": by}) if by in OF_THE_LEAD else (f"followup/by_{by}", {})


def _how(by: str) -> str:
    said = "Dot: contacted in time, of those due; line: 95%; dotted: the company, unfiltered. Hollow grey: not ranked."
    if by == "rep":
        said += (
            " By who held the lead when it was contacted or due. Unlogged: of those that progressed, the share with no"
            " attempt logged before; above 10% a level says more about logging than about work, and ◇ shows the level"
            " if that work counted."
        )
    return f"{said} Select a dot for its handoffs."


def _behind(report: str, params: Mapping[str, Any], name: str, row: Mapping[str, Any]) -> None:
    st.markdown(f"**{parts.escape(of_name(row[name]))}** :gray[:small[{row['verdict']}]]")
    with st.container(horizontal=True):
        for number, what in _OPENS.items():
            if row.get(number):
                opens = Rows(report, number, row, f"{words.count(row[number])} {what}", params)
                rows.button(opens, f"levels_{number}")
