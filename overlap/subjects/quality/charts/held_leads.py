"""What became of leads that were held below the threshold, by the points they had: ripe, warm, cold or opted out."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, TEXT, axis
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import note, row_sheet

_ROW = 30
_SHOWN = 0.09  # a part below this has no room for its share


def held_leads(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """A line for each row of quality/ripening of one age; the data of a mark is its place in `rows`."""
    lines: list[dict[str, Any]] = rows.to_dicts()
    at = list(range(len(lines)))
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, 52)
    parts = (
        ("ripened", "at the threshold", palette.shared, palette.background),
        ("warm", "still touched", palette.faded(palette.marketing, 0.35), palette.ink),
        ("cold", "no touch", palette.faded(palette.grey, 0.3), palette.ink),
        ("opted_out", "opted out", palette.faded(palette.bad, 0.55), palette.ink),
    )
    for name, _, colour, ink in parts:
        shares = [line[f"{name}_count"] / line["lead_count"] for line in lines]
        figure.add_bar(
            x=shares, y=at, orientation="h", marker_color=colour, customdata=at,
            text=[f"{share:.0%}" if share >= _SHOWN else "" for share in shares], textposition="inside",
            insidetextanchor="middle", textfont={"size": NOTE, "color": "#ffffff" if name == "ripened" else ink},
            textangle=0, hovertext=[_hover(line) for line in lines], hoverinfo="text",
        )  # fmt: skip
    legend = "&nbsp;&nbsp;".join(
        f'<span style="color:{colour}">■</span> <span style="font-weight:400">{said}</span>'
        for _, said, colour, _ in parts
    )
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        title={
            "text": legend, "font": {"size": NOTE, "color": palette.muted}, "x": 0, "y": 0, "xref": "container",
            "yref": "container", "xanchor": "left", "yanchor": "bottom",
        },
        margin={"b": 26},
        xaxis=axis(palette, range=[0, 1], visible=False),
        yaxis_range=[-0.6, len(lines) - 0.4],  # most points on top
    )  # fmt: skip
    return figure


def _name(line: dict[str, Any], palette: Palette) -> str:
    count = note(words.count(line["lead_count"]), palette)
    points = f"{line['band']}{words.DASH}{line['band'] + 4}"
    return f'<span style="font-size:{TEXT}px;color:{palette.ink}">{points}</span> {count}'


def _hover(line: dict[str, Any]) -> str:
    share = words.rate(line["ripened_share"], line["ripened_low"], line["ripened_high"])
    return (
        f"{line['band']} to {line['band'] + 4} points at {line['day']} days: "
        f"{words.counted(line['lead_count'], 'lead')}<br><b>{share}</b> at the threshold 30 days later"
        f"<br>{words.count(line['warm_count'])} touched, {words.count(line['cold_count'])} not, "
        f"{words.count(line['opted_out_count'])} opted out"
    )
