"""One number under two versions of an agreement: hollow and grey as it is, full and violet as it would be."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, label, safe, sheet
from overlap.charts.palette import Palette
from overlap.labels import of_name

_HEIGHT = 260
MOST_GROUPS = 8


def versions(rows: pl.DataFrame, unit: str, currency: str, palette: Palette) -> go.Figure:
    """Marks of `rows` (place, before, after) in their order: months joined by lines, anything else apart.

    `unit` is rate, minutes or money; a place without a number has no mark.
    """
    lines: list[dict[str, Any]] = rows.to_dicts()
    is_time = rows.schema["place"] == pl.Date
    places = [each["place"] if is_time else label(of_name(each["place"]), 14) for each in lines]
    figure = sheet(palette, _HEIGHT)
    for name, colour, symbol, dash in (
        ("before", palette.grey, "circle-open", "dot"),
        ("after", palette.shared, "circle", "solid"),
    ):
        figure.add_scatter(
            x=places,
            y=[None if each[name] is None else float(each[name]) for each in lines],
            mode="lines+markers" if is_time else "markers",
            line={"color": colour, "width": 2, "dash": dash},
            marker={"color": colour, "size": 9, "symbol": symbol, "line": {"width": 2, "color": colour}},
            hovertext=[_hover(each, unit, currency) for each in lines],
            hoverinfo="text",
        )
    figure.update_layout(
        xaxis=axis(palette, tickangle=0, **({"type": "date", "tickformat": "%b\n%Y", "nticks": 7} if is_time else {})),
        yaxis=axis(
            palette, rangemode="tozero", nticks=5, showgrid=True, gridcolor=palette.border,
            **({"tickformat": ".0%"} if unit == "rate" else {}),
        ),
    )  # fmt: skip
    return figure


def _hover(row: dict[str, Any], unit: str, currency: str) -> str:
    place = words.month(row["place"]) if isinstance(row["place"], date) else safe(row["place"])
    before, after = (_said(row[name], unit, currency) for name in ("before", "after"))
    return f"{place}<br>now: {before}<br>then: <b>{after}</b>"


def _said(value: Any, unit: str, currency: str) -> str:
    if unit == "money":
        return words.money_short(value, currency)
    return words.share(value) if unit == "rate" else words.NONE if value is None else f"{value:,.0f}"
