"""What scores promise and what happened: dots with 95% on a dotted line, and red ground where too much is promised."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, sheet
from overlap.charts.error_bars import ErrorBar, reach, upright
from overlap.charts.palette import Palette

TOO_MUCH, TOO_LITTLE = "promises too much", "promises too little"
_HEIGHT = 330
_BARS = 0.09  # of the height, for how many handoffs stand in a band

Row = dict[str, Any]


def calibration(bands: pl.DataFrame, palette: Palette) -> go.Figure:
    """The bands of quality/by_score_band that have a score. The data of a dot is its place in `bands`."""
    rows = [row for row in bands.to_dicts() if row["has_score"] == "yes"]
    known = [place for place, row in enumerate(rows) if row["good_rate"] is not None]
    bars = [
        ErrorBar(
            place, rows[place]["good_rate_low"], rows[place]["good_rate_high"], palette.faded(palette.shared, 0.55)
        )
        for place in known
    ]
    rates = [row[name] or 0.0 for row in rows for name in ("good_rate", "promised_rate")]
    span = reach(rates, [bar.high for bar in bars], at_least=0.1)
    top = 1.12 * max(0.1, span[1])
    figure = sheet(palette, _HEIGHT)
    _ground(figure, rows, palette)
    most = max([1, *(row["handoff_count"] for row in rows)])
    figure.add_bar(
        x=list(range(len(rows))), y=[_BARS * top * row["handoff_count"] / most for row in rows], width=0.86,
        marker_color=palette.faded(palette.grey, 0.3), hoverinfo="skip",
    )  # fmt: skip
    upright(figure, bars, span)
    if any(row["promised_rate"] is not None for row in rows):
        figure.add_scatter(
            x=list(range(len(rows))), y=[row["promised_rate"] for row in rows], mode="lines+markers",
            line={"dash": "dot", "width": 1.5, "color": palette.grey}, marker={"size": 6, "color": palette.grey},
            hoverinfo="skip",
        )  # fmt: skip
    figure.add_scatter(
        x=known,
        y=[rows[place]["good_rate"] for place in known],
        mode="markers",
        marker={"size": 11, "color": palette.shared, "line": {"width": 1.5, "color": palette.background}},
        customdata=known,
        hovertext=[_hover(rows[place]) for place in known],
        hoverinfo="text",
    )
    figure.update_layout(
        xaxis=axis(
            palette, range=[-0.6, len(rows) - 0.4], tickvals=list(range(len(rows))),
            ticktext=[_scores(row, "<br>") for row in rows], tickangle=0,
        ),
        yaxis=axis(palette, range=[0, top], tickformat=".0%", nticks=5, showgrid=True, gridcolor=palette.border),
    )  # fmt: skip
    return figure


def scores(row: Row) -> str:
    """The scores of a band: `35`, or `36 to 37`."""
    return _scores(row, " ")


def _scores(row: Row, gap: str) -> str:
    ends = [str(row["score_from"]).replace("-", words.MINUS), str(row["score_to"]).replace("-", words.MINUS)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}{gap}to {ends[1]}"


def _ground(figure: go.Figure, rows: list[Row], palette: Palette) -> None:
    for said, colour, text in (
        (TOO_MUCH, palette.bad, palette.bad_text),
        (TOO_LITTLE, palette.good, palette.good_text),
    ):
        places = [place for place, row in enumerate(rows) if row["verdict"] == said]
        for place in places:
            figure.add_vrect(
                x0=place - 0.5, x1=place + 0.5, fillcolor=palette.faded(colour, 0.08), line_width=0, layer="below"
            )
        if places:
            figure.add_annotation(
                x=places[0] - 0.45, y=1, yref="paper", text=said, xanchor="left", yanchor="top", showarrow=False,
                font={"size": NOTE, "color": text},
            )  # fmt: skip


def _hover(row: Row) -> str:
    promised = "" if row["promised_rate"] is None else f"<br>promised {words.share(row['promised_rate'])}"
    young = f"<br>{words.count(row['young_count'])} too recent to judge" if row["young_count"] else ""
    return (
        f"scores {scores(row)}<br><b>{words.rate(row['good_rate'], row['good_rate_low'], row['good_rate_high'])}</b>"
        f"{promised}<br>{words.count(row['good_count'])} of {words.counted(row['old_enough_count'], 'handoff')}"
        f"<br>{row['verdict']}{young}"
    )
