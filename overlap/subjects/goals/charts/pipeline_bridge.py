"""What the open pipeline was, what came in, grew, shrank and left, and what it is, as bars one after the other."""

from collections.abc import Sequence

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import axis
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, noted, row_sheet
from overlap.subjects.goals.pipeline import NAMES, Row, by_part

_ROOM = 1.35  # times the highest level, so that a label fits behind its bar
_STANDING = ("open_then", "open_now")


def bridge(rows: Sequence[Row], palette: Palette, currency: str) -> go.Figure:
    """A bar for each part of goals/pipeline_bridge but the slipped, which open now holds; its data is the part."""
    parts = [by_part(rows)[part] for part in NAMES]
    starts, level = [], 0.0
    for row in parts:
        starts.append(0.0 if row["part"] in _STANDING else level)
        level = starts[-1] + float(row["amount"])
    figure = row_sheet(palette, [_label(row, palette) for row in parts], 44, 8)
    ends = [start + float(row["amount"]) for start, row in zip(starts, parts, strict=True)]
    figure.add_bar(
        x=[abs(end - start) for start, end in zip(starts, ends, strict=True)],
        base=[min(each) for each in zip(starts, ends, strict=True)],
        y=list(range(len(parts))),
        orientation="h",
        width=0.5,
        marker_color=[_colour(row, palette) for row in parts],
        customdata=[row["part"] for row in parts],
        **beside_bars([_amount(row, currency) for row in parts], palette),
        hovertext=[_hover(row, currency) for row in parts],
        hoverinfo="text",
    )
    line = {"color": palette.grey, "width": 1, "dash": "dot"}
    for place, end in enumerate(ends[:-1]):
        figure.add_shape(type="line", x0=end, x1=end, y0=place, y1=place + 1, line=line, layer="below")
    low, high = min([0.0, *starts, *ends]), max([0.0, *starts, *ends])
    figure.update_layout(xaxis=axis(palette, visible=False, range=[low * _ROOM, (high * _ROOM) or 1.0]))
    return figure


def _hover(row: Row, currency: str) -> str:
    counted = words.counted(row["deal_count"], "deal")
    return f"{NAMES[row['part']]}: {counted}<br><b>{words.money(row['amount'], currency)}</b>"


def _amount(row: Row, currency: str) -> str:
    standing = row["part"] in _STANDING
    return words.money_short(row["amount"], currency) if standing else words.money_change(row["amount"], currency)


def _label(row: Row, palette: Palette) -> str:
    return noted(NAMES[row["part"]], words.counted(row["deal_count"], "deal"), palette)


def _colour(row: Row, palette: Palette) -> str:
    """What leaves as won is good although it takes away from what is open."""
    if row["part"] in _STANDING:
        return palette.shared
    return palette.good if row["part"] == "won" or (row["amount"] >= 0 and row["part"] != "lost") else palette.bad
