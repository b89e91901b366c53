"""The sheet every figure is drawn on: clear ground, quiet axes, labels that data cannot turn into markup."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from math import floor, log10
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BasePlotlyType

from overlap import words
from overlap.charts.palette import Palette

TEXT, NOTE = 12, 11  # px
LEAST = 40  # px: Plotly refuses less than 10, which rows that are not there would ask for
LEAST_DRAWN = 20  # px of a plot without its labels
_CLEAR = "rgba(0,0,0,0)"


class Figure(go.Figure):
    """A figure that nobody listens to while it is made: the same figure, in half the time.

    Plotly holds back what `update_layout` changes, to tell a widget of it at once, and sets it all again when it has.
    """

    @contextmanager
    def batch_update(self) -> Iterator[None]:
        """What is changed within is changed at once."""
        yield

    def update_layout(self, dict1: Mapping[str, Any] | None = None, overwrite: bool = False, **kwargs: Any) -> "Figure":
        """A part that has been empty so far is set as it is; of any other the properties that are named."""
        for name, value in {**(dict1 or {}), **kwargs}.items():
            if not overwrite and name in self.layout and self._holds(name):
                super().update_layout({name: value})
            else:
                self.layout[name] = value
        return self

    def _holds(self, name: str) -> bool:
        """Whether there is anything in a part of the layout that has parts."""
        part = self.layout[name]
        return bool(part.to_plotly_json() if isinstance(part, BasePlotlyType) else isinstance(part, tuple) and part)

    def _relayout_child(self, child: Any, key_path_str: str, val: Any) -> None:
        """Of the layout's changes nobody is told."""

    def _restyle_child(self, child: Any, key_path_str: str, val: Any) -> None:
        """Nor of the traces'."""


def sheet(palette: Palette, height: int) -> go.Figure:
    """An empty figure of `height` px, of a few where nothing is to be drawn.

    Margins are 0: axes ask for the room of their labels themselves.
    """
    return Figure(
        layout=go.Layout(
            height=max(height, LEAST),
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            minreducedheight=LEAST_DRAWN,  # Plotly's own, 64, leaves the labels of a single row no room
            paper_bgcolor=_CLEAR,
            plot_bgcolor=_CLEAR,
            font={"size": TEXT, "color": palette.ink},
            hoverlabel={
                "bgcolor": palette.background,
                "bordercolor": palette.border,
                "font": {"size": TEXT, "color": palette.ink},
                "align": "left",
            },
            showlegend=False,
            dragmode=False,
            uniformtext={"mode": "hide", "minsize": 10},
        )
    )


def axis(palette: Palette, **options: Any) -> dict[str, Any]:
    """A quiet axis: no line, no zoom, labels in the muted colour at their own size; `options` override."""
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": NOTE, "color": palette.muted},
    }
    return quiet | options


def money_axis(palette: Palette, highest: float, currency: str) -> dict[str, Any]:
    """A money axis from 0 to a little above `highest`, with three or four round amounts."""
    step = _round_step(highest / 3)
    ticks = [step * place for place in range(int(highest / step) + 1)]
    return axis(
        palette,
        range=[0, max(highest, step) * 1.12],
        tickvals=ticks,
        ticktext=[_round_money(tick, currency) for tick in ticks],
        showgrid=True,
        gridcolor=palette.border,
    )


def share_axis(palette: Palette, furthest: float) -> dict[str, Any]:
    """A level axis of shares from 0 to a little above `furthest`, with room for the label of 100% if it gets there."""
    most = min(furthest * 1.06, 1.06)
    digits = 0 if most > 0.05 else 1
    return axis(palette, range=[-0.01 * most, most], tickformat=f".{digits}%", nticks=6, tickangle=0)


def safe(text: object) -> str:
    """`text` with nothing left in it that Plotly would read as markup."""
    return escape(str(text), quote=False)


def label(name: object, letters: int = 18) -> str:
    """A name as an axis label: at most two lines of `letters`, a longer one cut in its middle, safe."""
    text = " ".join(str(name).split())
    for most in range(2 * letters, letters, -1):
        lines = textwrap.wrap(words.shortened(text, most), letters, break_long_words=False)
        if len(lines) <= 2 and all(len(line) <= letters for line in lines):
            return "<br>".join(safe(line) for line in lines)
    return safe(words.shortened(text, letters))


def _round_money(amount: float, currency: str) -> str:
    """A round amount without its zeros: `€ 2M`, not `€ 2.00M`."""
    return re.sub(r"\.0+(?=\D*$)", "", words.money_short(amount, currency))


def _round_step(about: float) -> float:
    """The nearest of 1, 2, 5 times a power of ten; 1 for nothing at all."""
    if about <= 0:
        return 1.0
    power = 10.0 ** floor(log10(about))
    return min((factor * power for factor in (1, 2, 5, 10)), key=lambda step: abs(log10(step / about)))
