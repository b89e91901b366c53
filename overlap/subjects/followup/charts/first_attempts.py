"""How large a share has been tried by each minute: a curve a group with its band, named where it ends."""

from itertools import pairwise
from math import log10
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, label, sheet
from overlap.charts.palette import Palette
from overlap.labels import of_name
from overlap.sentences.durations import TICKS, lasting

MOST_CURVES = 6
FEWEST = 30  # still at risk: beyond, a curve is not drawn
_HEIGHT = 330
_ROOM = 1.55  # times the length of the axis, for the names behind the curves
_APART = 0.115  # of the axis of shares, between two names

Points = list[dict[str, Any]]


def attempts(rows: pl.DataFrame, limit: int | None, target: float | None, scale: str, palette: Palette) -> go.Figure:
    """The curves of followup/curve, of the largest groups, on a time axis of powers from one minute on.

    `limit` are the agreed minutes and `target` the share agreed to be tried by then, marked by a cross; None: unmarked.
    """
    groups = largest(rows)
    drawn = {name: _drawn(points) for name, points in groups.items()}
    longest = max([60.0, *(float(points[-1]["minutes"]) for points in drawn.values())])
    figure = sheet(palette, _HEIGHT)
    ends = {name: points[-1]["attempted_share"] for name, points in drawn.items()}
    for (name, points), (colour, text, dash), at in zip(
        drawn.items(), _styles(palette), _apart(list(ends.values())), strict=False
    ):
        _curve(figure, name, points, colour, dash, palette)
        said = f"{'⋯ ' if dash == 'dot' else ''}<b>{_short(name)}</b>"
        if limit is not None:
            said += f"<br>{words.share(share_by(groups[name], limit))} in {lasting(limit)}"
        figure.add_annotation(
            x=log10(longest), y=at, text=said, showarrow=False, xanchor="left", xshift=6,
            align="left", font={"size": NOTE, "color": text},
        )  # fmt: skip
    if limit and target is not None:
        figure.add_vline(x=limit, line={"dash": "dot", "width": 1.5, "color": palette.grey})
        figure.add_scatter(
            x=[limit], y=[target], mode="markers+text", text=[f"agreed: {target:.0%} in {lasting(limit)}  "],
            textposition="middle left", textfont={"size": NOTE, "color": palette.muted}, hoverinfo="skip",
            marker={"symbol": "x-thin", "size": 10, "line": {"width": 2.5, "color": palette.ink}},
        )  # fmt: skip
    ticks = {minutes: said for minutes, said in TICKS[scale].items() if minutes <= longest}
    figure.update_layout(
        xaxis=axis(
            palette, type="log", range=[-0.03, log10(longest) * _ROOM], tickvals=list(ticks),
            ticktext=list(ticks.values()), tickangle=0,
        ),
        yaxis=axis(palette, range=[-0.02, 1.06], tickformat=".0%", nticks=6, showgrid=True, gridcolor=palette.border),
    )  # fmt: skip
    return figure


def largest(rows: pl.DataFrame) -> dict[str, Points]:
    """The points of the groups with the most handoffs, by name; at most six."""
    groups = {part["group_name"][0]: part.to_dicts() for part in rows.partition_by("group_id", "group_name")}
    by_size = sorted(groups.items(), key=lambda item: -item[1][0]["at_risk_count"])
    return dict(by_size[:MOST_CURVES])


def share_by(points: Points, minutes: int) -> float:
    """The share tried by that minute."""
    return max((point["attempted_share"] for point in points if point["minutes"] <= minutes), default=0.0)


def _drawn(points: Points) -> Points:
    """The curve while enough are at risk; a small group's whole."""
    kept = [point for point in points if point["at_risk_count"] >= FEWEST]
    return kept or points


def _short(name: str) -> str:
    """The first line of a name; the whole stands where the pointer rests."""
    first, *more = label(of_name(name), 15).split("<br>")
    return f"{first} …" if more else first


def _styles(palette: Palette) -> list[tuple[str, str, str]]:
    """Mark, words and stroke of each curve."""
    hues = (
        (palette.sales, palette.sales_text),
        (palette.marketing, palette.marketing_text),
        (palette.shared, palette.shared_text),
    )
    return [(mark, text, dash) for dash in ("solid", "dot") for mark, text in hues]


def _curve(figure: go.Figure, name: str, points: Points, colour: str, dash: str, palette: Palette) -> None:
    times = [max(point["minutes"], 1) for point in points]
    quiet: dict[str, Any] = {"x": times, "mode": "lines", "hoverinfo": "skip"}
    edge = {"width": 0, "shape": "hv", "color": colour}
    figure.add_scatter(y=[point["attempted_low"] for point in points], line=edge, **quiet)
    figure.add_scatter(
        y=[point["attempted_high"] for point in points], line=edge, fill="tonexty",
        fillcolor=palette.faded(colour, 0.16), **quiet,
    )  # fmt: skip
    figure.add_scatter(
        x=times,
        y=[point["attempted_share"] for point in points],
        mode="lines",
        line={"width": 2.5, "shape": "hv", "color": colour, "dash": dash},
        hovertext=[_hover(name, point) for point in points],
        hoverinfo="text",
    )


def _apart(ends: list[float]) -> list[float]:
    """Where names stand so that none lies on another, each as near its curve's end as can be, none above 100%."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    at = list(ends)
    for below, above in pairwise(order):
        at[above] = max(at[above], at[below] + _APART)
    highest = 1.0
    for place in reversed(order):
        at[place] = min(at[place], highest)
        highest = at[place] - _APART
    return at


def _hover(name: str, point: dict[str, Any]) -> str:
    tried = words.rate(point["attempted_share"], point["attempted_low"], point["attempted_high"])
    return (
        f"{label(of_name(name), 30)}<br><b>{tried}</b> contacted within {lasting(point['minutes'])}"
        f"<br>{words.share(point['closed_share'])} closed without an attempt"
        f"<br>{words.counted(point['at_risk_count'], 'handoff')} waited that long"
    )
