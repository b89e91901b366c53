"""Every month at the same age: a heat map of months and steps, grey where a cell is too recent to judge."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, label, sheet
from overlap.charts.cells import REACH, Cell, marks, painted
from overlap.charts.palette import Palette
from overlap.subjects.funnel.stages import stage_words

MOST_MONTHS = 13
_HEAD, _ROW = 56, 30  # px
_FULL_AT = 0.15  # a cell 15 points from its step's average has the fullest shade

Row = dict[str, Any]


def cohorts(answer: pl.DataFrame, palette: Palette) -> go.Figure:
    """Step rates of the last 13 months. `answer` is that of funnel/cohorts.

    A cell is shaded only where its interval leaves out the step's average over the old-enough cells shown: what could
    be chance stays plain. The data of a cell are its month as ISO date and its stage.
    """
    months = answer["month"].unique().sort().to_list()[-MOST_MONTHS:]
    rows = [row for row in answer.to_dicts() if row["month"] in months]
    steps = list(dict.fromkeys(row["stage"] for row in sorted(rows, key=lambda row: row["position"])))
    by_step = {step: [row for row in rows if row["stage"] == step] for step in steps}
    averages = {step: _average(mine) for step, mine in by_step.items()}
    squares = [
        Cell(
            x=steps.index(row["stage"]),
            y=months.index(row["month"]),
            fill=_fill(row, averages[row["stage"]], palette),
            text=_words(row, averages[row["stage"]]),
            colour=palette.muted if row["is_young"] else palette.ink,
            hover=_hover(row),
            data=[str(row["month"]), row["stage"]],
        )
        for row in rows
    ]
    figure = sheet(palette, _HEAD + _ROW * len(months))
    figure.add_trace(marks(squares, _ROW - 4, palette))
    figure.update_layout(
        shapes=painted(squares),
        hoverdistance=REACH,
        xaxis=axis(
            palette,
            side="top",
            range=[-0.5, len(steps) - 0.5],
            tickvals=list(range(len(steps))),
            ticktext=[_head(mine) for mine in by_step.values()],
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


def _average(rows: list[Row]) -> float | None:
    old = [row for row in rows if not row["is_young"]]
    total = sum(row["old_enough_count"] for row in old)
    return sum(row["made_count"] for row in old) / total if total else None


def _side(row: Row, average: float | None) -> int:
    """-1 where the cell is below the average beyond its interval, 1 where above, 0 where nobody can tell."""
    if row["is_young"] or row["step_rate"] is None or average is None:
        return 0
    return int(row["step_rate_low"] > average) - int(row["step_rate_high"] < average)


def _fill(row: Row, average: float | None, palette: Palette) -> str:
    side = _side(row, average)
    if not side or average is None:
        return palette.faded(palette.grey, 0.22 if row["is_young"] else 0.08)
    strength = min(abs(row["step_rate"] - average) / _FULL_AT, 1.0)
    return palette.faded(palette.good if side > 0 else palette.bad, 0.18 + 0.37 * strength)


def _words(row: Row, average: float | None) -> str:
    if row["is_young"]:
        return f"on {words.day(row['ripe_on']).rsplit(' ', 1)[0]}"
    return words.share(row["step_rate"]) + {-1: " ▼", 0: "", 1: " ▲"}[_side(row, average)]


def _head(rows: list[Row]) -> str:
    limits = sorted({row["within_days"] for row in rows})
    limit = words.DASH.join(str(days) for days in dict.fromkeys([limits[0], limits[-1]]))
    return f"→ {label(stage_words(rows[0]['next_stage']), 10)}<br>in {limit} days"


def _hover(row: Row) -> str:
    step = f"{words.month(row['month'])}: {stage_words(row['stage'])} → {stage_words(row['next_stage'])}"
    made = f"{words.count(row['made_count'])} of {words.count(row['old_enough_count'])}"
    if row["is_young"]:
        return (
            f"{step}<br>{words.count(row['old_enough_count'])} of {words.count(row['began_count'])} mature"
            f"<br>to be judged on {words.day(row['ripe_on'])}; so far {made} in time"
        )
    rate = words.rate(row["step_rate"], row["step_rate_low"], row["step_rate_high"])
    return f"{step}<br><b>{rate}</b><br>{made} in time"
