"""Revenue of a list of names as bars, with what nobody can be credited for in grey."""

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis, label, safe, sheet
from overlap.charts.palette import Palette
from overlap.labels import of_name

NOBODY = ("no known campaign", "not recorded", "unassigned")


def revenue_bars(rows: pl.DataFrame, name: str, colour: str, palette: Palette, currency: str) -> go.Figure:
    """A bar for each row, in the order of `rows`, labelled by the column `name`. The data of a bar is its place."""
    names, amounts = rows[name].to_list(), [float(amount) for amount in rows["revenue"]]
    figure = sheet(palette, 34 * len(names) + 6)
    figure.add_bar(
        x=amounts,
        y=list(range(len(names))),
        orientation="h",
        marker_color=[palette.grey if value in NOBODY else colour for value in names],
        text=[words.money_short(amount, currency) for amount in amounts],
        textposition="outside",
        textfont={"size": TEXT, "color": palette.ink},
        constraintext="none",
        cliponaxis=False,
        customdata=list(range(len(names))),
        hovertext=[
            f"{safe(of_name(value))}<br><b>{words.money(row['revenue'], currency)}</b>"
            f"<br>{words.counted(row['deal_count'], 'won deal')}"
            for value, row in zip(names, rows.to_dicts(), strict=True)
        ],
        hoverinfo="text",
    )
    figure.update_layout(
        bargap=0.35,
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=[0, max([*amounts, 1.0]) * 1.3]),
        yaxis=axis(
            palette,
            range=[len(names) - 0.4, -0.6],
            tickvals=list(range(len(names))),
            ticktext=[label(of_name(value)) for value in names],
        ),
    )
    return figure
