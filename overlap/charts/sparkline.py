"""The small line under a headline number: how it went month by month, without axes."""

from collections.abc import Sequence

import plotly.graph_objects as go

from overlap.charts.base import axis, sheet
from overlap.charts.palette import Palette

_HEIGHT = 44  # px


def spark(values: Sequence[float], palette: Palette) -> go.Figure:
    """A line through the values, oldest first."""
    figure = sheet(palette, _HEIGHT)
    figure.add_scatter(y=list(values), mode="lines", line={"width": 2, "color": palette.grey}, hoverinfo="skip")
    figure.update_layout(
        xaxis=axis(palette, visible=False),
        yaxis=axis(palette, visible=False),
        margin={"t": 3, "b": 3},
    )
    return figure
