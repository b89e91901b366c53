"""What service level was seen at what weekly intake, and past the busiest week what a replay gives, dashed."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, sheet
from overlap.charts.palette import Palette

_HEIGHT = 280
_BEYOND = 1.25  # times the busiest intake: how far the unknown is drawn


def budget(rows: pl.DataFrame, replayed: pl.DataFrame, safe: float | None, asked: float, palette: Palette) -> go.Figure:
    """The level of capacity/levels_by_load by intake with the lower end of its 80%; `safe`, `asked` in leads a week.

    `replayed` is capacity/replayed_levels, drawn only past the busiest week.
    """
    lines: list[dict[str, Any]] = rows.to_dicts()
    intakes, target, busiest = [line["intake"] for line in lines], lines[0]["target"], lines[-1]["intake"]
    end = max(busiest * _BEYOND, asked * 1.05)
    figure = sheet(palette, _HEIGHT)
    steps: dict[str, Any] = {"x": intakes, "mode": "lines"}
    figure.add_scatter(
        y=[line["level_low"] for line in lines], hoverinfo="skip", **steps,
        line={"width": 1, "shape": "vh", "color": palette.faded(palette.sales, 0.5)},
    )  # fmt: skip
    figure.add_scatter(
        y=[line["level"] for line in lines], fill="tonexty", fillcolor=palette.faded(palette.sales, 0.16), **steps,
        line={"width": 2.5, "shape": "vh", "color": palette.sales},
        hovertext=[_hover(line) for line in lines], hoverinfo="text",
    )  # fmt: skip
    grey = palette.faded(palette.grey, 0.16)
    figure.add_vrect(x0=busiest, x1=end, fillcolor=grey, line_width=0, layer="below")
    beyond = replayed.filter(pl.col("intake") >= busiest).to_dicts()
    _note(figure, (busiest + end) / 2, 0.62, "not seen:<br>a replay" if beyond else "not<br>seen", palette.muted)
    _replay(figure, beyond, palette)
    if target is not None:
        figure.add_hline(y=target, line={"dash": "dot", "width": 1.5, "color": palette.grey})
        _note(figure, 0, target + 0.05, f"agreed {words.share(target)}", palette.muted, "left")
    figure.add_vline(x=asked, line={"width": 2, "color": palette.shared})
    if safe is not None:
        figure.add_vline(x=safe, line={"dash": "dash", "width": 2, "color": palette.good})
        _note(figure, safe, 1.04, f"safe {safe:,.0f}", palette.good_text, "right")
    figure.update_layout(
        xaxis=axis(palette, range=[0, end], nticks=6, tickangle=0),
        yaxis=axis(palette, range=[0, 1.1], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%", showgrid=True,
                   gridcolor=palette.border),
    )  # fmt: skip
    return figure


def _replay(figure: go.Figure, lines: list[dict[str, Any]], palette: Palette) -> None:
    """A dashed line in its band, as of everything that has not happened."""
    ends: dict[str, Any] = {"x": [line["intake"] for line in lines], "mode": "lines"}
    quiet: dict[str, Any] = {"line": {"width": 0, "color": palette.grey}, "hoverinfo": "skip"}
    figure.add_scatter(y=[line["level_low"] for line in lines], **ends, **quiet)
    figure.add_scatter(
        y=[line["level_high"] for line in lines], fill="tonexty",
        fillcolor=palette.faded(palette.grey, 0.25), **ends, **quiet,
    )  # fmt: skip
    figure.add_scatter(
        y=[line["level"] for line in lines], line={"width": 2, "dash": "dash", "color": palette.sales}, **ends,
        hovertext=[_replay_hover(line) for line in lines], hoverinfo="text",
    )  # fmt: skip


def _replay_hover(line: dict[str, Any]) -> str:
    return (
        f"a replay with {line['more']}% more, {line['intake']:,.0f} leads a week"
        f"<br><b>{words.share(line['level'])}</b> in time, 80%: {words.interval(line['level_low'], line['level_high'])}"
    )


def _note(figure: go.Figure, x: float, y: float, text: str, colour: str, anchor: str = "center") -> None:
    font = {"size": NOTE, "color": colour}
    figure.add_annotation(x=x, y=y, text=text, font=font, xanchor=anchor, showarrow=False)


def _hover(line: dict[str, Any]) -> str:
    return (
        f"{line['intake']:,.0f} leads a week, load {line['load_percent']}%<br><b>{words.share(line['level'])}</b> "
        f"in time, lower end of 80%: {words.share(line['level_low'])}<br>{words.counted(line['week_count'], 'week')}"
    )
