"""The parts of a change in revenue are exact."""

from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from overlap.subjects.goals.charts.revenue_bridge import Part, parts_of_change

KINDS = st.dictionaries(
    st.sampled_from(["new", "expansion", "renewal"]),
    st.tuples(st.integers(1, 500), st.integers(0, 10**10)),
)


def by_kind(rows: dict[str, tuple[int, int]]) -> pl.DataFrame:
    """Deals and cents of each kind as the report answers."""
    return pl.DataFrame(
        [(kind, deals, Decimal(cents) / 100) for kind, (deals, cents) in rows.items()],
        schema={"kind": pl.String, "deal_count": pl.Int64, "revenue": pl.Decimal(18, 2)},
        orient="row",
    )


@given(KINDS, KINDS)
def test_the_parts_add_up_to_the_change_to_the_cent(
    before: dict[str, tuple[int, int]], now: dict[str, tuple[int, int]]
) -> None:
    change = sum(cents for _, cents in now.values()) - sum(cents for _, cents in before.values())
    parts = parts_of_change(by_kind(before), by_kind(now))
    assert sum((part.amount for part in parts), Decimal(0)) == Decimal(change) / 100


def test_more_deals_of_the_same_size_change_only_the_number() -> None:
    assert parts_of_change(by_kind({"new": (10, 100_00)}), by_kind({"new": (15, 150_00)})) == [
        Part("new", "number", Decimal("50.00")),
        Part("new", "size", Decimal("0.00")),
    ]


def test_number_and_size_each_count_at_the_mean_of_the_other() -> None:
    # 2 deals of 10.00 become 3 of 20.00: number 1 x 15.00, size 10.00 x 2.5
    assert parts_of_change(by_kind({"new": (2, 20_00)}), by_kind({"new": (3, 60_00)})) == [
        Part("new", "number", Decimal("15.00")),
        Part("new", "size", Decimal("25.00")),
    ]


def test_a_kind_of_deal_that_appears_is_all_number() -> None:
    assert parts_of_change(by_kind({}), by_kind({"renewal": (4, 80_00)})) == [
        Part("renewal", "number", Decimal("80.00")),
        Part("renewal", "size", Decimal("0.00")),
    ]
