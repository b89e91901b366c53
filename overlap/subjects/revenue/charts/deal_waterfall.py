"""One deal taken apart: each touch adds its part, oldest first, until the deal's amount is reached."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, TEXT, axis, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import noted, one_line, row_sheet

_ROW = 40
_ROOM = 1.25  # times the amount, so that words fit beside a bar
_WIDE = 0.45  # of the amount, from which words fit into a bar
_WHITE, _DARK = "#ffffff", "#1c2430"  # read on blue and violet, and on grey, in both themes


@dataclass(frozen=True)
class Step:
    """One touch of the deal and what it earns; `people` are the parts of it, largest first."""

    campaign: str
    is_known: bool
    place: str
    touched_at: datetime | None
    weight: float
    credit: Decimal
    people: tuple[tuple[str, Decimal], ...]


def steps(rows: pl.DataFrame) -> list[Step]:
    """The touches of revenue/deal_waterfall in their order, the rows of their people put together."""
    return [
        Step(
            campaign=part["campaign_name"][0],
            is_known=part["campaign_id"][0] is not None,
            place=part["place"][0] or "",
            touched_at=part["touched_at"][0],
            weight=part["weight"][0],
            credit=sum(part["credit"], Decimal(0)),
            people=tuple(part.sort("credit", "rep_name", descending=[True, False]).select("rep_name", "credit").rows()),
        )
        for part in rows.partition_by("j", maintain_order=True)
    ]


def waterfall(given: list[Step], palette: Palette, currency: str) -> go.Figure:
    """A bar for each touch that starts where the one before it ended, and one for the whole deal."""
    total = sum((step.credit for step in given), Decimal(0))
    starts = [sum((step.credit for step in given[:place]), Decimal(0)) for place in range(len(given))]
    names = [*(_name(step, palette) for step in given), f'<b style="color:{palette.ink}">the deal</b>']
    figure = row_sheet(palette, names, _ROW, 8)
    figure.add_bar(
        x=[float(step.credit) for step in given] + [float(total)],
        base=[float(start) for start in starts] + [0.0],
        y=list(range(len(given) + 1)),
        orientation="h",
        marker_color=[palette.marketing if step.is_known else palette.grey for step in given] + [palette.shared],
        hovertext=[_hover(step, currency) for step in given] + [f"The deal<br><b>{words.money(total, currency)}</b>"],
        hoverinfo="text",
    )
    for place, (start, step) in enumerate(zip(starts, given, strict=True)):
        end = float(start + step.credit)
        line = {"color": palette.grey, "width": 1, "dash": "dot"}
        figure.add_shape(type="line", x0=end, x1=end, y0=place, y1=place + 1, line=line, layer="below")
        amount, part = words.money(step.credit, currency), words.share(step.weight)
        said = f"{amount} · {part}" if _is_wide(step, total) else f"{amount}<br>{part}"
        figure.add_annotation(y=place, text=said, showarrow=False, **_where(start, step, total, palette))
    figure.add_annotation(
        x=float(total) / 2,
        y=len(given),
        text=f"<b>{words.money(total, currency)}</b>",
        showarrow=False,
        font={"size": TEXT, "color": _WHITE},
    )
    reach = float(total) * _ROOM or 1.0
    figure.update_layout(
        bargap=0.42,
        xaxis=axis(palette, visible=False, range=[min(reach, 0.0), max(reach, 0.0)]),
        yaxis_range=[len(given) + 0.5, -0.6],
    )
    return figure


def _is_wide(step: Step, total: Decimal) -> bool:
    return bool(total) and float(step.credit / total) > _WIDE


def _where(start: Decimal, step: Step, total: Decimal, palette: Palette) -> dict[str, Any]:
    """Where a bar's words stand: in a wide bar, else beside it where there is more room."""
    end = start + step.credit
    if _is_wide(step, total):
        colour = _WHITE if step.is_known else _DARK
        return {"x": float(start + end) / 2, "font": {"size": NOTE, "color": colour}}
    is_after = not total or _ROOM - float(end / total) >= float(start / total)
    is_right = is_after is (total >= 0)
    return {
        "x": float(end if is_after else start),
        "xanchor": "left" if is_right else "right",
        "xshift": 6 if is_right else -6,
        "align": "left" if is_right else "right",
        "font": {"size": NOTE, "color": palette.ink},
    }


def _name(step: Step, palette: Palette) -> str:
    when = words.day(step.touched_at.date()) if step.touched_at else ""
    return noted(one_line(step.campaign, 24), safe(" · ".join(filter(None, [when, step.place]))), palette)


def _hover(step: Step, currency: str) -> str:
    said = [safe(step.campaign), f"<b>{words.money(step.credit, currency)}</b>, {words.share(step.weight)} of the deal"]
    return "<br>".join(said + [f"{safe(name)}: {words.money(amount, currency)}" for name, amount in step.people])
