"""Why sales rejects leads, as bars in the colour of the team that can act on the reason."""

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import axis, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import beside_bars, note, one_line, row_sheet
from overlap.labels import of

OWNERS = {"marketing": "marketing", "sales": "sales", "both": "both teams"}
_BAR = 34
MOST_REASONS = 12


def rejects(reasons: pl.DataFrame, palette: Palette) -> go.Figure:
    """A bar a row of quality/reject_reasons, most first. The data of a bar is its place."""
    rows = reasons.head(MOST_REASONS).to_dicts()
    places = list(range(len(rows)))
    colours = {"marketing": palette.marketing, "sales": palette.sales, "both": palette.shared}
    figure = row_sheet(palette, [_name(row, palette) for row in rows], _BAR, 6)
    figure.add_bar(
        x=[row["share"] for row in rows],
        y=places,
        orientation="h",
        marker_color=[colours.get(row["owner"] or "", palette.grey) for row in rows],
        **beside_bars([words.share(row["share"]) for row in rows], palette),
        customdata=places,
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
    )
    most = max((row["share"] for row in rows), default=1.0)
    figure.update_layout(
        bargap=0.5,
        uniformtext=None,
        xaxis=axis(palette, visible=False, range=[0, most * 1.35]),
    )
    return figure


def _name(row: dict[str, object], palette: Palette) -> str:
    owner = OWNERS.get(str(row["owner"]), "nobody yet")
    return f"{one_line(of(str(row['reason'])))}<br>{note(owner, palette)}  "


def _hover(row: dict[str, object]) -> str:
    owner = OWNERS.get(str(row["owner"]), "nobody yet")
    share = words.rate(row["share"], row["share_low"], row["share_high"])  # pyright: ignore[reportArgumentType]
    said = [safe(of(str(row["reason"]))), f"<b>{share}</b> of mature handoffs"]
    said.append(f"{row['rejected_count']:,} rejected, {words.share(row['of_rejected'])} of all rejected")  # pyright: ignore[reportArgumentType]
    return "<br>".join([*said, f"who can act on it: {owner}"])
