"""The rules beside each other: a bar from the least to the most, the chosen rule a full dot, the others strokes."""

from decimal import Decimal
from typing import Any

import polars as pl

from overlap.charts.palette import LIGHT
from overlap.subjects.revenue.charts.models_compared import models
from overlap.subjects.revenue.sentences.credit_models import NAMES


def test_each_rule_has_a_mark_between_the_least_and_the_most() -> None:
    amounts = {name: Decimal(place) for place, name in enumerate(NAMES)}
    rows = pl.DataFrame([{"campaign_name": "Fair", "lowest": Decimal(0), "highest": Decimal(10)} | amounts])
    figure: Any = models(rows, "linear", LIGHT, "EUR")
    bar, others, chosen = figure.data
    assert list(bar.x) == [0.0, 10.0]
    assert sorted([*others.x, *chosen.x]) == [float(place) for place in range(11)]
    assert (list(chosen.x), chosen.name, list(chosen.hovertext)) == (
        [2.0], "Linear", ["Fair, Linear<br><b>€\u00a02.00</b>"],
    )  # fmt: skip
    assert [trace.showlegend for trace in figure.data] == [False, None, None]
