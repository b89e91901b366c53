"""The cells of a heat map as marks a reader can hover and select: Plotly's own heat maps cannot be selected."""

from collections.abc import Sequence

import plotly.graph_objects as go

from overlap.figures.sheet import NOTE


def touchable(
    *,
    x: Sequence[float],
    y: Sequence[float],
    customdata: Sequence[object],
    hovertext: Sequence[str],
    text: Sequence[str],
    colours: Sequence[str],
    size: int = 26,
) -> go.Scatter:
    """Invisible squares of `size` px with visible words, one a cell; selecting one changes nothing but the selection."""
    return go.Scatter(
        x=x,
        y=y,
        mode="markers+text",
        marker={"symbol": "square", "size": size, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}, "textfont": {}},
        text=text,
        textposition="middle center",
        textfont={"size": NOTE, "color": list(colours)},
        customdata=customdata,
        hovertext=hovertext,
        hoverinfo="text",
    )
