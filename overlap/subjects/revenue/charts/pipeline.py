"""Open pipeline by campaign: a hollow bar for what is open, a full one inside it for what it weighs."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, label, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, row_sheet

_ROW = 36
_ROOM = 1.35  # times the longest bar, so that both amounts fit beside it


def pipeline(rows: pl.DataFrame, palette: Palette, currency: str) -> go.Figure:
    """Of each row of revenue/pipeline what it influences and, where chances are recorded, its weighted part.

    The data of a bar is its place in `rows`.
    """
    lines = rows.to_dicts()
    places = list(range(len(lines)))
    colours = [palette.grey if line["campaign_id"] is None else palette.marketing for line in lines]
    open_amounts = [float(line["influenced"]) for line in lines]
    figure = row_sheet(palette, [label(line["campaign_name"]) for line in lines], _ROW, 6)
    shared: dict[str, Any] = {
        "y": places,
        "orientation": "h",
        "customdata": places,
        "hovertext": [_hover(line, currency) for line in lines],
        "hoverinfo": "text",
    }
    figure.add_bar(
        x=open_amounts,
        width=0.66,
        marker={
            "color": [palette.faded(colour, 0.12) for colour in colours],
            "line": {"width": 1.5, "color": colours},
        },
        **beside_bars([_said(line, currency) for line in lines], palette),
        constraintext="none",
        **shared,
    )
    figure.add_bar(x=[float(line["weighted"] or 0) for line in lines], width=0.34, marker_color=colours, **shared)
    figure.update_layout(
        barmode="overlay",
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=[min([0.0, *open_amounts]), max([1.0, *open_amounts]) * _ROOM]),
    )
    return figure


def _said(line: dict[str, Any], currency: str) -> str:
    weighted = "" if line["weighted"] is None else f"<br>{words.money_short(line['weighted'], currency)} weighted"
    return f"{words.money_short(line['influenced'], currency)}{weighted}"


def _hover(line: dict[str, Any], currency: str) -> str:
    weighted = "no chance recorded" if line["weighted"] is None else words.money(line["weighted"], currency)
    said = [
        safe(line["campaign_name"]),
        f"<b>{words.money(line['influenced'], currency)}</b> open",
        f"weighted: {weighted}",
        words.counted(line["deal_count"], "open deal"),
    ]
    if line["no_probability_count"]:
        said.append(f"{words.count(line['no_probability_count'])} of them without a chance")
    return "<br>".join(said)
