"""Revenue of a list of names as bars, with what nobody can be credited for in grey."""

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, label, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, row_sheet
from overlap.labels import of_name

NOBODY = ("no known campaign", "not recorded", "unassigned")


def revenue_bars(rows: pl.DataFrame, name: str, colour: str, palette: Palette, currency: str) -> go.Figure:
    """A bar for each row, in the order of `rows`, labelled by the column `name`. The data of a bar is its place."""
    names, amounts = rows[name].to_list(), [float(amount) for amount in rows["revenue"]]
    figure = row_sheet(palette, [label(of_name(value)) for value in names], 34, 6)
    figure.add_bar(
        x=amounts,
        y=list(range(len(names))),
        orientation="h",
        marker_color=[palette.grey if value in NOBODY else colour for value in names],
        **beside_bars([words.money_short(amount, currency) for amount in amounts], palette),
        constraintext="none",
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
    )
    return figure
