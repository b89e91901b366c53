"""The words that set good leads apart from bad ones, as dots: how clearly, and on which side."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, label, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import row_sheet, stroke
from overlap.subjects.quality.steps.distinctive_terms import NOT_APART

MOST_A_SIDE = 10
_ROW = 26


def terms(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """A line a term of `telling`, in its order. The data of a dot is its place. Larger dots: more comments."""
    lines = rows.to_dicts()
    places = list(range(len(lines)))
    colours = [palette.good if line["log_odds"] > 0 else palette.bad for line in lines]
    names = [f'<span style="color:{palette.ink}">{label(line["term"], 26)}</span>  ' for line in lines]
    figure = row_sheet(palette, names, _ROW, 40)
    for place, line in enumerate(lines):
        stroke(figure, place, [0, line["z"]], 2, palette.faded(colours[place], 0.4))
    most = max((_count(line) for line in lines), default=1)
    figure.add_scatter(
        x=[line["z"] for line in lines],
        y=places,
        mode="markers",
        marker={"size": [9 + 9 * (_count(line) / most) ** 0.5 for line in lines], "color": colours, "opacity": 1},
        customdata=places,
        hovertext=[_hover(line) for line in lines],
        hoverinfo="text",
    )
    widest = max((abs(line["z"]) for line in lines), default=1.0) * 1.15
    figure.add_vline(x=0, layer="below", line={"width": 1, "color": palette.grey})
    note = {"size": NOTE, "color": palette.muted}
    for x, anchor, said in ((-widest, "left", "◀ said of bad leads"), (widest, "right", "said of good leads ▶")):
        figure.add_annotation(
            x=x, y=1, yref="paper", text=said, showarrow=False, xanchor=anchor, yanchor="bottom", font=note
        )
    figure.update_layout(margin_t=22, xaxis=axis(palette, range=[-widest, widest], showticklabels=False))
    return figure


def telling(rows: pl.DataFrame) -> pl.DataFrame:
    """Of quality/distinctive_terms the clearest terms of each side, good ones first.

    A word that is never said without its neighbour stands in the pair of both, not once more by itself.
    """
    apart = rows.filter(pl.col("verdict") != NOT_APART)
    pairs = {
        (word, row["good_count"], row["bad_count"])
        for row in apart.filter(pl.col("term").str.contains(" ")).to_dicts()
        for word in row["term"].split()
    }
    kept = apart.filter(
        pl.Series(
            [(row["term"], row["good_count"], row["bad_count"]) not in pairs for row in apart.to_dicts()],
            dtype=pl.Boolean,
        )
    )
    good, bad = kept.filter(pl.col("z") > 0), kept.filter(pl.col("z") < 0)
    sides = good.sort("z", "term", descending=[True, False]).head(MOST_A_SIDE), bad.sort("z", "term").head(MOST_A_SIDE)
    return pl.concat([sides[0], sides[1].reverse()])


def _count(line: dict[str, Any]) -> int:
    return line["good_count"] + line["bad_count"]


def _hover(line: dict[str, Any]) -> str:
    good, bad = words.count(line["good_count"]), words.count(line["bad_count"])
    of = (
        f"of {words.count(line['good_comments'])} comments on good leads and {words.count(line['bad_comments'])} on bad"
    )
    return f"{safe(line['term'])}<br><b>{good} on good, {bad} on bad leads</b><br>{of}<br>z {line['z']:+.1f}"
