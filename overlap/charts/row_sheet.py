"""Charts of horizontal rows: a label for each, the first on top, and what several of them draw in a row."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from overlap.charts.base import NOTE, TEXT, axis, label, sheet
from overlap.charts.palette import Palette


def row_sheet(palette: Palette, labels: Sequence[str], row_height: int, beside: int) -> go.Figure:
    """An empty figure with a row of `row_height` px for each label, at the places 0, 1, ... from the top.

    `beside` px are left for what stands above and below all rows.
    """
    figure = sheet(palette, row_height * len(labels) + beside)
    every = list(range(len(labels)))
    figure.update_layout(
        yaxis=axis(palette, range=[len(labels) - 0.4, -0.6], tickvals=every, ticktext=list(labels)),
    )
    return figure


def one_line(name: object, letters: int = 22) -> str:
    """A name as a label of one line: twice as many letters, since a row is low and wide."""
    return label(name, letters).replace("<br>", " ")


def note(text: str, palette: Palette, size: int = NOTE - 1) -> str:
    """The small muted words of a label; `text` is safe."""
    return f'<span style="font-size:{size}px;color:{palette.muted}">{text}</span>'


def noted(name: str, said: str, palette: Palette, size: int = NOTE - 1) -> str:
    """A label of a name and, under it, a note; both are safe."""
    return f'<span style="color:{palette.ink}">{name}</span><br>{note(said, palette, size)}'


def beside_bars(texts: Sequence[str], palette: Palette) -> dict[str, Any]:
    """What a trace of bars needs to say `texts` behind their ends."""
    font = {"size": TEXT, "color": palette.ink}
    return {"text": list(texts), "textposition": "outside", "textfont": font, "cliponaxis": False}


def dot_marker(colours: Sequence[str], hollow: Sequence[bool], seen: Sequence[bool]) -> dict[str, Any]:
    """The marker of a trace of dots: hollow ones may not be ranked, and one that is not seen still answers."""
    return {
        "size": 11,
        "color": list(colours),
        "symbol": ["circle-open" if each else "circle" for each in hollow],
        "line": {"width": 2, "color": list(colours)},
        "opacity": [1 if each else 0 for each in seen],
    }


def stroke(figure: go.Figure, place: int, ends: Sequence[float | None], width: int, colour: str) -> None:
    """A line along a row from one end to the other that does not answer to the pointer."""
    line = {"width": width, "color": colour}
    figure.add_scatter(x=list(ends), y=[place, place], mode="lines", line=line, hoverinfo="skip")


def dotted(figure: go.Figure, at: float, palette: Palette) -> None:
    """The upright line that all rows are compared with, under their marks."""
    figure.add_vline(x=at, layer="below", line={"dash": "dot", "width": 1.5, "color": palette.grey})
