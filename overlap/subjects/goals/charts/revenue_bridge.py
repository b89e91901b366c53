"""What moved booked revenue: the number and the size of deals, by kind; the parts add up to the change exactly."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, row_sheet

_CENT = Decimal("0.01")
_ROOM = 2.1  # times the longest bar, so that its label fits beside it
_KINDS = {"new": "New business", "expansion": "Expansion", "renewal": "Renewals"}


@dataclass(frozen=True)
class Part:
    """One part of a change in money: which kind of deal, and whether through their number or their size."""

    kind: str
    what: str
    amount: Decimal


def parts_of_change(before: pl.DataFrame, now: pl.DataFrame) -> list[Part]:
    """The change of revenue by kind, split into number and size of deals; both frames have kind, deal_count, revenue.

    Number: change of the count at the mean of both average sizes. Size: all the rest, so that the two add up to the
    cent (the Shapley split of a product of two). Without deals in one period its average is the other's.
    """
    then, after = (
        {row["kind"]: (row["deal_count"], row["revenue"]) for row in frame.to_dicts()} for frame in (before, now)
    )
    parts = []
    for kind in [kind for kind in _KINDS if kind in then or kind in after]:
        (count_0, amount_0), (count_1, amount_1) = then.get(kind, (0, Decimal(0))), after.get(kind, (0, Decimal(0)))
        size_0 = amount_0 / count_0 if count_0 else amount_1 / count_1
        size_1 = amount_1 / count_1 if count_1 else size_0
        number = ((count_1 - count_0) * (size_0 + size_1) / 2).quantize(_CENT, ROUND_HALF_EVEN)
        parts += [Part(kind, "number", number), Part(kind, "size", amount_1 - amount_0 - number)]
    return parts


def change(parts: list[Part], palette: Palette, currency: str) -> go.Figure:
    """A bar for each part from a zero line, signed, green where it adds and red where it takes away."""
    amounts = [float(part.amount) for part in parts]
    reach = max([abs(amount) for amount in amounts] or [0]) or 1.0
    figure = row_sheet(palette, ["{}<br>{}".format(*_words(part)) for part in parts], 44, 20)
    figure.add_bar(
        x=amounts,
        y=list(range(len(parts))),
        orientation="h",
        marker_color=[palette.good if amount >= 0 else palette.bad for amount in amounts],
        **beside_bars([words.money_change(part.amount, currency) for part in parts], palette),
        constraintext="none",
        hovertext=["{}: {}<br><b>{}</b>".format(*_words(part), words.money(part.amount, currency)) for part in parts],
        hoverinfo="text",
    )
    figure.add_vline(x=0, line={"color": palette.grey, "width": 1})
    figure.update_layout(
        bargap=0.4,
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=_room(amounts, reach)),
    )
    return figure


def _words(part: Part) -> tuple[str, str]:
    if part.what == "number":
        return _KINDS[part.kind], "more deals" if part.amount >= 0 else "fewer deals"
    return _KINDS[part.kind], "larger deals" if part.amount >= 0 else "smaller deals"


def _room(amounts: list[float], reach: float) -> list[float]:
    """An axis with room for the labels at the ends of the bars, on the sides that have bars."""
    low = -_ROOM * reach if any(amount < 0 for amount in amounts) else -0.05 * reach
    return [low, _ROOM * reach if any(amount >= 0 for amount in amounts) else 0.05 * reach]
