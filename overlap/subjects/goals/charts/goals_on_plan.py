"""What was reached of each goal, as a bar towards its target, with its plan, its forecast and its weeks so far."""

from collections.abc import Sequence

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import TEXT, axis, safe
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import noted, one_line, row_sheet
from overlap.subjects.goals import outlook, plan
from overlap.subjects.goals.plan import Row

_ROOM = 1.6  # times the longest bar, so that its label fits behind it
_MARK = 0.32  # of a row, above and below its middle
_BELOW = 0.36  # of a row, where the forecast lies
_FARTHEST = 1.55  # of the target: a forecast beyond it is cut there, so that the bars stay readable
_STUB = 0.08  # what is left of an interval that lies wholly beyond it; an arrow says that it goes on
_BARS, _WEEKS = (0.0, 0.82), (0.86, 0.995)  # of the width: the bars, and beside them each goal's weeks
_OWN = {
    "leads_created": "marketing",
    "leads_qualified": "marketing",
    "handoffs": "sales",
    "deals_won": "sales",
    "deals_opened": "sales",
}


def on_plan(rows: Sequence[Row], palette: Palette, currency: str, weeks: Sequence[Sequence[Row]] = ()) -> go.Figure:
    """A bar for each row of goals/status; the data of a bar is its place.

    `weeks`: for each of them its rows of goals/progress, drawn as a small line beside the bar, the plan under it.
    """
    figure = row_sheet(palette, [_label(row, palette, currency) for row in rows], 44, 30)
    reached = [row["attainment"] or 0.0 for row in rows]
    figure.add_bar(
        x=reached,
        y=list(range(len(rows))),
        orientation="h",
        width=0.5,
        marker_color=[_colour(row, palette) for row in rows],
        customdata=list(range(len(rows))),
        hovertext=[_hover(row, currency) for row in rows],
        hoverinfo="text",
    )
    planned = [row["plan_share"] or 0.0 for row in rows]
    ends = [_forecast(row) for row in rows]
    for place, end in enumerate(ends):
        if end:
            is_beyond = end[1] == _FARTHEST
            figure.add_shape(
                type="line", x0=min(end[0], _FARTHEST - _STUB), x1=end[2], y0=place + _BELOW, y1=place + _BELOW,
                line={"width": 4, "color": palette.grey},
            )  # fmt: skip
            if is_beyond:
                marker = {"symbol": "triangle-right", "size": 11, "color": palette.grey}
                figure.add_scatter(x=[_FARTHEST], y=[place + _BELOW], mode="markers", marker=marker, hoverinfo="skip")
                continue
            figure.add_shape(
                type="line", x0=end[1], x1=end[1], y0=place + _BELOW - 0.1, y1=place + _BELOW + 0.1,
                line={"width": 3, "color": palette.ink},
            )  # fmt: skip
    for place, due in enumerate(planned):
        figure.add_shape(
            type="line", x0=due, x1=due, y0=place - _MARK, y1=place + _MARK, line={"width": 2.5, "color": palette.ink}
        )
    figure.add_scatter(
        x=[max(both) for both in zip(reached, planned, strict=True)], y=list(range(len(rows))), mode="text",
        text=[f"  {_beside(row, currency)}" for row in rows], textposition="middle right", cliponaxis=False,
        textfont={"size": TEXT, "color": palette.ink}, hoverinfo="skip",
    )  # fmt: skip
    figure.add_vline(x=1, layer="below", line={"dash": "dot", "width": 1.5, "color": palette.grey})
    for place, points in enumerate(weeks):
        _draw_weeks(figure, place, rows[place], points, palette)
    figure.update_layout(
        xaxis=axis(
            palette, range=[0, max(1.0, *reached) * _ROOM], tickvals=[0, 0.5, 1], tickformat=".0%", tickangle=0,
            domain=_BARS if weeks else (0.0, 1.0),
        ),
        xaxis2=axis(palette, range=[0, 1], domain=_WEEKS, anchor="y", showticklabels=False),
    )  # fmt: skip
    return figure


def _draw_weeks(figure: go.Figure, place: int, row: Row, points: Sequence[Row], palette: Palette) -> None:
    """What was reached by the end of each week, from 0 on, over the plan in grey; on one scale."""
    most = max((float(max(point["actual"], point["plan_to_date"] or 0)) for point in points), default=0.0)
    if not most:
        return
    gone = [0.0, *((point["until"] - row["period_start"]).days / row["seen_day_count"] for point in points)]
    for number, colour, width in (("plan_to_date", palette.grey, 1.5), ("actual", _colour(row, palette), 2)):
        height = [0.0, *(float(point[number] or 0) / most for point in points)]
        figure.add_scatter(
            x=gone, y=[place + _MARK - 2 * _MARK * each for each in height], mode="lines", xaxis="x2", yaxis="y",
            line={"color": colour, "width": width, "dash": "dot" if number == "plan_to_date" else "solid"},
            hoverinfo="skip",
        )  # fmt: skip


def _label(row: Row, palette: Palette, currency: str) -> str:
    how = "replaced: " if row["is_replaced"] else "signed: " if row["origin"] == "signed" else ""
    chance = f", {outlook.chance(row)} chance" if row.get("chance") is not None else ""
    target = safe(plan.amount(row, row["target"], currency))
    return noted(one_line(plan.name(row)), f"{how}target {target}{chance}", palette)


def _colour(row: Row, palette: Palette) -> str:
    """Grey where a goal that both teams signed has taken its place."""
    return palette.grey if row["is_replaced"] else getattr(palette, _OWN.get(row["metric"], "shared"))


def _forecast(row: Row) -> tuple[float, float, float] | None:
    """Low, middle and high as parts of the target."""
    if row.get("forecast_mid") is None or not row["target"]:
        return None
    low, mid, high = (min(float(row[f"forecast_{end}"] / row["target"]), _FARTHEST) for end in ("low", "mid", "high"))
    return low, mid, high


def _beside(row: Row, currency: str) -> str:
    if row["pace"] is None:
        return "not measured"
    return f"{plan.amount(row, row['actual'], currency)}, {words.share(row['pace'])} of plan"


def _hover(row: Row, currency: str) -> str:
    if row["pace"] is None:
        return f"{safe(plan.name(row))}<br>not measured"
    reached, target, planned = (plan.amount(row, row[each], currency) for each in ("actual", "target", "plan_to_date"))
    return (
        f"{safe(plan.name(row))}, {plan.period(row)}<br><b>{reached}</b> of {target}, "
        f"{words.share(row['attainment'])}<br>plan to date {planned}, pace {words.share(row['pace'])}"
        f"{f'<br>{safe(outlook.ends_at(row, currency))}' if row.get('forecast_mid') is not None else ''}"
    )
