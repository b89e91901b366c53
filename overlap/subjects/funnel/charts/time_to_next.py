"""How long a step takes: the share that has made it by each day, and that if no lead had ended otherwise."""

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, sheet
from overlap.charts.palette import Palette
from overlap.subjects.funnel.stages import stage_colour

_HEIGHT = 260
_FEWEST = 10  # at risk: where fewer are known the curve is chance


def time_to_next(days: pl.DataFrame, palette: Palette) -> go.Figure:
    """A rising line with its 95% limits; dotted: had none been lost or returned. `days` is funnel/time_to_next."""
    shown = days.filter(pl.col("at_risk_count") >= _FEWEST)
    shown = shown if shown.height else days
    colour = stage_colour(days["next_stage"][0], palette)
    x = shown["days"].to_list()
    figure = sheet(palette, _HEIGHT)
    known = shown.drop_nulls("share_low")
    for name, fill in (("share_high", None), ("share_low", "tonexty")):
        figure.add_scatter(
            x=known["days"].to_list(), y=known[name].to_list(), mode="lines", fill=fill, hoverinfo="skip",
            line={"width": 0, "shape": "hv"}, fillcolor=palette.faded(colour, 0.18),
        )  # fmt: skip
    figure.add_scatter(
        x=x, y=shown["share_if_open"].to_list(), mode="lines", hoverinfo="skip",
        line={"dash": "dot", "width": 1.5, "color": palette.grey, "shape": "hv"},
    )  # fmt: skip
    figure.add_scatter(
        x=x, y=shown["share"].to_list(), mode="lines", line={"width": 2.5, "color": colour, "shape": "hv"},
        hovertext=[_hover(row) for row in shown.to_dicts()], hoverinfo="text",
    )  # fmt: skip
    highest = max([*shown["share_if_open"].to_list(), *known["share_high"].to_list(), 0.01])
    figure.update_layout(
        xaxis=axis(palette, ticksuffix=" days", nticks=6, tickangle=0),
        yaxis=axis(
            palette, range=[0, min(highest * 1.08, 1.0)], tickformat=".0%", showgrid=True, gridcolor=palette.border
        ),
    )
    return figure


def _hover(row: dict[str, float]) -> str:
    said = words.rate(row["share"], row["share_low"], row["share_high"])
    return f"after {words.days(row['days'])}<br><b>{said}</b><br>{words.count(int(row['at_risk_count']))} still open"
