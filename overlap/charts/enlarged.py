"""A chart for a projector: the same marks, every text at least as large as one reads from the back of a room."""

import re
from typing import Any

import plotly.graph_objects as go

SMALLEST = 16  # px
FACTOR = 1.8
_INLINE = re.compile(r"font-size:(\d+(?:\.\d+)?)px")


def enlarged(figure: go.Figure) -> go.Figure:
    """The figure with texts, margins and height larger; widths of bars follow the height."""
    grown = go.Figure(_grown(figure.to_plotly_json(), ""))
    margin = figure.layout.margin
    sides = {side: (margin[side] or 0) * FACTOR for side in ("l", "r", "t", "b") if margin[side] is not None}
    grown.update_layout(height=(figure.layout.height or 0) * FACTOR or None, margin=sides)
    return grown


def _grown(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _size(each) if _is_size(key, name) else _grown(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_grown(each, key) for each in value]
    if isinstance(value, str):
        return _INLINE.sub(lambda found: f"font-size:{_size(float(found[1])):g}px", value)
    return value


def _is_size(parent: str, name: str) -> bool:
    return name == "size" and parent.endswith("font") or name == "minsize"


def _size(size: float) -> float:
    return max(SMALLEST, round(size * FACTOR))
