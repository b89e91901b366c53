"""The chain funnel as bars: how many rounds reached each stage, all at the same age."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis, sheet
from overlap.charts.palette import Palette
from overlap.subjects.funnel.stages import stage_colour, stage_words

ROW = 52  # px a stage: a line of words and the bar under it


def funnel(stages: pl.DataFrame, palette: Palette) -> go.Figure:
    """A bar a stage, its count and step rate in words above it. `stages` is the answer of funnel/stages."""
    rows = stages.to_dicts()
    highest = max([row["reached_count"] for row in rows] + [1])
    figure = sheet(palette, ROW * len(rows))
    figure.add_bar(
        x=[row["reached_count"] for row in rows],
        y=[place + 0.22 for place in range(len(rows))],
        width=0.4,
        orientation="h",
        marker_color=[stage_colour(row["stage"], palette) for row in rows],
        customdata=[row["stage"] for row in rows],
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
    )
    for place, (row, above) in enumerate(zip(rows, [None, *rows], strict=False)):
        figure.add_annotation(
            text=_line(row, above, palette),
            x=0,
            y=place - 0.2,
            xref="paper",
            xanchor="left",
            showarrow=False,
            font={"size": TEXT, "color": palette.ink},
        )
    figure.update_layout(
        xaxis=axis(palette, visible=False, range=[0, highest]),
        yaxis=axis(palette, visible=False, range=[len(rows) - 0.5, -0.5]),
    )
    return figure


def _those(row: dict[str, Any]) -> str:
    """`MQLs` for many."""
    said = stage_words(row["stage"])
    return f"{said}s" if said.isupper() and row["reached_count"] != 1 else said


def _line(row: dict[str, Any], above: dict[str, Any] | None, palette: Palette) -> str:
    text = f"<b>{words.count(row['reached_count'])}</b> {_those(row)}"
    if above is None:
        return text
    rate = words.rate(row["step_rate"], row["step_rate_low"], row["step_rate_high"])
    return f'{text}<span style="color:{palette.muted}"> · {rate} · {words.count(row["lost_count"])} lost</span>'


def _hover(row: dict[str, Any]) -> str:
    return (
        f"{stage_words(row['stage'])}<br><b>{words.count(row['reached_count'])}</b> of "
        f"{words.count(row['old_enough_count'])} mature<br>{words.share(row['overall_rate'])} of all MQLs"
    )
