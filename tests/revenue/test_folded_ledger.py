"""The ledger folds small campaigns and people together and loses nobody and no cent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from overlap.subjects.revenue.ledger import Ledger, folded

IDS = st.one_of(st.none(), st.sampled_from("abcdefgh"))
CENTS = st.integers(min_value=0, max_value=10**9)
MONEY = pl.Decimal(18, 2)


def answers(cells: Mapping[Any, Decimal]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """What the three reports answer for these cells, each worth one deal."""
    frame = pl.DataFrame(
        {
            "campaign_id": [campaign for campaign, _ in cells],
            "rep_id": [rep for _, rep in cells],
            "deal_count": [1] * len(cells),
            "revenue": list(cells.values()),
        },
        schema={"campaign_id": pl.String, "rep_id": pl.String, "deal_count": pl.Int64, "revenue": MONEY},
    )

    def margin(id_: str, name: str, nobody: str) -> pl.DataFrame:
        return (
            frame.group_by(id_)
            .agg(pl.col("deal_count").sum(), pl.col("revenue").sum().cast(MONEY))
            .with_columns(pl.col(id_).fill_null(nobody).alias(name))
            .sort("revenue", name, descending=[True, False])
        )

    return (
        frame,
        margin("campaign_id", "campaign_name", "no known campaign"),
        margin("rep_id", "rep_name", "unassigned"),
    )


def table(ours: Ledger) -> list[list[str]]:
    return [
        [row.name, *(str(entry.revenue) for entry in entries)]
        for row, entries in zip(ours.campaigns, ours.entries, strict=True)
    ]


@given(st.dictionaries(st.tuples(IDS, IDS), CENTS, max_size=40), st.integers(1, 6), st.integers(1, 6))
def test_rows_add_up_to_campaigns_columns_to_people_and_both_to_everything(
    cents: dict[tuple[str | None, str | None], int], most_campaigns: int, most_people: int
) -> None:
    cells = {cell: Decimal(amount) / 100 for cell, amount in cents.items()}
    ours = folded(*answers(cells), most_campaigns, most_people)
    assert [sum(entry.revenue for entry in row) for row in ours.entries] == [row.revenue for row in ours.campaigns]
    assert [sum(row[place].revenue for row in ours.entries) for place in range(len(ours.people))] == [
        column.revenue for column in ours.people
    ]
    assert ours.total == sum(cells.values())


def test_the_largest_are_named_the_rest_are_others_and_nobody_knows_stands_last() -> None:
    cells = {
        ("a", "x"): Decimal("50.00"),
        ("b", "x"): Decimal("30.00"),
        ("c", "y"): Decimal("2.00"),
        ("d", None): Decimal("1.01"),
        (None, "x"): Decimal("90.00"),
    }
    ours = folded(*answers(cells), 2, 2)
    assert [line.name for line in ours.people] == ["x", "y", "unassigned"]
    assert table(ours) == [
        ["a", "50.00", "0", "0"],
        ["b", "30.00", "0", "0"],
        ["others", "0", "2.00", "1.01"],
        ["no known campaign", "90.00", "0", "0"],
    ]
    assert [line.is_named for line in ours.campaigns] == [True, True, False, False]


def test_a_single_one_left_over_keeps_its_name() -> None:
    cells = {("a", "x"): Decimal(3), ("b", "x"): Decimal(2), ("c", "x"): Decimal(1)}
    assert [line.name for line in folded(*answers(cells), 2, 2).campaigns] == ["a", "b", "c"]


def test_deals_are_not_counted_where_several_stand_together() -> None:
    cells = {(name, "x"): Decimal(place) for place, name in enumerate("dcba")}
    assert [row[0].deal_count for row in folded(*answers(cells), 1, 1).entries] == [1, None]


def test_a_campaign_called_others_is_still_itself() -> None:
    frame, _, people = answers({("a", "x"): Decimal(1)})
    campaigns = pl.DataFrame(
        {"campaign_id": ["a"], "campaign_name": ["others"], "deal_count": [1], "revenue": [Decimal(1)]}
    )
    assert [line.is_named for line in folded(frame, campaigns, people, 5, 5).campaigns] == [True]
