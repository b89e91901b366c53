"""A deal taken apart: every touch once, its people inside it, each bar where the one before it ended."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from overlap.charts.palette import LIGHT
from overlap.subjects.revenue.charts.deal_waterfall import steps, waterfall
from overlap.subjects.revenue.sentences.deal import people

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
CREDIT = pl.Decimal(18, 2)


def cells(*rows: tuple[int, str | None, str, str, float, str]) -> pl.DataFrame:
    """Rows of revenue/deal_waterfall: j, campaign, place, person, weight, credit."""
    return pl.DataFrame(
        {
            "j": [row[0] for row in rows],
            "campaign_id": [row[1] for row in rows],
            "campaign_name": [row[1] or "no known campaign" for row in rows],
            "place": [row[2] for row in rows],
            "touched_at": [AT for _ in rows],
            "rep_name": [row[3] for row in rows],
            "weight": [row[4] for row in rows],
            "credit": pl.Series([Decimal(row[5]) for row in rows], dtype=CREDIT),
        }
    )


TWO_TOUCHES = cells(
    (2, "Fair", "first touch", "Ben", 0.5, "20.01"),
    (2, "Fair", "first touch", "Anna", 0.5, "30.00"),
    (1, None, "last touch", "Anna", 0.5, "30.00"),
    (1, None, "last touch", "Ben", 0.5, "20.00"),
)


def test_the_people_of_a_touch_are_put_together_largest_first() -> None:
    assert [(step.campaign, step.is_known, step.credit, step.people) for step in steps(TWO_TOUCHES)] == [
        ("Fair", True, Decimal("50.01"), (("Anna", Decimal("30.00")), ("Ben", Decimal("20.01")))),
        ("no known campaign", False, Decimal("50.00"), (("Anna", Decimal("30.00")), ("Ben", Decimal("20.00")))),
    ]


@pytest.mark.parametrize("sign", [1, -1], ids=["a deal", "a credit note"])
def test_each_bar_starts_where_the_one_before_it_ended_and_the_last_is_the_whole_deal(sign: int) -> None:
    rows = TWO_TOUCHES.with_columns(pl.col("credit") * sign)
    bars: Any = waterfall(steps(rows), LIGHT, "EUR").data[0]
    assert list(bars.base) == pytest.approx([0.0, sign * 50.01, 0.0])
    assert list(bars.x) == pytest.approx([sign * 50.01, sign * 50.0, sign * 100.01])
    assert list(bars.marker.color) == [LIGHT.marketing, LIGHT.grey, LIGHT.shared]


def test_every_amount_stands_inside_the_figure_whatever_its_place() -> None:
    rows = cells(*((4 - place, "Fair", "", "Anna", 0.25, "25.00") for place in range(4)))
    figure: Any = waterfall(steps(rows), LIGHT, "EUR")
    assert [(note.xanchor, note.x) for note in figure.layout.annotations] == [
        ("left", 25.0), ("left", 50.0), ("left", 75.0), ("right", 75.0), (None, 50.0),
    ]  # fmt: skip


def shares(*rows: tuple[bool, str, str | None, float, float, float]) -> pl.DataFrame:
    """Rows of revenue/deal_people: is_overlay, name, role, share as booked, their sum, share."""
    return pl.DataFrame(
        [(*row, Decimal("100.00") * Decimal(str(row[5]))) for row in rows],
        ["is_overlay", "rep_name", "role", "share_booked", "share_sum", "share", "amount"],
        orient="row",
    )


def test_the_people_of_a_deal_are_named_with_their_part() -> None:
    said = people(shares((False, "Anna", "ae", 0.75, 1.0, 0.75), (False, "Ben", "ae", 0.25, 1.0, 0.25)), "EUR", str)
    assert said == "**Anna** 75.0% (€\u00a075.00) and **Ben** 25.0% (€\u00a025.00)."


def test_shares_that_do_not_add_up_are_shown_as_booked_and_the_check_is_named() -> None:
    said = people(shares((False, "Anna", "ae", 0.6, 1.2, 0.5), (False, "Ben", "ae", 0.6, 1.2, 0.5)), "EUR", str)
    assert said.endswith(
        "The recorded shares are Anna 60.0% and Ben 60.0%, together 120.0%; here they are divided by their sum. "
        "The check `shares_add_up_to_the_whole` names the deal."
    )


def test_overlays_stand_beside_the_split() -> None:
    said = people(shares((False, "Anna", "ae", 1.0, 1.0, 1.0), (True, "Sam", "se", 0.5, 0.5, 0.5)), "EUR", str)
    assert said == "**Anna** 100.0% (€\u00a0100.00). Besides the split: Sam (Sales engineer) 50.0%."
