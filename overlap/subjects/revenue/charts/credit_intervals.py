"""How sure credit is: a dot for the rule's credit, a line for its average, a pale bar for what any rule would give."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import money_axis, safe
from overlap.charts.error_bars import ErrorBar, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import noted, one_line, row_sheet, stroke
from overlap.labels import of_name
from overlap.subjects.revenue.steps.credit_intervals import FEW, FEW_ACCOUNTS, UNKNOWN, UNRANKED

_ROW = 42
_TOP = 6
_GREY = (UNKNOWN, FEW, UNRANKED)


def intervals(rows: pl.DataFrame, colour: str, palette: Palette, currency: str) -> go.Figure:
    """A line for each row of revenue/intervals, in its order. The data of a dot is its place in `rows`.

    What is not known, or rests on too little to say where it stands, is grey. What rests on still less has no line. A
    line that ends far beyond every credit is cut, with an arrowhead, so that it does not press all others together.
    """
    lines = rows.to_dicts()
    colours = [palette.grey if _is_grey(line) else colour for line in lines]
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, _TOP + 24)
    for place, line in enumerate(lines):
        if line["models_low"] is not None:
            ends = [float(line["models_low"]), float(line["models_high"])]
            stroke(figure, place, ends, 15, palette.faded(palette.grey, 0.28))
    bars = [
        ErrorBar(place, float(line["low"]), float(line["high"]), palette.faded(mark, 0.75))
        for place, (line, mark) in enumerate(zip(lines, colours, strict=True))
        if line["low"] is not None
    ]
    values = [float(line[name] or 0) for line in lines for name in ("revenue", "models_low", "models_high")]
    span = reach(values, [end for bar in bars for end in (bar.low, bar.high)])
    across(figure, bars, span)
    figure.add_scatter(
        x=[float(line["revenue"]) for line in lines],
        y=list(range(len(lines))),
        mode="markers",
        marker={"size": 11, "color": colours, "line": {"width": 1.5, "color": palette.background}},
        customdata=list(range(len(lines))),
        hovertext=[_hover(line, currency) for line in lines],
        hoverinfo="text",
    )
    money = money_axis(palette, max(1.0, span[1]), currency)
    money["range"] = [span[0], money["range"][1]]
    figure.update_layout(xaxis=money)
    return figure


def state(line: dict[str, Any]) -> str:
    """What can be said of a row's place among the others, in a few words."""
    if line["verdict"].startswith("rests on") and line["largest_share"] is not None:
        return f"{line['verdict']}, the largest is {line['largest_share']:.0%}"
    if line["verdict"] == UNRANKED:
        return f"too few to rank ({words.counted(line['deal_count'], 'deal')})"
    if line["rank_low"] is None:
        return "" if line["verdict"] == UNKNOWN else str(line["verdict"])
    place = (
        str(line["rank_low"]) if line["rank_low"] == line["rank_high"] else f"{line['rank_low']} to {line['rank_high']}"
    )
    return f"place {place}, {line['verdict']}"


def _is_grey(line: dict[str, Any]) -> bool:
    return line["verdict"] in _GREY or line["verdict"].startswith("rests on")


def _between(line: dict[str, Any], low: str, high: str, currency: str) -> str:
    return f"{words.money_short(line[low], currency)} to {words.money_short(line[high], currency)}"


def _next(line: dict[str, Any], currency: str) -> str:
    if line["n_eff"] < FEW_ACCOUNTS and line["next_low"] == 0:
        return f"up to {words.money_short(line['next_high'], currency)}; it rests on so few that it may also be nothing"
    return _between(line, "next_low", "next_high", currency)


def _name(line: dict[str, Any], palette: Palette) -> str:
    return noted(one_line(of_name(line["group_name"]), 24), safe(state(line)), palette)


def _hover(line: dict[str, Any], currency: str) -> str:
    said = [safe(of_name(line["group_name"])), f"<b>{words.money(line['revenue'], currency)}</b>"]
    if line["low"] is not None:
        said.append(f"on average, over many such periods: {_between(line, 'low', 'high', currency)}")
        said.append(f"in the next such period: {_next(line, currency)}")
    if line["share"] is not None:
        said.append(f"{words.rate(line['share'], line['share_low'], line['share_high'])} of all")
    if line["models_low"] is not None:
        said.append(f"any rule, as agreed: {_between(line, 'models_low', 'models_high', currency)}")
    said.append(words.counted(line["deal_count"], "won deal"))
    if line["n_eff"] is not None:
        said.append(f"as broad as {line['n_eff']:,.0f} equal accounts; the largest is {line['largest_share']:.0%}")
    return "<br>".join(said)
