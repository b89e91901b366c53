"""What each rule of sharing credit gives the same campaigns: three marks on a line, apart where the rule decides."""

from collections.abc import Mapping

import plotly.graph_objects as go
import polars as pl

from overlap import words
from overlap.figures.palette import Palette
from overlap.figures.sheet import axis, label, money_axis, safe, sheet

MODELS = {"first": "First", "linear": "Linear", "last": "Last"}
_SYMBOLS = {"first": "triangle-right", "linear": "circle", "last": "triangle-left"}
_ROW = 34


def side_by_side(campaigns: Mapping[str, pl.DataFrame], most: int) -> pl.DataFrame:
    """One row a campaign: campaign_id, campaign_name, first, linear, last (money, 0 where a model gives nothing).

    `campaigns` holds the answer of revenue/by_campaign for each model. The `most` largest by any model; deals without a
    known campaign are left out, as every model gives them the same.
    """
    long = pl.concat(
        [
            frame.select("campaign_id", "campaign_name", "revenue", model=pl.lit(model))
            for model, frame in campaigns.items()
        ]
    )
    wide = long.drop_nulls("campaign_id").pivot("model", index=["campaign_id", "campaign_name"], values="revenue")
    return (
        wide.select("campaign_id", "campaign_name", *(pl.col(model).fill_null(0) for model in campaigns))
        .sort(pl.max_horizontal(list(campaigns)), "campaign_id", descending=[True, False])
        .head(most)
    )


def rules_differ(rows: pl.DataFrame) -> bool:
    """Whether any campaign of `side_by_side` gets another amount by another rule."""
    return rows.select((pl.min_horizontal(list(MODELS)) < pl.max_horizontal(list(MODELS))).any()).item()


def models(rows: pl.DataFrame, palette: Palette, currency: str) -> go.Figure:
    """A line from the least to the most a campaign gets, and a mark for each model on it."""
    names = rows["campaign_name"].to_list()
    amounts = {model: [float(amount) for amount in rows[model]] for model in MODELS}
    figure = sheet(palette, _ROW * len(names) + 56)
    for place, values in enumerate(zip(*amounts.values(), strict=True)):
        figure.add_scatter(
            x=[min(values), max(values)],
            y=[place, place],
            mode="lines",
            line={"width": 8, "color": palette.faded(palette.grey, 0.3)},
            hoverinfo="skip",
            showlegend=False,
        )
    for model, spoken in MODELS.items():
        figure.add_scatter(
            name=spoken,
            x=amounts[model],
            y=list(range(len(names))),
            mode="markers",
            marker={"symbol": _SYMBOLS[model], "size": 10, "color": palette.marketing, "opacity": 0.9},
            hovertext=[
                f"{safe(name)}, {spoken}<br><b>{words.money(amount, currency)}</b>"
                for name, amount in zip(names, rows[model], strict=True)
            ],
            hoverinfo="text",
        )
    highest = max([0.0, *(value for values in amounts.values() for value in values)])
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "xref": "container",
            "yref": "container",
            "yanchor": "top",
            "font": {"size": 12, "color": palette.ink},
            "bgcolor": "rgba(0,0,0,0)",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"t": 30},
        xaxis=money_axis(palette, highest, currency),
        yaxis=axis(
            palette,
            range=[len(names) - 0.4, -0.6],
            tickvals=list(range(len(names))),
            ticktext=[label(name) for name in names],
        ),
    )
    return figure
