"""How sure credit is: what is known firmly in colour, what is not in grey, and words that rank nobody on little."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from overlap.charts.palette import LIGHT
from overlap.subjects.revenue.charts.credit_intervals import intervals, state
from overlap.subjects.revenue.steps.credit_intervals import APART

ROW: dict[str, Any] = {
    "group_name": "Fair",
    "deal_count": 40,
    "revenue": Decimal("1000.00"),
    "low": Decimal("700.00"),
    "high": Decimal("1400.00"),
    "next_low": Decimal("600.00"),
    "next_high": Decimal("1600.00"),
    "share": 0.2,
    "share_low": 0.1,
    "share_high": 0.3,
    "n_eff": 25.0,
    "largest_share": 0.12,
    "rank_low": 2,
    "rank_high": 4,
    "verdict": "level with 2 others",
    "models_low": Decimal("500.00"),
    "models_high": Decimal("1500.00"),
}
UNRANKED = {"rank_low": None, "rank_high": None}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "place 2 to 4, level with 2 others"),
        ({"rank_high": 2, "verdict": APART}, "place 2, clear of all others"),
        (
            UNRANKED | {"verdict": "rests on few deals", "largest_share": 0.776},
            "rests on few deals, the largest is 78%",
        ),
        (UNRANKED | {"verdict": "rests on 3 deals", "largest_share": 0.5}, "rests on 3 deals, the largest is 50%"),
        (UNRANKED | {"verdict": "too few to rank", "deal_count": 4}, "too few to rank (4 deals)"),
        (UNRANKED | {"verdict": "not known"}, ""),
        (UNRANKED | {"verdict": "no revenue"}, "no revenue"),
    ],
)
def test_a_place_is_said_only_where_it_rests_on_enough(changes: dict[str, Any], words: str) -> None:
    assert state(ROW | changes) == words


def test_the_range_over_models_lies_under_the_line_of_95_percent_and_the_dot() -> None:
    bar, line, dot = intervals(pl.DataFrame([ROW]), LIGHT.marketing, LIGHT, "EUR").data
    drawn: list[Any] = [bar, line, dot]
    assert [list(trace.x) for trace in drawn] == [[500.0, 1500.0], [700.0, 1400.0], [1000.0]]
    assert "on average, over many such periods: €\u00a0700 to €\u00a01.4k" in drawn[2].hovertext[0]
    assert "in the next such period: €\u00a0600 to €\u00a01.6k" in drawn[2].hovertext[0]
    assert "as broad as 25 equal accounts; the largest is 12%" in drawn[2].hovertext[0]


def test_what_rests_on_few_deals_or_is_not_known_is_grey() -> None:
    verdicts = [APART, "level with 1 other", "rests on few deals", "too few to rank", "not known"]
    dots: Any = intervals(pl.DataFrame([ROW | {"verdict": each} for each in verdicts]), "#123456", LIGHT, "EUR").data[
        -1
    ]
    assert list(dots.marker.color) == ["#123456", "#123456", LIGHT.grey, LIGHT.grey, LIGHT.grey]


def test_a_total_that_is_not_above_zero_has_no_line() -> None:
    taken_back = ROW | UNRANKED | {"revenue": Decimal("-5.00"), "low": None, "high": None, "share": None}
    taken_back |= {"next_low": None, "next_high": None}
    taken_back |= {"n_eff": None, "largest_share": None, "verdict": "no revenue"}
    figure: Any = intervals(pl.DataFrame([taken_back], infer_schema_length=1), LIGHT.marketing, LIGHT, "EUR")
    assert [trace.mode for trace in figure.data] == ["lines", "markers"]
    assert figure.layout.xaxis.range[0] == -5.0


@pytest.mark.parametrize(("low", "high"), [("-9000000.00", "9000000.00"), ("900.00", "9000000.00")])
def test_one_wild_interval_does_not_press_the_others_together(low: str, high: str) -> None:
    wild = ROW | {"low": Decimal(low), "high": Decimal(high)}
    figure: Any = intervals(pl.DataFrame([ROW, wild]), LIGHT.marketing, LIGHT, "EUR")
    most = 3 * 1500
    assert -most <= figure.layout.xaxis.range[0] and figure.layout.xaxis.range[1] <= most * 1.12
