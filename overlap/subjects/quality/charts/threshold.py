"""Leads a week at each handoff threshold, how many of them qualify, and what sales can take."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, TEXT, axis, sheet
from overlap.charts.error_bars import ErrorBar, reach, upright
from overlap.charts.palette import Palette

_HEIGHT = 330
_ROOM = 1.22
_LABEL_SPANS = 3  # bars under the label of the line

Line = dict[str, Any]


def thresholds(rows: pl.DataFrame, safe: float | None, palette: Palette) -> go.Figure:
    """A bar for each row of quality/threshold_curve that is known; the data of a bar is its place in `rows`.

    Full: handed over at once. Pale above it: those that reach the threshold within 60 days. Violet: the one asked
    about. Below the agreed threshold a bar stands on a sample, with its interval. `safe` is in leads a week.
    """
    lines: list[Line] = [{**line, "place": place} for place, line in enumerate(rows.to_dicts())]
    lines = [line for line in lines if line["handed_a_week"] is not None]
    at = list(range(len(lines)))
    figure = sheet(palette, _HEIGHT)
    colours = [palette.shared if line["is_asked"] else palette.grey for line in lines]
    shades = [
        palette.faded(colour, 0.95 if line["is_asked"] else 0.45 if line["is_observed"] else 0.2)
        for colour, line in zip(colours, lines, strict=True)
    ]
    shared: Line = {"x": at, "customdata": [line["place"] for line in lines], "hoverinfo": "text"}
    figure.add_bar(
        y=[line["handed_a_week"] for line in lines],
        marker={
            "color": shades,
            "line": {"width": [0 if line["is_observed"] else 1 for line in lines], "color": colours},
        },
        hovertext=[_hover(line) for line in lines],
        **shared,
    )  # fmt: skip
    figure.add_bar(
        y=[_later(line) for line in lines],
        marker_color=[palette.faded(colour, 0.22) for colour in colours],
        hovertext=[_hover(line) for line in lines],
        **shared,
    )
    bars = [
        ErrorBar(place, line["handed_a_week_low"], line["handed_a_week_high"], palette.muted, 2)
        for place, line in enumerate(lines)
        if line["handed_a_week_low"] is not None
    ]
    tops = [line["handed_a_week"] + _later(line) for line in lines]
    span = reach([1.0, *tops], [bar.high for bar in bars])
    upright(figure, bars, span)
    known = [
        (place, line["qualified_a_week"]) for place, line in enumerate(lines) if line["qualified_a_week"] is not None
    ]
    figure.add_scatter(
        x=[place for place, _ in known], y=[number for _, number in known], mode="lines+markers", hoverinfo="skip",
        line={"width": 2.5, "color": palette.good}, marker={"size": 7, "color": palette.good},
    )  # fmt: skip
    highest = max([span[1], *(line["capacity"] or 0.0 for line in lines), safe or 0.0])
    if known:
        above = max(min(_top(line), span[1]) for line in lines[-_LABEL_SPANS:]) + highest * 0.02
        _note(figure, known[-1][0] + 0.45, above, "become SQLs", palette.good_text)
    if lines and lines[0]["capacity"]:
        _limit(figure, lines[0]["capacity"], f"what sales can take: {lines[0]['capacity']:,.0f} a week", palette)
    if safe is not None:
        _limit(figure, safe, f"safe: {safe:,.0f} a week", palette)
    figure.update_layout(
        barmode="stack",
        bargap=0.28,
        xaxis=axis(
            palette, range=[-0.6, len(lines) - 0.4], tickvals=at, ticktext=[_name(line, palette) for line in lines],
            tickangle=0,
        ),
        yaxis=axis(
            palette, range=[0, highest * _ROOM], nticks=5, tickangle=0, showgrid=True, gridcolor=palette.border,
        ),
    )  # fmt: skip
    return figure


def _limit(figure: go.Figure, height: float, text: str, palette: Palette) -> None:
    figure.add_hline(y=height, line={"dash": "dot", "width": 1.5, "color": palette.sales})
    figure.add_annotation(
        x=1, xref="paper", y=height, yanchor="bottom", xanchor="right", text=text, showarrow=False,
        font={"size": NOTE, "color": palette.sales_text},
    )  # fmt: skip


def _note(figure: go.Figure, x: float, y: float, text: str, colour: str) -> None:
    font = {"size": NOTE, "color": colour}
    figure.add_annotation(x=x, y=y, text=text, font=font, xanchor="right", yanchor="bottom", showarrow=False)


def _later(line: Line) -> float:
    in_time = line["in_time_a_week"]
    return max(0.0, in_time - line["handed_a_week"]) if in_time is not None and not line["is_agreed"] else 0.0


def _top(line: Line) -> float:
    return max(line["handed_a_week"] + _later(line), line["handed_a_week_high"] or 0.0)


def _name(line: Line, palette: Palette) -> str:
    colour = palette.shared_text if line["is_asked"] else palette.ink
    today = "<br>today" if line["is_agreed"] else ""
    score = f'<span style="font-size:{TEXT}px;color:{colour};font-weight:600">{line["threshold"]}</span>'
    return f"{score}<br>{line['handed_a_week']:,.0f}{today}"


def _hover(line: Line) -> str:
    said = [f"from <b>{line['threshold']}</b> points: <b>{line['handed_a_week']:,.0f} leads a week</b>"]
    if line["handed_a_week_low"] is not None:
        low, high = line["handed_a_week_low"], line["handed_a_week_high"]
        said.append(f"by the leads handed over at random: {low:,.0f} to {high:,.0f}")
    elif _later(line) > 0:
        said.append(f"and {_later(line):,.0f} more that reach it within 60 days")
    if line["is_observed"]:
        said.append(f"{words.rate(line['kept_share'], line['kept_share_low'], line['kept_share_high'])} become SQLs")
    if line["busy_load"] is not None:
        said.append(f"load of a busy week {words.share(line['busy_load'])}")
    return "<br>".join(said)
