"""A figure that nobody listens to while it is made is the figure that Plotly's own would be."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.basedatatypes import BasePlotlyType

from overlap.charts.base import Figure, axis
from overlap.charts.palette import LIGHT

Change = Callable[[go.Figure], object]
CHANGES: Mapping[str, Change] = {
    "a part that was empty": lambda figure: figure.update_layout(yaxis=axis(LIGHT, range=[0, 3], title={"text": "a"})),
    "some properties of a part": lambda figure: figure.update_layout(margin={"t": 3}, font={"size": 9}),
    "part of a part's part": lambda figure: figure.update_layout(xaxis={"title": {"font": {"size": 7}}}),
    "a part by itself": lambda figure: figure.update_layout(xaxis={"tickfont": {"size": 7}}, overwrite=True),
    "an axis beyond the first": lambda figure: figure.update_layout({"yaxis9": {"overlaying": "y", "range": [0, 1]}}),
    "a path": lambda figure: figure.update_layout(xaxis_title_text="days", legend_font_size=8),
    "what is no part": lambda figure: figure.update_layout(meta={"months": [1]}, height=90, showlegend=True),
    "lists": lambda figure: figure.update_layout(shapes=[{"type": "line", "x0": 1, "x1": 1}], annotations=[{"x": 2}]),
    "lines and words": lambda figure: (
        figure.add_vline(x=1, line={"width": 2}), figure.add_annotation(x=1, text="b"), figure.add_shape(type="rect"),
    ),
    "axes and traces": lambda figure: (
        figure.update_xaxes(showgrid=True), figure.update_yaxes(range=[1, 2]), figure.update_traces(opacity=0.5),
    ),
    "an attribute": lambda figure: setattr(figure.layout, "title", {"text": "c"}),
}  # fmt: skip


def drawn(kind: type[go.Figure], changes: list[Change]) -> dict[str, Any]:
    start = {"margin": {"l": 0, "t": 0}, "font": {"size": 12, "color": "red"}, "xaxis": {"title": {"text": "x"}}}
    figure = kind(layout=start)
    figure.add_scatter(x=[date(2026, 5, 1), date(2026, 6, 1)], y=[1, 2], marker={"size": [3, 4]})
    for change in changes:
        change(figure)
    return figure.to_plotly_json()


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_makes_what_plotly_makes(name: str) -> None:
    assert drawn(Figure, [CHANGES[name]]) == drawn(go.Figure, [CHANGES[name]])


def test_all_changes_after_each_other_make_what_plotly_makes() -> None:
    changes = list(CHANGES.values())
    both = [*changes, *reversed(changes)]
    assert drawn(Figure, both) == drawn(go.Figure, both)


def test_a_property_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError):
        Figure().update_layout(xaxis={"tickfnt": {"size": 7}})
    with pytest.raises(ValueError):
        Figure().update_layout(no_such_part=1)


def test_plotly_still_asks_figures_what_ours_answers() -> None:
    for owner in (go.Figure, BasePlotlyType):
        assert hasattr(owner, "_relayout_child") and hasattr(owner, "_restyle_child")
