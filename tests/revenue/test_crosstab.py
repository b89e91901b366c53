"""The drawn ledger: small numbers that fit, grey for what is nobody's, places that come back when selected."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from overlap.charts.palette import LIGHT
from overlap.subjects.revenue.charts.crosstab import CAMPAIGNS, CELLS, PEOPLE, ledger, unit
from overlap.subjects.revenue.ledger import Ledger, folded


def two_by_one(known: str, unknown: str) -> Ledger:
    """One campaign and deals without one, both with one person."""
    amounts = [Decimal(known), Decimal(unknown)]
    campaigns = pl.DataFrame(
        {"campaign_id": ["c", None], "campaign_name": ["Webinar", "no known campaign"], "deal_count": [2, 1]}
    ).with_columns(revenue=pl.Series(amounts, dtype=pl.Decimal(18, 2)))
    people = pl.DataFrame({"rep_id": ["r"], "rep_name": ["Anna Keller"], "deal_count": [3], "revenue": [sum(amounts)]})
    return folded(campaigns.with_columns(rep_id=pl.lit("r")), campaigns, people, 5, 5)


def test_what_has_no_known_campaign_is_grey_and_does_not_pale_the_others() -> None:
    figure: Any = ledger(two_by_one("12000.00", "900000.00"), LIGHT, "EUR")
    assert list(figure.data[CAMPAIGNS].marker.color) == [LIGHT.marketing, LIGHT.grey]
    assert [shape.fillcolor for shape in figure.layout.shapes] == ["rgba(124,92,196,0.62)", "rgba(138,148,163,0.30)"]


def test_cells_and_margins_are_written_in_one_unit() -> None:
    figure: Any = ledger(two_by_one("12000.00", "400.00"), LIGHT, "EUR")
    assert [list(trace.text) for trace in figure.data] == [["12", "<1"], ["12", "<1"], ["12"]]
    assert list(figure.data[CELLS].hovertext) == [
        "Webinar × Anna Keller<br><b>€\u00a012,000.00</b><br>2 won deals",
        "no known campaign × Anna Keller<br><b>€\u00a0400.00</b><br>1 won deal",
    ]


def test_thousands_are_set_apart_and_the_minus_is_a_true_one() -> None:
    figure: Any = ledger(two_by_one("4794000.00", "-2187000.00"), LIGHT, "EUR")
    assert list(figure.data[CAMPAIGNS].text) == ["4,794", "\u22122,187"]


@pytest.mark.parametrize(("amount", "word"), [("9999", ""), ("10000", "thousand"), ("100000000", "million")])
def test_the_unit_follows_the_largest_margin(amount: str, word: str) -> None:
    assert unit(two_by_one(amount, "0")) == word


def test_a_selected_mark_tells_its_place_in_the_book() -> None:
    figure: Any = ledger(two_by_one("1", "2"), LIGHT, "EUR")
    assert [list(data) for data in figure.data[CELLS].customdata] == [[0, 0], [1, 0]]
    assert (list(figure.data[CAMPAIGNS].customdata), list(figure.data[PEOPLE].customdata)) == ([0, 1], [0])


def test_people_are_shortened_to_initial_and_family_name() -> None:
    figure: Any = ledger(two_by_one("1", "2"), LIGHT, "EUR")
    assert list(figure.layout.xaxis.ticktext) == ["A. Keller"]


@pytest.mark.parametrize(
    ("people", "amount", "angle"), [(12, "4794000.00", -90), (12, "479000.00", 0), (5, "4794000.00", 0)]
)
def test_no_total_is_hidden_and_many_long_ones_are_turned(people: int, amount: str, angle: int) -> None:
    names = [f"P{n}" for n in range(people)]
    revenue = pl.Series("revenue", [Decimal(amount)] * people, dtype=pl.Decimal(18, 2))
    totals = pl.DataFrame({"rep_id": names, "rep_name": names, "deal_count": [1] * people}).with_columns(revenue)
    campaigns = pl.DataFrame({"campaign_id": ["c"], "campaign_name": ["Webinar"], "deal_count": [people]}).with_columns(
        revenue=pl.lit(sum(revenue)).cast(pl.Decimal(18, 2))
    )
    entries = totals.select(campaign_id=pl.lit("c"), rep_id="rep_id", deal_count="deal_count", revenue="revenue")
    figure: Any = ledger(folded(entries, campaigns, totals, 5, 12), LIGHT, "EUR")
    bars = figure.data[PEOPLE]
    assert (len(bars.text), bars.textangle, bars.constraintext) == (people, angle, "none")
