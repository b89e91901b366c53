"""One lead's life on one time axis: what marketing did, what sales did, the deals, the handoff through all of them."""

from datetime import datetime

import plotly.graph_objects as go
import polars as pl

from overlap.charts.base import NOTE, TEXT, axis, safe, sheet
from overlap.charts.palette import Palette

LANES = {"deal": "Deal", "sales": "Sales", "marketing": "Marketing"}  # from the bottom up
UNREACHED = ("no_answer", "voicemail", "bounced", "no_show")
HEIGHT = 240
DOT, BAR = 11, 8
TOP = 2.45  # above the upper lane, where the handoff is named


def timeline(events: pl.DataFrame, as_of: datetime, palette: Palette) -> go.Figure:
    """Columns happened_local, is_date_only, lane, event, what, detail, told (plain words); `as_of` on the same clock.

    A full dot is a touch or a contact, a hollow one reached nobody; a bar is a deal while it was open.
    """
    figure, handed = sheet(palette, HEIGHT), pl.col("event") == "handed over"
    for opened, closed in _deals(events):
        _bar(figure, opened, closed or as_of, palette, "solid" if closed else "dot")
    for lane, colour in zip(LANES, (palette.shared, palette.sales, palette.marketing), strict=True):
        _dots(figure, events.filter((pl.col("lane") == lane) & ~handed), lane, colour, palette)
    for event in events.filter(handed).iter_rows(named=True):
        _handoff(figure, event, palette)
    lanes = {"tickvals": list(range(len(LANES))), "ticktext": [f"{title}  " for title in LANES.values()]}
    figure.update_yaxes(
        axis(palette, range=[-0.5, TOP + 0.5], **lanes, tickfont={"size": TEXT, "color": palette.muted})
    )
    dates = {"type": "date", "tickangle": 0, "nticks": 6, "tickformat": "%-d %b\n%Y"}
    figure.update_xaxes(axis(palette, showgrid=True, gridcolor=palette.border, **dates))
    return figure


def _deals(events: pl.DataFrame) -> list[tuple[datetime, datetime | None]]:
    """(opened, closed) of every deal whose opening is known."""
    closed = events.filter(pl.col("event").is_in(["deal won", "deal lost"]))
    ends = dict(closed.select("what", "happened_local").iter_rows())
    opened = events.filter(pl.col("event") == "deal opened")
    return [(at, ends.get(deal)) for deal, at in opened.select("what", "happened_local").iter_rows()]


def _bar(figure: go.Figure, opened: datetime, closed: datetime, palette: Palette, dash: str) -> None:
    line = {"color": palette.shared, "width": BAR, "dash": dash}
    figure.add_scatter(x=[opened, closed], y=[0, 0], mode="lines", line=line, opacity=0.55, hoverinfo="skip")


def _dots(figure: go.Figure, events: pl.DataFrame, lane: str, colour: str, palette: Palette) -> None:
    if events.is_empty():
        return
    fill = [palette.background if detail in UNREACHED else colour for detail in events["detail"]]
    figure.add_scatter(
        x=events["happened_local"].to_list(),
        y=[list(LANES).index(lane)] * events.height,
        mode="markers",
        marker={"size": DOT, "color": fill, "line": {"color": colour, "width": 2}},
        hoverinfo="text",
        hovertext=[_hover(event) for event in events.iter_rows(named=True)],
    )


def _handoff(figure: go.Figure, event: dict, palette: Palette) -> None:
    at = event["happened_local"]
    figure.add_scatter(
        x=[at] * 3,
        y=[-0.4, 1, TOP],
        mode="lines+markers",
        line={"color": palette.muted, "width": 1, "dash": "dash"},
        marker={"symbol": "diamond", "size": [0, DOT, 0], "color": palette.shared, "line": {"width": 0}},
        hoverinfo="text",
        hovertext=[_hover(event)] * 3,
    )
    words = {"text": "handed over", "font": {"size": NOTE, "color": palette.shared_text}}
    figure.add_annotation(x=at, y=TOP, yanchor="bottom", showarrow=False, **words)


def _hover(event: dict) -> str:
    """The date alone where nobody recorded a minute."""
    at: datetime = event["happened_local"]
    when = f"{at:%d %b %Y}" if event["is_date_only"] else f"{at:%d %b %Y %H:%M}"
    return f"{when}<br>{safe(event['told'])}"
