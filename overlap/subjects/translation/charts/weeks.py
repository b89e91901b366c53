"""A measure week by week, and under it what became of the handoffs of the same weeks."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, safe, sheet
from overlap.charts.palette import Palette

_HEIGHT = 300
_BAR = 5.5 * 24 * 3_600_000  # milliseconds
_ABOVE, _BELOW = [0.56, 0.94], [0.0, 0.38]  # of the height


def weeks(rows: pl.DataFrame, number: str, titles: tuple[str, str], palette: Palette) -> go.Figure:
    """Bars of translation/weeks: the measure above, the column `number` below; the data of a bar below is its place."""
    lines: list[dict[str, Any]] = rows.to_dicts()
    days = [line["week"] for line in lines]
    measure, outcome = (safe(title) for title in titles)
    figure = sheet(palette, _HEIGHT)
    figure.add_bar(
        x=days, y=[line["unit_count"] for line in lines], width=_BAR, offset=0, marker_color=palette.marketing,
        hovertext=[_hover("week from", line, line["unit_count"], measure) for line in lines],
        hoverinfo="text", yaxis="y2",
    )  # fmt: skip
    figure.add_bar(
        x=days, y=[float(line[number] or 0) for line in lines], width=_BAR, offset=0, marker_color=palette.sales,
        hovertext=[_hover("handed over in the week from", line, float(line[number] or 0), outcome) for line in lines],
        hoverinfo="text", customdata=list(range(len(lines))),
    )  # fmt: skip
    grid: dict[str, Any] = {"rangemode": "tozero", "nticks": 3, "showgrid": True, "gridcolor": palette.border}
    figure.update_layout(
        barmode="overlay",
        xaxis=axis(palette, type="date", tickformat="%b\n%Y", nticks=6, tickangle=0),
        yaxis=axis(palette, domain=_BELOW, **grid),
        yaxis2=axis(palette, domain=_ABOVE, anchor="x", **grid),
    )
    for title, colour, domain in (
        (measure, palette.marketing_text, _ABOVE), (f"{outcome}, by week of handoff", palette.sales_text, _BELOW)
    ):  # fmt: skip
        figure.add_annotation(
            x=0, y=domain[1], xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False, text=title,
            font={"size": NOTE, "color": colour}, bgcolor=palette.background,  # marks of days run through it
        )  # fmt: skip
    return figure


def _hover(when: str, line: dict[str, Any], value: float, what: str) -> str:
    return f"{when} {words.day(line['week'])}<br><b>{value:,.0f}</b> {what}"
