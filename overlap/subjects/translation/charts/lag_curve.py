"""What falls to each week after a measure, and, as a check, to the weeks before it."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap.charts.base import NOTE, axis, safe, sheet
from overlap.charts.error_bars import ErrorBar, reach, upright
from overlap.charts.palette import Palette
from overlap.subjects.translation.sentences import number

_HEIGHT = 240
_ROOM = 1.08  # times the span, so that no mark stands on the edge
_EDGE = -0.5  # between the weeks to come and those after


def lag_curve(rows: pl.DataFrame, per: str, palette: Palette) -> go.Figure:
    """Dots of translation/lags with their 95% intervals; `per` is what a value is for, such as `for 1,000 visits`.

    A dot whose interval holds 0 is grey: noise. Left of the edge nothing ought to stand out.
    """
    lines: list[dict[str, Any]] = rows.drop_nulls("per_thousand").to_dicts()
    figure = sheet(palette, _HEIGHT)
    bars = [
        ErrorBar(line["lag"], line["per_thousand_low"], line["per_thousand_high"], palette.grey, 2) for line in lines
    ]
    span = reach([line["per_thousand"] for line in lines], [end for bar in bars for end in (bar.low, bar.high)])
    upright(figure, bars, span)
    figure.add_scatter(
        x=[line["lag"] for line in lines],
        y=[line["per_thousand"] for line in lines],
        mode="markers",
        marker={"size": 8, "color": [palette.shared if _is_clear(line) else palette.grey for line in lines]},
        hovertext=[_hover(line, safe(per)) for line in lines],
        hoverinfo="text",
    )  # fmt: skip
    figure.add_hline(y=0, line={"width": 1, "color": palette.muted})
    figure.add_vrect(
        x0=-8.6, x1=_EDGE, fillcolor=palette.faded(palette.grey, 0.14), line_width=0, layer="below"
    )  # fmt: skip
    for x, anchor, text in ((-8.5, "left", "before it: a check"), (-0.3, "left", "after it")):
        figure.add_annotation(
            x=x, y=1, yref="paper", xanchor=anchor, yanchor="bottom", showarrow=False, text=text,
            font={"size": NOTE, "color": palette.muted},
        )  # fmt: skip
    figure.update_layout(
        margin={"t": 22},
        xaxis=axis(
            palette, range=[-8.6, 8.6], tickvals=[-8, -4, 0, 2, 4, 6, 8], title={"text": "weeks", "standoff": 4},
            tickangle=0,
        ),
        yaxis=axis(palette, range=[_ROOM * end for end in span], nticks=5, showgrid=True, gridcolor=palette.border),
    )  # fmt: skip
    return figure


def _is_clear(line: dict[str, Any]) -> bool:
    return line["per_thousand_low"] > 0 or line["per_thousand_high"] < 0


def _hover(line: dict[str, Any], per: str) -> str:
    when = f"{line['lag']} weeks after it" if line["lag"] >= 0 else f"{-line['lag']} weeks before it"
    interval = f"[{number(line['per_thousand_low'])}, {number(line['per_thousand_high'])}]"
    return f"{when}<br><b>{number(line['per_thousand'])}</b> {interval} {per}"
