"""Whom marketing, sales or both met: two circles true to the revenue won, bars for what was lost or never opened."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis, sheet
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import row_sheet
from overlap.subjects.revenue.charts.circle_areas import Point, circles, lens, outline

CONTACTS = {
    "only_marketing": "only marketing",
    "both": "both",
    "only_sales": "only sales",
    "neither": "neither recorded",
}
OUTCOMES = {"won": "Deals won", "lost": "Deals lost", "never_opened": "Leads never opened"}
_HEIGHT, _LABELS = 380, 76  # px; the labels over the circles have four lines
_WHITE = "#ffffff"  # on the violet of both themes, 5:1
_INSIDE = 0.12  # of a bar, from which a share is written into it

Row = Mapping[str, Any]


def venn(won: Mapping[str, Row], palette: Palette, currency: str) -> go.Figure:
    """Marketing's and sales' circle of the won deals, areas by amount, by number where no amount is known.

    `won` has the rows of revenue/overlap for won deals by contact.
    """
    sizes = {contact: _size(won, contact) for contact in CONTACTS}
    drawn = circles(sizes["only_marketing"], sizes["both"], sizes["only_sales"])
    figure = sheet(palette, _HEIGHT)
    _area(figure, outline(drawn.left, 0.0), palette.marketing)
    _area(figure, outline(drawn.right, drawn.distance), palette.sales)
    shared = lens(drawn)
    if shared:
        _area(figure, shared, palette.background)
        _area(figure, shared, palette.shared)
    low, high = drawn.span
    middle, reach = (low + high) / 2, drawn.tallest
    if shared:
        x = sum(point[0] for point in shared) / len(shared)
        figure.add_annotation(
            x=x, y=0, text=_told("Both", won["both"], currency), showarrow=False, font={"size": 14, "color": _WHITE}
        )
    _above(figure, low, "left", palette.marketing_text, _told("Only marketing", won["only_marketing"], currency))
    _above(figure, high, "right", palette.sales_text, _told("Only sales", won["only_sales"], currency))
    neither = f"Neither recorded: {_counted(won['neither'], currency)}"
    figure.add_annotation(
        x=middle, y=-reach, yanchor="top", yshift=-10, text=neither, showarrow=False, font={"color": palette.muted}
    )
    figure.update_layout(
        margin={"t": _LABELS},
        xaxis=axis(palette, visible=False, range=[low - 0.1 * reach, high + 0.1 * reach]),
        yaxis=axis(palette, visible=False, range=[-reach * 1.22, reach * 1.02], scaleanchor="x"),
    )
    return figure


def partition(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """Of each outcome a whole bar, cut into the four contacts by number, in the order of the circles."""
    by_place = {(row["outcome"], row["contact"]): row for row in rows.to_dicts()}
    outcomes = [outcome for outcome in OUTCOMES if (outcome, "both") in by_place]
    colours = (palette.marketing, palette.shared, palette.sales, palette.grey)
    totals = [sum(by_place[outcome, contact]["record_count"] for contact in CONTACTS) for outcome in outcomes]
    names = [f"{OUTCOMES[outcome]}<br>{words.count(total)} " for outcome, total in zip(outcomes, totals, strict=True)]
    figure = row_sheet(palette, names, 58, 8)
    for (contact, name), colour in zip(CONTACTS.items(), colours, strict=True):
        lines = [by_place[outcome, contact] for outcome in outcomes]
        shares = [line["share"] or 0.0 for line in lines]
        figure.add_bar(
            x=shares,
            y=list(range(len(outcomes))),
            orientation="h",
            marker={"color": colour, "line": {"width": 1, "color": palette.background}},
            text=[f"{name} {words.share(share)}" if share >= _INSIDE else "" for share in shares],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"size": TEXT, "color": _WHITE},
            hovertext=[_hover(outcome, name, line) for outcome, line in zip(outcomes, lines, strict=True)],
            hoverinfo="text",
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.32,
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=[0, 1]),
    )
    return figure


def _size(won: Mapping[str, Row], contact: str) -> float:
    """What a contact's area stands for: money where there is any above zero, else the number of deals."""
    has_money = any(float(row["amount"] or 0) > 0 for row in won.values())
    return max(0.0, float((won[contact]["amount"] or 0) if has_money else won[contact]["record_count"]))


def _area(figure: go.Figure, polygon: list[Point], colour: str) -> None:
    figure.add_scatter(
        x=[x for x, _ in polygon],
        y=[y for _, y in polygon],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=colour,
        hoverinfo="skip",
    )


def _above(figure: go.Figure, x: float, anchor: str, colour: str, text: str) -> None:
    """A circle's label over its outer edge: beside it there is no room on a narrow screen."""
    figure.add_annotation(
        x=x, y=1, yref="paper", yanchor="bottom", text=text, showarrow=False, xanchor=anchor, align=anchor,
        font={"size": TEXT, "color": colour},
    )  # fmt: skip


def _told(name: str, row: Row, currency: str) -> str:
    return f"<b>{name}</b><br>{words.money_short(row['amount'], currency)}<br>{_deals(row)}<br>{_share(row)}"


def _counted(row: Row, currency: str) -> str:
    return f"{_deals(row)}, {words.money_short(row['amount'], currency)}" if row["record_count"] else _deals(row)


def _deals(row: Row) -> str:
    return words.counted(row["record_count"], "deal")


def _share(row: Row) -> str:
    return words.share(row["share"] if row["amount_share"] is None else row["amount_share"])


def _hover(outcome: str, name: str, line: Row) -> str:
    share = words.rate(line["share"], line["share_low"], line["share_high"])
    return f"{OUTCOMES[outcome]}, {name}<br><b>{words.count(line['record_count'])}</b><br>{share}"
