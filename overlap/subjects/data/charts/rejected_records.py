"""Why records were rejected, as bars: grey, since a reason is neither team's and neither good nor bad."""

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import TEXT, axis, label, safe, sheet
from overlap.charts.palette import Palette

BAR_HEIGHT = 44
SHOWN = 8
LETTERS = 34


def reasons(by_reason: pl.DataFrame, palette: Palette) -> go.Figure:
    """A bar for each of the commonest reasons; columns reason and records, most records first."""
    shown = by_reason.head(SHOWN)
    counts, places = shown["records"].to_list(), list(range(shown.height))
    figure = sheet(palette, BAR_HEIGHT * shown.height + 6)
    figure.add_bar(
        x=counts,
        y=places,
        orientation="h",
        marker_color=palette.grey,
        text=[words.count(count) for count in counts],
        textposition="outside",
        textfont={"size": TEXT, "color": palette.ink},
        cliponaxis=False,
        hovertext=[f"{safe(reason)}<br><b>{words.counted(count, 'record')}</b>" for reason, count in shown.iter_rows()],
        hoverinfo="text",
    )
    figure.update_layout(
        bargap=0.55,
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=[0, max(counts) * 1.3]),
        yaxis=axis(
            palette,
            range=[shown.height - 0.4, -0.6],
            tickvals=places,
            ticktext=[label(reason, LETTERS) + "  " for reason in shown["reason"]],
        ),
    )
    return figure
