"""The path of leads that ended: how many come back, qualify and are won; and both rounds held against each other."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import noted, row_sheet
from overlap.labels import of

STEPS = ("ended_count", "back_count", "qualified_again_count", "won_again_count")
_NAMES = ("returned, lost<br>or won", "came back", "SQL<br>the second time", "won<br>the second time")
_MEASURES = (("qualified_share", "qualified_low", "qualified_high", "old_enough_count"),
             ("win_share", "win_low", "win_high", "won_old_enough_count"))  # fmt: skip
_ROUNDS = {"first": "first time", "again": "second time"}


def path(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """Bars of quality/comeback, the ways of ending stacked, on an axis of roots so that the last ones can be seen.

    The data of a mark is its step's number, its trace the row. A step that the company never records has no bar.
    """
    lines: list[dict[str, Any]] = rows.to_dicts()
    shown = [number for number, step in enumerate(STEPS) if all(line[step] is not None for line in lines)]
    steps, places = [STEPS[number] for number in shown], list(range(len(shown)))
    totals = [sum(line[step] for line in lines) for step in steps]
    figure = row_sheet(palette, [_NAMES[number] for number in shown], 58, 8)
    widths = [total**0.5 for total in totals]
    colours = {"given_back": palette.shared, "lost": palette.faded(palette.grey, 0.6), "won": palette.sales}
    for line in lines:
        figure.add_bar(
            x=[
                width * line[step] / total if total else 0
                for width, total, step in zip(widths, totals, steps, strict=True)
            ],
            y=places, orientation="h", customdata=shown,
            marker_color=colours[line["ended_as"]],
            hovertext=[f"{of(line['ended_as'])}: {words.count(line[step])}" for step in steps],
            hoverinfo="text",
        )  # fmt: skip
    for place, (width, total) in enumerate(zip(widths, totals, strict=True)):
        before = totals[place - 1] if place else 0
        part = f" · {words.share(total / before)} of those above" if before else ""
        figure.add_annotation(
            x=width, y=place, text=f"<b>{words.count(total)}</b>{part}", xanchor="left", showarrow=False, xshift=6,
            font={"size": TEXT, "color": palette.ink},
        )  # fmt: skip
    figure.update_layout(
        barmode="stack",
        bargap=0.4,
        xaxis=axis(palette, visible=False, range=[0, max([1.0, *widths]) * 1.35]),
        yaxis_range=[len(steps) - 0.5, -0.5],
    )
    return figure


def rounds(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """First and second rounds of quality/recycled at equal age: share qualified, share won, each with 95%."""
    lines: dict[str, dict[str, Any]] = {line["round"]: line for line in rows.to_dicts()}
    drawn = [
        (measure, round_, lines[round_])
        for measure in _MEASURES
        for round_ in _ROUNDS
        if round_ in lines and lines[round_][measure[0]] is not None
    ]
    figure = row_sheet(palette, [_named(*each, palette) for each in drawn], 46, 30)
    bars = [
        ErrorBar(place, line[low], line[high], palette.faded(_colour(round_, palette), 0.5))
        for place, ((_, low, high, _), round_, line) in enumerate(drawn)
    ]
    span = reach([line[share] for (share, *_), _, line in drawn], [bar.high for bar in bars], at_least=0.05)
    across(figure, bars, span)
    figure.add_scatter(
        x=[line[share] for (share, *_), _, line in drawn],
        y=list(range(len(drawn))),
        mode="markers",
        marker={"size": 11, "color": [_colour(round_, palette) for _, round_, _ in drawn]},
        hovertext=[
            f"{_ROUNDS[round_]}: <b>{words.rate(line[share], line[low], line[high])}</b>"
            for (share, low, high, _), round_, line in drawn
        ],
        hoverinfo="text",
    )
    figure.update_layout(
        xaxis=axis(
            palette, range=[0, max(0.05, span[1]) * 1.08], nticks=5, tickformat=".0%", showgrid=True,
            gridcolor=palette.border,
        ),
    )  # fmt: skip
    return figure


def _colour(round_: str, palette: Palette) -> str:
    return palette.shared if round_ == "again" else palette.grey


def _named(measure: Sequence[str], round_: str, line: dict[str, Any], palette: Palette) -> str:
    said = "qualified" if measure[0] == "qualified_share" else "won"
    return noted(f"{said}, {_ROUNDS[round_]}", f"n {words.count(line[measure[3]])}", palette)
