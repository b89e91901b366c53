"""A number under two versions: months are joined, groups stand apart, names are no markup."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from overlap.charts.palette import LIGHT
from overlap.subjects.agreements.charts.versions import versions


def test_months_are_joined_and_a_month_without_a_level_has_no_mark() -> None:
    rows = pl.DataFrame(
        {"place": [date(2026, 1, 1), date(2026, 2, 1)], "before": [0.5, None], "after": [0.25, 1.0]},
    )
    figure: Any = versions(rows, "rate", "EUR", LIGHT)
    before, after = figure.data
    assert (list(before.y), before.mode, before.marker.symbol) == ([0.5, None], "lines+markers", "circle-open")
    assert (list(after.y), after.line.color, after.marker.symbol) == ([0.25, 1.0], LIGHT.shared, "circle")
    assert list(after.hovertext) == [
        "Jan 2026<br>now: 50.0%<br>then: <b>25.0%</b>",
        "Feb 2026<br>now: none<br>then: <b>100.0%</b>",
    ]


def test_groups_stand_apart_and_their_names_are_no_markup() -> None:
    rows = pl.DataFrame({"place": ["<b>x</b>"], "before": [Decimal("5.00")], "after": [Decimal("0.00")]})
    figure: Any = versions(rows, "money", "EUR", LIGHT)
    assert [trace.mode for trace in figure.data] == ["markers", "markers"]
    assert list(figure.data[0].x) == ["&lt;b&gt;x&lt;/b&gt;"]
    assert list(figure.data[0].hovertext) == ["&lt;b&gt;x&lt;/b&gt;<br>now: €\u00a05<br>then: <b>€\u00a00</b>"]
