"""Rates of groups with their intervals: a dot and a line of 95%, grey where a group is too young or too small."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, safe, share_axis
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dot_marker, noted, one_line, row_sheet
from overlap.labels import of_name
from overlap.subjects.funnel.stages import stage_colour

FEW = 30  # below this many, a rate is shown and never ranked
MOST_GROUPS = 14
_ROW = 38


def conversion(groups: pl.DataFrame, palette: Palette) -> go.Figure:
    """One step's rate of each group over its steps that are old enough, most lost first; dotted: the whole company.

    `groups` is the answer of funnel/drop_off for one stage. A mark's `customdata` is the group's place in `groups`.
    """
    rows = groups.head(MOST_GROUPS).to_dicts()
    colour = stage_colour(rows[0]["next_stage"], palette) if rows else palette.grey
    figure = row_sheet(palette, [_name(row, palette) for row in rows], _ROW, 34)
    house = rows[0]["house_rate"] if rows else None
    bars = [
        ErrorBar(place, row["step_rate_low"], row["step_rate_high"], palette.faded(_colour(row, colour, palette), 0.45))
        for place, row in enumerate(rows)
        if row["step_rate"] is not None
    ]
    values = [house or 0.0, *(row["step_rate"] or 0.0 for row in rows)]
    span = reach(values, [bar.high for bar in bars], at_least=0.01)
    across(figure, bars, span)
    figure.add_scatter(
        x=[row["step_rate"] if row["step_rate"] is not None else 0 for row in rows],
        y=list(range(len(rows))),
        mode="markers",
        marker=dot_marker(
            [_colour(row, colour, palette) for row in rows],
            hollow=[row["old_enough_count"] < FEW for row in rows],
            seen=[row["step_rate"] is not None for row in rows],
        ),
        customdata=list(range(len(rows))),
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
    )
    if house is not None:
        figure.add_vline(x=house, line={"dash": "dot", "width": 1.5, "color": palette.grey})
    figure.update_layout(xaxis=share_axis(palette, max(span[1], 0.01)))
    return figure


def _colour(row: dict[str, Any], colour: str, palette: Palette) -> str:
    return palette.grey if row["old_enough_count"] < FEW else colour


def _state(row: dict[str, Any]) -> str:
    if row["old_enough_count"] < FEW:
        return f"too few to rank ({row['old_enough_count']})"
    lost = f"{words.count(row['lost_count'])} lost of {words.count(row['old_enough_count'])}"
    return f"{lost}; {words.count(row['began_count'])} began" if row["is_young"] else lost


def _name(row: dict[str, Any], palette: Palette) -> str:
    return noted(one_line(of_name(row["group_name"])), _state(row), palette, NOTE)


def _hover(row: dict[str, Any]) -> str:
    rate = words.rate(row["step_rate"], row["step_rate_low"], row["step_rate_high"])
    made = f"{words.count(row['made_count'])} of {words.count(row['old_enough_count'])} in time"
    return f"{safe(of_name(row['group_name']))}<br><b>{rate}</b><br>{made}<br>{_state(row)}"
