"""The hours of a week as a map: when handoffs arrive, and which of them are followed up in time."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, sheet
from overlap.charts.cells import REACH, Cell, marks, painted
from overlap.charts.palette import Palette

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FEW = 10  # due: below this many an hour has no shade
_HEAD, _ROW = 24, 21  # px
_HOURS = 24

Row = dict[str, Any]


def week(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """An answer of followup/by_hour: shaded by the service level, by handoffs where no level is known at all.

    Handoffs without an hour have no cell. The data of a cell is its hour of the week.
    """
    clocked = rows.filter(pl.col("hour_of_week").is_not_null())
    hours = clocked.to_dicts()
    column = "handoff_count" if clocked["service_level"].null_count() == clocked.height else "service_level"
    kept = [row for row in hours if column == "handoff_count" or row["due_count"] >= FEW]
    most = max([row[column] for row in kept if row[column] is not None], default=0) or 1
    squares = [
        Cell(
            x=row["weekday"] - 1,
            y=row["hour"],
            fill=_fill(row[column] / most if row in kept else None, palette),
            text=_text(row, column) if row in kept else words.DASH,
            colour=palette.ink if row in kept else palette.muted,
            hover=_hover(row),
            data=[row["hour_of_week"]],
        )
        for row in hours
    ]
    figure = sheet(palette, _HEAD + _ROW * _HOURS)
    figure.add_trace(marks(squares, _ROW - 3, palette))
    every = range(_HOURS)
    figure.update_layout(
        shapes=painted(squares),
        hoverdistance=REACH,
        xaxis=axis(palette, side="top", range=[-0.5, 6.5], tickvals=list(range(7)), ticktext=DAYS, tickangle=0),
        yaxis=axis(
            palette,
            range=[_HOURS - 0.5, -0.5],
            tickvals=list(every),
            ticktext=[f"{hour:02d}:00 " if hour % 3 == 0 else "" for hour in every],
        ),
    )
    return figure


def _fill(strength: float | None, palette: Palette) -> str:
    if strength is None:
        return palette.faded(palette.grey, 0.10)
    return palette.faded(palette.shared, 0.05 + strength * (palette.strongest - 0.05))


def _text(row: Row, column: str) -> str:
    return words.count(row[column]) if column == "handoff_count" else f"{row[column]:.0%}"


def _hover(row: Row) -> str:
    arrived = f"{row['hour_name']}<br>{words.counted(row['handoff_count'], 'handoff')}"
    if row["service_level"] is None and row["lowest_level"] != row["highest_level"]:
        ends = f"{words.share(row['lowest_level'])} and {words.share(row['highest_level'])}"
        return f"{arrived}<br>between {ends} in time: days without a clock"
    if row["service_level"] is None:
        return arrived
    level = words.rate(row["service_level"], row["service_level_low"], row["service_level_high"])
    return f"{arrived}<br><b>{level}</b><br>{row['in_time_count']} of {row['due_count']} due in time"
