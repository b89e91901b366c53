"""What came back for each unit of money spent: the leads' own wins as a bar, the cash view as a hollow mark."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dotted, noted, one_line, row_sheet

_ROW = 40
_TOP = 34
_FEW = "rests on"  # how a verdict begins that too few wins stand behind
_OF_LEADS, _TOO_YOUNG = "of its leads", "of its leads, too recent or too few"

Line = dict[str, Any]


def returns(rows: pl.DataFrame, palette: Palette, currency: str) -> go.Figure:
    """Of each row of revenue/return_by_campaign with a cost its return; grey while too recent or too few.

    The dotted line is 1: as much came back as was spent.
    """
    lines = rows.to_dicts()
    places = list(range(len(lines)))
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, _TOP + 26)
    judged = [place for place in places if _is_judged(lines[place])]
    ripening = [place for place in places if not _is_judged(lines[place])]
    for name, shown, colour in ((_OF_LEADS, judged, palette.marketing), (_TOO_YOUNG, ripening, palette.grey)):
        _bars(figure, name, {place: lines[place] for place in shown}, colour, palette, currency)
    figure.add_scatter(
        name="cash view",
        x=[line["cash_return"] for line in lines],
        y=places,
        mode="markers",
        marker={"symbol": "diamond-open", "size": 10, "color": palette.shared, "line": {"width": 2}},
        hovertext=[_cash(line, currency) for line in lines],
        hoverinfo="text",
    )
    most = max([1.0, *(line[column] or 0 for line in lines for column in ("return_on_spend", "cash_return"))])
    dotted(figure, 1, palette)
    figure.update_layout(
        barmode="overlay",
        bargap=0.5,
        uniformtext=None,
        showlegend=True,
        legend={
            **{"orientation": "h", "x": 0, "y": 1, "xref": "container", "yref": "container", "yanchor": "top"},
            "font": {"size": 12, "color": palette.ink},
            "bgcolor": "rgba(0,0,0,0)",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"t": _TOP},
        xaxis=axis(palette, range=[0, most * 1.2], ticksuffix="×", nticks=5, showgrid=True, gridcolor=palette.border),
    )
    return figure


def state(line: Line) -> str:
    """How far the row can be judged, in a few words."""
    if line["is_young"]:
        return f"{words.counted(line['lead_count'], 'lead')}, none on a day judged"
    return line["verdict"] or ""


def _is_judged(line: Line) -> bool:
    return line["verdict"] is not None and line["return_on_spend"] is not None and not line["verdict"].startswith(_FEW)


def _bars(figure: go.Figure, name: str, lines: dict[int, Line], colour: str, palette: Palette, currency: str) -> None:
    """A bar for each of `lines` at its place among all."""
    figure.add_bar(
        name=name,
        x=[line["return_on_spend"] or 0 for line in lines.values()],
        y=list(lines),
        orientation="h",
        marker_color=colour,
        hovertext=[_hover(line, currency) for line in lines.values()],
        hoverinfo="text",
    )


def _times(value: float | None) -> str:
    return words.NONE if value is None else f"{value:.1f}×"


def _name(line: Line, palette: Palette) -> str:
    name = f"{one_line(line['campaign_name'], 24)} <b>{_times(line['return_on_spend'])}</b>"
    return noted(name, safe(state(line)), palette)


def _hover(line: Line, currency: str) -> str:
    said = [
        safe(line["campaign_name"]),
        f"<b>{words.money(line['revenue'], currency)}</b> in time from the leads it brought",
        f"for {words.money(line['judged_cost'], currency)} spent on the same days",
        f"of {words.money(line['cost'], currency)} in the period",
        f"a lead {_cost(line, 'cost_per_lead', currency)}, an MQL {_cost(line, 'cost_per_mql', currency)}",
        f"an SQL {_cost(line, 'cost_per_sql', currency)}, a customer {_cost(line, 'cost_per_won', currency)}",
    ]
    if line.get("return_low") is not None:
        limits = f"{_times(line['return_low'])} to {_times(line['return_high'])}"
        said.insert(2, f"{limits} on average, over many such periods")
    if line["payback_months"] is not None:
        said.append(f"paid back in {line['payback_months']:.1f} months")
    return "<br>".join([*said, state(line)])


def _cash(line: Line, currency: str) -> str:
    deals = words.counted(line["cash_deal_count"], "deal")
    said = [
        f"{safe(line['campaign_name'])}, cash view",
        f"<b>{words.money(line['cash_revenue'], currency)}</b> credited of {deals} closed in the period",
    ]
    if line.get("cash_return_low") is not None:
        limits = f"{_times(line['cash_return_low'])} to {_times(line['cash_return_high'])}"
        said.append(f"{_times(line['cash_return'])}; {limits} on average, over many such periods")
    return "<br>".join(said)


def _cost(line: Line, column: str, currency: str) -> str:
    return words.money_short(line[column], currency)
