"""Money by month: what was booked as bars, the period it is compared with as a dotted line over them."""

from datetime import date
from itertools import zip_longest
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, money_axis, sheet
from overlap.charts.notes_on_time import over_months
from overlap.charts.palette import Palette


def by_month(months: pl.DataFrame, before: pl.DataFrame | None, palette: Palette, currency: str) -> go.Figure:
    """Booked revenue of each month; `before` has the months to compare with, drawn at the same places.

    Both have month, revenue (null outside the data), deal_count and is_whole, a row a month without gaps; a month
    not over is pale. The data of a bar is its place in `months`.
    """
    amounts, labels = _amounts(months), _labels(months["month"].to_list())
    earlier = _amounts(before) if before is not None else []
    figure = sheet(palette, 260)
    figure.add_bar(
        x=list(range(len(amounts))),
        y=amounts,
        marker_color=[
            palette.shared if whole else palette.faded(palette.shared, 0.45) for whole in months["is_whole"].to_list()
        ],
        text=["" if amount is None else _short(amount, currency) for amount in amounts],
        textposition="outside",
        constraintext="both",
        textangle=0,
        textfont={"size": NOTE, "color": palette.ink},
        cliponaxis=False,
        customdata=list(range(len(amounts))),
        hovertext=_hovers(months, before, currency),
        hoverinfo="text",
    )
    if before is not None:
        figure.add_scatter(
            x=list(range(len(earlier))),
            y=earlier,
            mode="lines+markers",
            line={"dash": "dot", "width": 2, "color": palette.grey},
            marker={"size": 5, "color": palette.grey},
            hoverinfo="skip",  # or it would take the clicks meant for the bars
        )
    figure.update_layout(
        meta=over_months(months["month"].to_list()),
        bargap=0.18,
        xaxis=axis(
            palette,
            tickvals=list(range(len(labels))),
            ticktext=labels,
            tickangle=0,
            range=[-0.6, max(len(labels), 1) - 0.4],
        ),
        yaxis=money_axis(
            palette, max([amount for amount in (*amounts, *earlier) if amount is not None] + [0.0]), currency
        ),
    )
    return figure


def _amounts(months: pl.DataFrame) -> list[float | None]:
    return [None if amount is None else float(amount) for amount in months["revenue"]]


def _short(amount: float, currency: str) -> str:
    """Without the sign of the currency, which stands at the axis; Plotly hides what is wider than its bar."""
    return words.money_short(amount, currency).split(words.NO_BREAK)[-1]


def _labels(months: list[date]) -> list[str]:
    """Short months, the year under the first and under each January; only every second or third of many."""
    every = -(-len(months) // 12)
    labels = []
    for place, month in enumerate(months):
        name, year = words.month(month).split()
        text = f"{name}<br>{year}" if place == 0 or month.month <= every else name
        labels.append("" if place % every else text)
    return labels


def _hovers(months: pl.DataFrame, before: pl.DataFrame | None, currency: str) -> list[str]:
    earlier = [_hover(row, currency) for row in before.to_dicts()] if before is not None else []
    return [
        "<br><br>".join(filter(None, lines))
        for lines in zip_longest([_hover(row, currency) for row in months.to_dicts()], earlier[: months.height])
    ]


def _hover(row: dict[str, Any], currency: str) -> str:
    if row["revenue"] is None:
        return f"{words.month(row['month'])}<br>outside the data"
    so_far = "" if row["is_whole"] else " so far"
    return (
        f"{words.month(row['month'])}{so_far}<br><b>{words.money(row['revenue'], currency)}</b>"
        f"<br>{words.counted(row['deal_count'], 'won deal')}"
    )
