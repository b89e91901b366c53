"""How groups of leads stand by one measure: what was counted, what is left of it once chance is out, and the house."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.charts.base import NOTE, axis, safe
from overlap.charts.error_bars import ErrorBar, Span, across, reach
from overlap.charts.palette import Palette
from overlap.charts.row_sheet import dotted, note, one_line, row_sheet
from overlap.labels import of_name
from overlap.stats.partial_pooling import ABOVE, BELOW, NOT_APART
from overlap.subjects.quality.measures import RATING, REVENUE

MOST_GROUPS = 20
_ROW = 30


def ranking(rows: pl.DataFrame, palette: Palette, currency: str) -> go.Figure:
    """A line a group of one measure of quality/measures, in the order of `ordered`; a mark's data is its place.

    Hollow: as counted. Full, with its line of 95%: adjusted for small samples (of money as counted).
    Grey: too few to rank. Dotted: the house.
    """
    lines = rows.head(MOST_GROUPS).to_dicts()
    places = list(range(len(lines)))
    colours = [palette.marketing if ranked(line) else palette.grey for line in lines]
    figure = row_sheet(palette, [_name(line, palette) for line in lines], _ROW, 44)
    ends = {place: _ends(line) for place, line in enumerate(lines)}
    bars = [
        ErrorBar(place, float(low), float(high), palette.faded(colours[place], 0.6))
        for place, (low, high) in ends.items()
        if low is not None and high is not None
    ]
    span = _span(lines)
    across(figure, bars, span)
    if lines and lines[0]["shrunk"] is not None:
        _marks(figure, places, [line["value"] for line in lines], lines, colours, "circle-open", currency)
    _marks(figure, places, [_full(line) for line in lines], lines, colours, "circle", currency)
    house = lines[0]["house"] if lines else None
    if house is not None:
        dotted(figure, house, palette)
        said = f"company {spoken(house, lines[0]['measure'], currency)}"
        font = {"size": NOTE, "color": palette.muted}
        figure.add_annotation(x=house, y=1, yref="paper", text=said, showarrow=False, yanchor="bottom", font=font)
    figure.update_layout(margin_t=20, xaxis=_scale(lines, span, palette, currency))
    return figure


def ordered(rows: pl.DataFrame) -> pl.DataFrame:
    """Best first; those too few to rank at the end, most records first."""
    is_ranked = pl.col("verdict").is_in([ABOVE, BELOW]) | (pl.col("verdict") == NOT_APART)
    return rows.sort(
        is_ranked,
        pl.when(is_ranked).then(pl.coalesce("shrunk", "value")).otherwise(pl.col("of_count")),
        pl.col("value"),
        "group_name",
        descending=[True, True, True, False],
        nulls_last=True,
    )


def ranked(line: dict[str, Any]) -> bool:
    """Whether the group has enough records for a verdict, be it that nothing can be told apart."""
    return line["verdict"] in (ABOVE, BELOW) or line["verdict"] == NOT_APART


def spoken(value: float | None, measure: str, currency: str) -> str:
    """A value of a measure: a share, stars or money."""
    if value is None:
        return words.NONE
    if measure == RATING.name:
        return f"{value:.2f}"
    return words.money_short(value, currency) if measure == REVENUE.name else words.share(value)


def _marks(
    figure: go.Figure, places: list[int], values: list[Any], lines: list[Any], colours: list[str], symbol: str,
    currency: str,
) -> None:  # fmt: skip
    figure.add_scatter(
        x=[0 if value is None else value for value in values],
        y=places,
        mode="markers",
        marker={
            "size": 10,
            "color": colours,
            "symbol": symbol,
            "line": {"width": 1.6, "color": colours},
            "opacity": [0 if value is None else 1 for value in values],
        },
        customdata=places,
        hovertext=[_hover(line, currency) for line in lines],
        hoverinfo="text",
    )


def _full(line: dict[str, Any]) -> float | None:
    return line["value"] if line["shrunk"] is None else line["shrunk"]


def _ends(line: dict[str, Any]) -> tuple[float | None, float | None]:
    if line["of_count"] == 0:
        return None, None
    if line["shrunk"] is None:
        return line["low"], line["high"]
    return line["shrunk_low"], line["shrunk_high"]


def _name(line: dict[str, Any], palette: Palette) -> str:
    name = f'<span style="color:{palette.ink}">{one_line(of_name(line["group_name"]))}</span>'
    return f"{name} {note(_rests_on(line), palette, NOTE)} "


def _rests_on(line: dict[str, Any]) -> str:
    few = "" if ranked(line) else f", {line['verdict'].removesuffix(' to tell')}"
    return f"{words.count(line['of_count'])}{few}"


def _span(lines: list[Any]) -> Span:
    """From the least to the most that is drawn: of groups large enough to rank, where there are any."""
    shown = [line for line in lines if ranked(line)] or lines
    counted = [float(line[name]) for line in shown for name in ("value", "house") if line[name] is not None]
    values = [*counted, *(float(end) for line in shown for end in _ends(line) if end is not None)]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if not any(counted):
        return low, high
    least, most = reach(counted, [low, high])
    return max(low, least), min(high, most)


def _scale(lines: list[Any], span: Span, palette: Palette, currency: str) -> dict[str, Any]:
    low, high = span
    room = max(high - low, 0.02) * 0.08
    options: dict[str, Any] = {"range": [max(low - room, 0), high + room], "nticks": 5, "tickangle": 0}
    measure = lines[0]["measure"] if lines else ""
    if measure not in (RATING.name, REVENUE.name):
        options["tickformat"] = ".0%"
    if measure == REVENUE.name:
        # on a phone the money of five places runs together
        options |= {"tickprefix": f"{words.currency_symbol(currency)}{words.NO_BREAK}", "nticks": 3}
    return axis(palette, **options)


def _hover(line: dict[str, Any], currency: str) -> str:
    measure = line["measure"]
    value, low, high = (spoken(line[name], measure, currency) for name in ("value", "low", "high"))
    said = [safe(of_name(line["group_name"])), f"<b>{value}</b> as counted, 95%: {low} to {high}"]
    if line["shrunk"] is not None:
        said.append(f"{spoken(line['shrunk'], measure, currency)} adjusted for small samples")
    of = words.count(line["of_count"])
    rests = f"{of} ratings" if measure == RATING.name else f"{words.count(line['event_count'])} of {of} mature"
    if line["all_count"] > line["of_count"]:
        rests += f" ({words.count(line['all_count'])} in all)"
    return "<br>".join([*said, rests, line["verdict"]])
