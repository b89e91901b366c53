"""The largest leaks by what they are worth at most: a bar of money with its interval for each."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import axis, safe
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, noted, one_line, row_sheet
from overlap.subjects.funnel import leak_words as said

MOST = 8
_ROW = 46

Row = Mapping[str, Any]


def leaks(rows: Sequence[Row], palette: Palette, currency: str) -> go.Figure:
    """A bar a leak, the largest first. `rows` are leaks of funnel/leaks; a mark's data is its place among them.

    Where no money is known, bars are leads lost beyond what is expected.
    """
    shown = list(rows)[:MOST]
    has_money = all(row["worth"] is not None for row in shown)
    size = "worth" if has_money else "gap_shrunk"
    low, high = f"{size}_low", f"{size}_high"
    labels = [noted(one_line(said.named(row)), _note(row), palette) for row in shown]
    figure = row_sheet(palette, labels, _ROW, 30)
    values = [float(row[size]) for row in shown]
    bars = [
        ErrorBar(place, float(row[low]), float(row[high]), palette.faded(palette.grey, 0.7), width=3)
        for place, row in enumerate(shown)
        if row[low] is not None
    ]
    span = reach(values, [end for bar in bars for end in (bar.low, bar.high)])
    texts = [words.money_short(row["worth"], currency) if has_money else f"{row['gap_shrunk']:,.0f}" for row in shown]
    figure.add_bar(
        x=values, y=list(range(len(shown))), orientation="h", width=0.5, marker_color=palette.bad,
        customdata=list(range(len(shown))), hovertext=[_hover(row, currency) for row in shown], hoverinfo="text",
    )  # fmt: skip
    across(figure, [ErrorBar(bar.place + 0.34, bar.low, bar.high, bar.colour, bar.width) for bar in bars], span)
    figure.update_traces(selector={"type": "bar"}, **beside_bars(texts, palette))
    room = (span[1] - span[0]) * 0.14
    options: dict[str, Any] = {"range": [span[0], span[1] + room], "nticks": 3, "tickangle": 0, "showgrid": True}
    prefix = {"tickprefix": f"{words.currency_symbol(currency)}{words.NO_BREAK}"} if has_money else {}
    figure.update_layout(xaxis=axis(palette, gridcolor=palette.border, **options, **prefix))
    return figure


def _note(row: Row) -> str:
    return f"{said.step(row)}: {said.beyond(row)} of {words.count(row['judged_count'])}"


def _hover(row: Row, currency: str) -> str:
    rates = f"{words.share(row['lost_rate'])} lost, {words.share(row['expected_rate'])} expected"
    money = said.worth(row, currency)
    lines = [safe(said.named(row)), said.step(row), f"<b>{rates}</b>", said.beyond(row)]
    return "<br>".join([*lines, *([f"worth {money}"] if money else [])])
