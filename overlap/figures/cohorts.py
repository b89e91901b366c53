"""Every month at the same age: a heat map of months and steps, grey where a cell is too young to judge."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.figures.palette import Palette
from overlap.figures.sheet import NOTE, axis, label, sheet
from overlap.figures.stages import stage_words
from overlap.figures.touchable import touchable

MOST_MONTHS = 13
_HEAD, _ROW = 52, 30  # px
_FULL_AT = 0.15  # a cell 15 points from its step's average has the fullest shade


def cohorts(cells: pl.DataFrame, palette: Palette) -> go.Figure:
    """Step rates of the last 13 months. `cells` is the answer of funnel/by_cohort.

    A cell is shaded only where its interval leaves out the step's average over the old-enough cells shown: what could be
    chance stays plain. A mark's `customdata` is [month as ISO date, stage].
    """
    months = cells["month"].unique().sort().to_list()[-MOST_MONTHS:]
    steps = cells.select("stage", "next_stage", "position").unique().sort("position", "next_stage").to_dicts()
    shown = [row for row in cells.to_dicts() if row["month"] in months]
    averages = {step["stage"]: _average([row for row in shown if row["stage"] == step["stage"]]) for step in steps}
    places = {step["stage"]: place for place, step in enumerate(steps)}
    figure = sheet(palette, _HEAD + _ROW * len(months))
    for row in shown:
        x, y = places[row["stage"]], months.index(row["month"])
        average = averages[row["stage"]]
        figure.add_shape(
            type="rect",
            layer="below",
            x0=x - 0.48,
            x1=x + 0.48,
            y0=y - 0.46,
            y1=y + 0.46,
            line_width=0,
            fillcolor=_shade(row, average, palette),
        )
    figure.add_trace(
        touchable(
            x=[places[row["stage"]] for row in shown],
            y=[months.index(row["month"]) for row in shown],
            customdata=[[str(row["month"]), row["stage"]] for row in shown],
            hovertext=[_hover(row) for row in shown],
            text=[_words(row, averages[row["stage"]]) for row in shown],
            colours=[palette.muted if row["is_young"] else palette.ink for row in shown],
        )
    )
    figure.update_layout(
        xaxis=axis(
            palette,
            side="top",
            range=[-0.5, len(steps) - 0.5],
            tickvals=list(range(len(steps))),
            ticktext=[_head(step, shown) for step in steps],
            tickangle=0,
        ),
        yaxis=axis(
            palette,
            range=[len(months) - 0.5, -0.5],
            tickvals=list(range(len(months))),
            ticktext=[words.month(month) + " " for month in months],
        ),
    )
    return figure


def _average(rows: list[dict[str, Any]]) -> float | None:
    old = [row for row in rows if not row["is_young"]]
    total = sum(row["old_enough_count"] for row in old)
    return sum(row["made_count"] for row in old) / total if total else None


def _leaves_out(row: dict[str, Any], average: float | None) -> int:
    """-1 where the cell is surely below the average, 1 where above, 0 where nobody can tell."""
    if row["is_young"] or row["step_rate"] is None or average is None:
        return 0
    return int(row["step_rate_low"] > average) - int(row["step_rate_high"] < average)


def _shade(row: dict[str, Any], average: float | None, palette: Palette) -> str:
    side = _leaves_out(row, average)
    if not side or average is None:
        return palette.faded(palette.grey, 0.22 if row["is_young"] else 0.08)
    strength = min(abs(row["step_rate"] - average) / _FULL_AT, 1.0)
    return palette.faded(palette.good if side > 0 else palette.bad, 0.18 + 0.37 * strength)


def _words(row: dict[str, Any], average: float | None) -> str:
    if row["is_young"]:
        return f"on {words.day(row['ripe_on']).rsplit(' ', 1)[0]}"
    return words.share(row["step_rate"]) + {-1: " ▼", 0: "", 1: " ▲"}[_leaves_out(row, average)]


def _head(step: dict[str, Any], shown: list[dict[str, Any]]) -> str:
    limits = sorted({row["within_days"] for row in shown if row["stage"] == step["stage"]})
    limit = "–".join(str(days) for days in (limits[0], limits[-1])[: len(limits)])
    return f"→ {label(stage_words(step['next_stage']), 12)}<br>in {limit} days"


def _hover(row: dict[str, Any]) -> str:
    step = f"{words.month(row['month'])}: {stage_words(row['stage'])} → {stage_words(row['next_stage'])}"
    rate = words.rate(row["step_rate"], row["step_rate_low"], row["step_rate_high"])
    old = f"{words.count(row['made_count'])} of {words.count(row['old_enough_count'])}"
    if row["is_young"]:
        return (
            f"{step}<br>{words.count(row['old_enough_count'])} of {words.count(row['began_count'])} old enough"
            f"<br>to be judged on {words.day(row['ripe_on'])}; so far {old} in time"
        )
    return f"{step}<br><b>{rate}</b><br>{old} in time"
