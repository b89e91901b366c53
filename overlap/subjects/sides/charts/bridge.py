"""A change of revenue from one period to another, part by part; the two totals are marks, since the axis skips zero."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import axis
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, noted, row_sheet
from overlap.subjects.sides.bridge_words import NAMES, interval
from overlap.subjects.sides.resampled import NOISE

_ROW = 40
_ROOM = 0.42  # of the span, for the labels behind the bars
_LEAST = 0.004  # of the span: as wide as a bar of nothing is drawn

Row = Mapping[str, Any]


def bridge(rows: Sequence[Row], palette: Palette, currency: str) -> go.Figure:
    """The total then, a bar a part that begins where the one above ends, the total now; grey: within noise."""
    then, now = float(rows[0]["revenue_then"]), float(rows[0]["revenue_now"])
    levels = [then]
    for row in rows:
        levels.append(levels[-1] + float(row["amount"]))
    span = max(max(levels) - min(levels), 0.05 * max(map(abs, levels)), 1.0)
    names = ["Then", *(NAMES[row["part"]] for row in rows), "Now"]
    notes = [
        words.money_short(then, currency),
        *(_note(row, currency) for row in rows),
        words.money_short(now, currency),
    ]
    labels = [noted(name, note, palette) for name, note in zip(names, notes, strict=True)]
    drawn = row_sheet(palette, labels, _ROW, 8)
    amounts = [float(row["amount"]) for row in rows]
    drawn.add_bar(
        x=[max(abs(amount), _LEAST * span) for amount in amounts],
        base=[min(pair) for pair in zip(levels[:-1], levels[1:], strict=True)],
        y=list(range(1, len(rows) + 1)), orientation="h", width=0.5,
        marker_color=[_colour(row, palette) for row in rows],
        **beside_bars([words.money_change(row["amount"], currency) for row in rows], palette),
        hovertext=[_hover(row, currency) for row in rows], hoverinfo="text",
    )  # fmt: skip
    marker = {"symbol": "line-ns-open", "size": 22, "color": palette.ink, "line": {"width": 3, "color": palette.ink}}
    totals = [words.money(rows[0]["revenue_then"], currency), words.money(rows[0]["revenue_now"], currency)]
    drawn.add_scatter(
        x=[then, now], y=[0, len(rows) + 1], mode="markers", marker=marker,
        hovertext=[f"{name}<br><b>{total}</b>" for name, total in zip(("Then", "Now"), totals, strict=True)],
        hoverinfo="text",
    )  # fmt: skip
    line = {"color": palette.grey, "width": 1, "dash": "dot"}
    for place, level in enumerate(levels):
        drawn.add_shape(type="line", x0=level, x1=level, y0=place, y1=place + 1, line=line, layer="below")
    ends = [min(levels) - 0.05 * span, max(levels) + _ROOM * span]
    drawn.update_layout(xaxis=axis(palette, visible=False, range=ends))
    return drawn


def _note(row: Row, currency: str) -> str:
    ends = interval(row, currency)
    return f"{ends}, within noise" if row["verdict"] == NOISE else ends


def _hover(row: Row, currency: str) -> str:
    ends = interval(row, currency)
    return f"{NAMES[row['part']]}<br><b>{words.money(row['amount'], currency)}</b>, 95%: {ends}<br>{row['verdict']}"


def _colour(row: Row, palette: Palette) -> str:
    """Grey within noise; else the team that can act on it, violet where both can or it is a matter of closing."""
    if row["verdict"] == NOISE:
        return palette.grey
    teams = {"marketing": palette.marketing, "sales": palette.sales, "neither": palette.muted}
    return teams.get(row.get("team", ""), palette.shared)
