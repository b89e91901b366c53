"""The cells of a heat map: painted squares, with marks over them that a reader can hover and select.

Plotly's own heat maps cannot be selected, and choose the colour of their words as if every page were white.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from overlap.figures.sheet import NOTE

_GAP = 0.03  # of a cell, on each side


@dataclass(frozen=True)
class Cell:
    """One square: its place, its fill and its words. `data` comes back when it is selected."""

    x: int
    y: int
    fill: str
    text: str
    colour: str
    hover: str
    data: list[object]


def painted(cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """A layout shape for each cell, drawn under everything else."""
    quiet = {"layer": "below", "line": {"width": 0}}
    return [_square(cell.x, cell.y) | quiet | {"fillcolor": cell.fill} for cell in cells]


def outlined(x: int, y: int, colour: str) -> dict[str, Any]:
    """The layout shape that marks the selected cell."""
    return _square(x, y) | {"line": {"width": 2, "color": colour}}


def marks(cells: Sequence[Cell], size: int, ink: str) -> go.Scatter:
    """Invisible squares of `size` px under the words of the cells; selecting one changes nothing that can be seen."""
    return go.Scatter(
        x=[cell.x for cell in cells],
        y=[cell.y for cell in cells],
        mode="markers+text",
        marker={"symbol": "square", "size": size, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}, "textfont": {"color": ink}},
        text=[cell.text for cell in cells],
        textposition="middle center",
        textfont={"size": NOTE, "color": [cell.colour for cell in cells]},
        customdata=[cell.data for cell in cells],
        hovertext=[cell.hover for cell in cells],
        hoverinfo="text",
    )


def _square(x: int, y: int) -> dict[str, Any]:
    reach = 0.5 - _GAP
    return {"type": "rect", "x0": x - reach, "x1": x + reach, "y0": y - reach, "y1": y + reach}
