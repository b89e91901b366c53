"""The cells of a heat map: painted squares, with marks over them that a reader can hover and select.

Plotly's own heat maps cannot be selected, and choose the colour of their words as if every page were white.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from overlap.charts.palette import Palette

_WORDS = 10.5  # px: four digits fit a column of the ledger on a phone
_GAP = 0.03  # of a cell, on each side
REACH = 60  # px from its middle within which a cell answers to the pointer


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


def marks(cells: Sequence[Cell], size: int, palette: Palette) -> go.Scatter:
    """The words of the cells, with squares of `size` px around them that only show when selected."""
    return go.Scatter(
        x=[cell.x for cell in cells],
        y=[cell.y for cell in cells],
        mode="markers+text",
        marker={
            "symbol": "square-open",
            "size": size,
            "opacity": 0,
            "color": palette.shared_text,
            "line": {"width": 2, "color": palette.shared_text},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0}, "textfont": {"color": palette.ink}},
        text=[cell.text for cell in cells],
        textposition="middle center",
        textfont={"size": _WORDS, "color": [cell.colour for cell in cells]},
        customdata=[cell.data for cell in cells],
        hovertext=[cell.hover for cell in cells],
        hoverinfo="text",
    )


def _square(x: int, y: int) -> dict[str, Any]:
    reach = 0.5 - _GAP
    return {"type": "rect", "x0": x - reach, "x1": x + reach, "y0": y - reach, "y1": y + reach}
