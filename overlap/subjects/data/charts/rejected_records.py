"""Why records were rejected, as bars: grey, since a reason is neither team's and neither good nor bad."""

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, label, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, row_sheet

BAR_HEIGHT = 44
SHOWN = 8
LETTERS = 34


def reasons(by_reason: pl.DataFrame, palette: Palette) -> go.Figure:
    """A bar for each of the commonest reasons; columns reason and records, most records first."""
    shown = by_reason.head(SHOWN)
    counts, places = shown["records"].to_list(), list(range(shown.height))
    figure = row_sheet(palette, [label(reason, LETTERS) + "  " for reason in shown["reason"]], BAR_HEIGHT, 6)
    figure.add_bar(
        x=counts,
        y=places,
        orientation="h",
        marker_color=palette.grey,
        **beside_bars([words.count(count) for count in counts], palette),
        hovertext=[f"{safe(reason)}<br><b>{words.counted(count, 'record')}</b>" for reason, count in shown.iter_rows()],
        hoverinfo="text",
    )
    figure.update_layout(
        bargap=0.55,
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=[0, max(counts) * 1.3]),
    )
    return figure
