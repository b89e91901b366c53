"""What became of every handoff: every state, each bar beginning where the one above it ended."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, TEXT, axis
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import note, row_sheet

STATES = {
    "excused": "excused",
    "in_time": "contacted in time",
    "not_yet_due": "contacted, not yet due",
    "on_the_day": "contacted on the day, in time or late",
    "late": "contacted late",
    "pending": "not contacted, time left",
    "closed_unanswered": "closed, no attempt logged",
    "overdue": "overdue, no attempt logged",
}
_ROW = 40


def outcomes(rows: pl.DataFrame, palette: Palette) -> go.Figure:
    """The rows of followup/states in their order. The data of a bar is its state."""
    lines = rows.to_dicts()
    counts = [line["handoff_count"] for line in lines]
    total, places = max(sum(counts), 1), list(range(len(lines)))
    starts = [sum(counts[:place]) for place in places]
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, 6)
    shared: dict[str, Any] = {
        "y": places,
        "orientation": "h",
        "customdata": [line["state"] for line in lines],
        "hovertext": [_hover(line) for line in lines],
        "hoverinfo": "text",
    }
    unseen = {"marker": {"opacity": 0}}
    figure.add_bar(x=[total] * len(lines), **unseen, selected=unseen, unselected=unseen, **shared)
    figure.add_bar(
        x=counts,
        base=starts,
        width=0.62,
        marker_color=[_colour(line["state"], palette) for line in lines],
        **shared,
    )
    figure.update_layout(barmode="overlay", xaxis=axis(palette, visible=False, range=[0, total]))
    return figure


def _colour(state: str, palette: Palette) -> str:
    return {
        "in_time": palette.good,
        "not_yet_due": palette.faded(palette.good, 0.55),
        "on_the_day": palette.grey,
        "late": palette.faded(palette.bad, 0.55),
        "closed_unanswered": palette.faded(palette.bad, 0.8),
        "overdue": palette.bad,
    }.get(state, palette.grey)


def _name(line: dict[str, Any], palette: Palette) -> str:
    said = f"<b>{words.count(line['handoff_count'])}</b> {STATES[line['state']]}"
    part = note(words.share(line["share"]), palette, NOTE)
    return f'<span style="font-size:{TEXT}px;color:{palette.ink}">{said}</span><br>{part}'


def _hover(line: dict[str, Any]) -> str:
    counts = "counts for the service level" if line["is_due"] else "does not count for the service level"
    handoffs = words.counted(line["handoff_count"], "handoff")
    return f"{STATES[line['state']]}<br><b>{handoffs}</b>, {words.share(line['share'])}<br>{counts}"
