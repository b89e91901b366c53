"""The service level of groups: a dot with its line of 95%, and what may be said of it."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import safe, share_axis
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dot_marker, dotted, noted, one_line, row_sheet, stroke
from overlap.labels import of_name
from overlap.sentences.durations import lasting
from overlap.stats.partial_pooling import NOT_APART, TOO_FEW
from overlap.subjects.followup.steps.service_level import BY_DATE, INCOMPLETE, NOBODY

MOST_GROUPS = 30
_ROW = 48
_UNRANKED = (INCOMPLETE, BY_DATE, NOBODY, TOO_FEW)

Line = dict[str, Any]


def levels(rows: pl.DataFrame, name: str, house: float | None, palette: Palette) -> go.Figure:
    """A line a group in the order of `rows`, an answer of followup/by_*, named by the column `name`.

    What may not be ranked is hollow and grey; a level of days without a clock is the bar of what it could be. Where
    logging is incomplete a diamond shows the level if unlogged work counted. Dotted: `house`. The data of a dot is its
    place in `rows`.
    """
    lines = rows.head(MOST_GROUPS).to_dicts()
    places = list(range(len(lines)))
    colours = [palette.grey if line["verdict"] in _UNRANKED else palette.sales for line in lines]
    figure = row_sheet(palette, [_name(line, name, palette) for line in lines], _ROW, 26)
    for place, line in enumerate(lines):
        if line["service_level"] is None:
            stroke(figure, place, [line["lowest_level"], line["highest_level"]], 14, palette.faded(palette.grey, 0.35))
    bars = [
        ErrorBar(place, line["service_level_low"], line["service_level_high"], palette.faded(colours[place], 0.45))
        for place, line in enumerate(lines)
        if line["service_level"] is not None
    ]
    span = reach([house or 0.0, *map(_furthest, lines)], [bar.high for bar in bars], at_least=0.02)
    across(figure, bars, span)
    figure.add_scatter(
        x=[line["service_level"] if line["service_level"] is not None else line["lowest_level"] or 0 for line in lines],
        y=places,
        mode="markers",
        marker=dot_marker(
            colours,
            hollow=[line["verdict"] in _UNRANKED for line in lines],
            seen=[line["service_level"] is not None for line in lines],
        ),
        customdata=places,
        hovertext=[_hover(line, name) for line in lines],
        hoverinfo="text",
    )
    marked = [place for place in places if lines[place].get("is_log_incomplete")]
    figure.add_scatter(
        x=[lines[place]["level_if_logged"] for place in marked],
        y=marked,
        mode="markers",
        marker={"symbol": "diamond-open", "size": 10, "color": palette.shared, "line": {"width": 2}},
        hovertext=[f"{words.share(lines[place]['level_if_logged'])} if unlogged work counted" for place in marked],
        hoverinfo="text",
    )
    if house is not None:
        dotted(figure, house, palette)
    figure.update_layout(xaxis=share_axis(palette, max(0.02, span[1])))
    return figure


def rests_on(line: Line) -> str:
    """What a level rests on; for a person also how much of the work is not logged."""
    said = f"{words.count(line['in_time_count'])} of {words.count(line['due_count'])}"
    return f"{said}, {words.share(line['unlogged_share'])} unlogged" if "unlogged_share" in line else said


def _furthest(line: Line) -> float:
    """The highest that is drawn of a group but for its interval."""
    columns = ("service_level", "highest_level", "level_if_logged")
    return max(line.get(column) or 0.0 for column in columns)


def _name(line: Line, name: str, palette: Palette) -> str:
    verdict = "" if line["verdict"] == NOT_APART else f"<br>{line['verdict']}"
    return noted(one_line(of_name(line[name])), rests_on(line) + verdict, palette)


def _hover(line: Line, name: str) -> str:
    said = [safe(of_name(line[name])), f"<b>{_level(line)}</b>"]
    said.append(f"{words.count(line['in_time_count'])} of {words.count(line['due_count'])} due in time")
    if line["level_if_excused_missed"] is not None:
        said.append(f"{words.share(line['level_if_excused_missed'])} counting excused leads as late")
    said.append(f"median {lasting(line['median_minutes'])}, 90% within {lasting(line['p90_minutes'])}")
    if line["mean_of_answered"] is not None:
        said.append(f"mean of the answered only {lasting(line['mean_of_answered'])}")
    if line.get("progressed_count"):
        said.append(f"{words.count(line['unlogged_count'])} of {words.count(line['progressed_count'])} that progressed")
        said[-1] += " without a logged attempt"
    return "<br>".join([*said, line["verdict"]])


def _level(line: Line) -> str:
    if not line["due_count"]:
        return "none due yet"
    if line["service_level"] is None:
        return f"between {words.share(line['lowest_level'])} and {words.share(line['highest_level'])}"
    return words.rate(line["service_level"], line["service_level_low"], line["service_level_high"])
