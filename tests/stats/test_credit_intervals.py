"""The closed forms are what resampling accounts gives, and nothing is said where there is nothing to say."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest

from overlap.stats.money_intervals import PART
from overlap.steps import Given
from overlap.subjects.revenue.steps.credit_intervals import APART, SCHEMA, credited


def summed(units: Sequence[tuple[float, float]]) -> dict[str, float]:
    """What `filtered.sums` gives of units with what they give and the square expected of it."""
    found: dict[str, float] = {}
    for side, sign in (("given", 1), ("back", -1)):
        those = [(sign * gives, expected) for gives, expected in units if sign * gives > 0]
        gives, expected = [float(each) for each, _ in those], [float(each) for _, each in those]
        parts = (
            sum(gives, 0.0),
            sum((each**2 for each in gives), 0.0),
            sum(expected, 0.0),
            max(gives, default=0.0),
            float(len(those)),
        )
        found |= {f"{side}_{name}": value for name, value in zip(PART, parts, strict=True)}
    return found


def ledger(groups: Mapping[Any, Sequence[float]], deals: int = 40) -> pl.DataFrame:
    """What the report's statement hands over, of groups with the cents each account gives them (equal places).

    Every account is expected to be as large as it is.
    """
    cents = np.array(list(groups.values()), dtype=float)
    amounts = cents.sum(axis=0)
    weights = np.divide(cents, amounts, out=np.zeros_like(cents), where=amounts != 0)
    sizes, size = np.abs(cents), np.abs(amounts)
    return pl.DataFrame(
        {
            "group_id": list(groups),
            "group_name": [name or "no known campaign" for name in groups],
            "is_known": [name is not None for name in groups],
            "deal_count": [deals] * len(groups),
            "count_credit": weights.sum(axis=1),
            "revenue": pl.Series([Decimal(int(each)) / 100 for each in cents.sum(axis=1)], dtype=pl.Decimal(18, 2)),
            "models_low": pl.Series([Decimal(0)] * len(groups), dtype=pl.Decimal(18, 2)),
            "models_high": pl.Series([Decimal(9)] * len(groups), dtype=pl.Decimal(18, 2)),
            "cents": cents.sum(axis=1),
            "sums": [summed([(each, each**2) for each in row]) for row in cents],
            "squares": (cents**2).sum(axis=1),
            "products": (cents * amounts).sum(axis=1),
            "expected": (sizes**2).sum(axis=1),
            "expected_products": (sizes * size).sum(axis=1),
            "by_bucket": [[{"bucket": place, "cents": each} for place, each in enumerate(row)] for row in cents],
            "amount_total": amounts.sum(),
            "amount_squares": (amounts**2).sum(),
            "amount_expected": (size**2).sum(),
        }
    )


def test_equal_accounts_have_the_exact_limits_of_a_count():
    """Twenty accounts of 100 each: Poisson's exact limits of 20, times 100; the next period has twice the variance."""
    found = credited(ledger({"a": [10_000.0] * 20, "b": [20_000.0] * 20}), Given()).to_dicts()[0]
    assert (float(found["low"]), float(found["high"])) == pytest.approx((1221.65, 3088.84), abs=0.01)
    assert found["next_low"] < found["low"] and found["high"] < found["next_high"]
    assert found["n_eff"] == pytest.approx(20)
    assert found["share"] == pytest.approx(1 / 3)
    assert found["share_low"] is None  # every account gives it a third


def test_below_five_accounts_worth_there_is_no_interval_and_both_ends_are_left_out():
    frame = ledger({"a": [10_000.0] * 4 + [0], "b": [10_000.0] * 5, "c": [90_000.0, 1, 1, 1, 1]}, deals=5)
    found = credited(frame, Given()).to_dicts()
    ends = ("low", "high", "next_low", "next_high", "share_low", "share_high")
    assert [[row[end] is None for end in ends] for row in found] == [[True] * 6, [False] * 6, [True] * 6]
    assert [row["verdict"] for row in found] == ["rests on 5 deals", "rests on few deals", "rests on 5 deals"]


@pytest.mark.parametrize(("accounts", "may_bring_nothing"), [(9, True), (10, False)])
def test_of_few_accounts_the_next_period_may_bring_nothing(accounts: int, may_bring_nothing: bool):
    found = credited(ledger({"a": [10_000.0] * accounts}), Given()).to_dicts()[0]
    assert (found["next_low"] == 0) == may_bring_nothing
    assert 0 < found["low"] < found["high"] < found["next_high"]


def test_the_width_is_that_of_resampled_accounts_and_a_little_for_the_large_ones_that_did_not_come():
    chance = np.random.default_rng(4)
    amounts = chance.lognormal(8, 1.0, 600)
    cents = amounts * chance.beta(0.4, 0.8, 600)
    times = chance.poisson(1.0, (6000, 600))
    drawn, drawn_share = times @ cents, (times @ cents) / (times @ amounts)
    row = credited(ledger({"a": list(cents), "b": list(amounts - cents)}), Given()).to_dicts()[0]
    assert 1.0 < (float(row["high"]) - float(row["low"])) / 3.92 / (drawn.std() / 100) < 1.2
    assert row["share"] == pytest.approx(cents.sum() / amounts.sum())
    assert (row["share_high"] - row["share_low"]) / 3.92 == pytest.approx(drawn_share.std(), rel=0.06)


def test_a_group_that_gave_back_keeps_an_interval_about_its_sum_and_one_without_revenue_has_none():
    frame = ledger({"a": [50_000.0] * 20, "b": [-10_000.0] * 20, "c": [0.0] * 20, "d": [9_000.0, -9_000.0] * 10})
    rows = {row["group_id"]: row for row in credited(frame, Given()).to_dicts()}
    assert rows["b"]["low"] < rows["b"]["revenue"] < rows["b"]["high"] < 0
    assert rows["b"]["n_eff"] == pytest.approx(20)
    for name in ("c", "d"):
        assert (rows[name]["low"], rows[name]["high"]) == (None, None)
    assert rows["c"]["verdict"] == "no revenue"
    assert rows["a"]["share"] is None  # more than all of it


def test_a_verdict_says_from_how_many_a_place_cannot_be_told_and_needs_enough():
    chance = np.random.default_rng(2)
    sizes = {"much": 9.0, "usual": 4.9, "alike": 4.9, "little": 1.0, None: 20.0}
    frame = ledger({name: list(size * chance.lognormal(8, 0.3, 200)) for name, size in sizes.items()})
    found = credited(frame, Given(seed=1))
    alike = "level with 1 other"
    assert found["verdict"].to_list() == [APART, alike, alike, APART, "not known"]
    assert found["rank_low"].to_list() == [1, 2, 2, 4, None]
    assert found["rank_high"].to_list() == [1, 3, 3, 4, None]
    few = credited(frame.with_columns(deal_count=pl.lit(29)), Given(seed=1))
    assert few["verdict"].to_list() == ["too few to rank"] * 4 + ["not known"]
    assert few["rank_high"].null_count() == 5


def test_no_revenue_at_all_is_no_row():
    empty = credited(ledger({"a": [1.0]}).clear(), Given())
    assert empty.is_empty() and dict(empty.schema) == SCHEMA
