"""The closed forms are what resampling accounts gives, and nothing is said where there is nothing to say."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest

from overlap.numerics import Given
from overlap.numerics.intervals import SCHEMA, credited, share_interval, total_interval


def ledger(groups: Mapping[Any, Sequence[float]], deals: int = 40) -> pl.DataFrame:
    """What the report's statement hands over, of groups with the cents each account gives them (equal places)."""
    cents = np.array(list(groups.values()), dtype=float)
    amounts = cents.sum(axis=0)
    weights = np.divide(cents, amounts, out=np.zeros_like(cents), where=amounts != 0)
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
            "squares": (cents**2).sum(axis=1),
            "products": (cents * amounts).sum(axis=1),
            "weight_squares": (weights**2).sum(axis=1),
            "largest": cents.max(axis=1),
            "by_bucket": [[{"bucket": place, "cents": each} for place, each in enumerate(row)] for row in cents],
            "amount_total": amounts.sum(),
            "amount_squares": (amounts**2).sum(),
            "account_count": len(amounts),
        }
    )


def test_three_accounts_by_hand():
    frame = ledger({"a": [30_000, 40_000, 0], "b": [10_000, 0, 20_000]})
    found = credited(frame, Given()).to_dicts()[0]
    # a: c = 300, 400, 0 of A = 400, 400, 200. n_eff = 700^2 / 250,000; se^2 = max(250,000, 120,000 * 1.5625).
    assert found["n_eff"] == pytest.approx(700**2 / 250_000)
    assert found["largest_share"] == pytest.approx(400 / 700)
    assert found["count_credit"] == pytest.approx(1.75)
    spread = np.exp(1.96 * 500 / 700)
    assert float(found["low"]) == pytest.approx(700 / spread, abs=0.005)
    assert float(found["high"]) == pytest.approx(700 * spread, abs=0.005)
    # share 0.7: c - 0.7 A = 20, 120, -140; the upper limit is the whole.
    error = 1.96 * np.sqrt(20**2 + 120**2 + 140**2) / 1000
    assert (found["share"], found["share_low"], found["share_high"]) == pytest.approx((0.7, 0.7 - error, 1.0))
    assert found["verdict"] == "rests on few deals" and found["rank_low"] is None


def test_a_group_that_the_large_deals_passed_by_is_as_unsure_as_its_weights():
    # b of the three accounts: sum c^2 = 50,000 is less than mean(A^2) sum v^2 = 120,000 * (0.0625 + 1).
    low, high = total_interval(np.array([300.0]), np.array([50_000.0]), np.array([127_500.0]))
    spread = np.exp(1.96 * np.sqrt(127_500) / 300)
    assert (low[0], high[0]) == pytest.approx((300 / spread, 300 * spread))


def test_the_closed_forms_are_the_spread_of_resampled_accounts():
    chance = np.random.default_rng(4)
    amounts = chance.lognormal(8, 1.0, 600)
    cents = amounts * chance.beta(0.4, 0.8, 600)
    times = chance.poisson(1.0, (6000, 600))
    drawn, drawn_share = times @ cents, (times @ cents) / (times @ amounts)
    low, high = total_interval(np.array([cents.sum()]), np.array([(cents**2).sum()]), np.zeros(1))
    assert np.log(high / low)[0] / 3.92 * cents.sum() == pytest.approx(drawn.std(), rel=0.04)
    share, share_low, share_high = share_interval(
        np.array([cents.sum()]), np.array([(cents**2).sum()]), np.array([(cents * amounts).sum()]),
        amounts.sum(), (amounts**2).sum(),
    )  # fmt: skip
    assert share[0] == pytest.approx(cents.sum() / amounts.sum())
    assert (share_high - share_low)[0] / 3.92 == pytest.approx(drawn_share.std(), rel=0.04)


def test_a_group_that_earned_nothing_or_gave_back_has_no_interval():
    frame = ledger({"a": [50_000.0] * 20, "b": [-10_000.0] + [0.0] * 19, "c": [0.0] * 20})
    found = credited(frame, Given()).to_dicts()
    for row in found[1:]:
        assert [row[name] for name in ("low", "high", "n_eff", "largest_share", "rank_low")] == [None] * 5
        assert row["verdict"] == "no revenue"
    assert [row["share"] for row in found] == [None, None, 0.0]  # a has more than all of it


def test_an_upper_limit_that_no_column_could_hold_is_left_open():
    frame = ledger({"a": [10**11] * 20 + [0], "b": [0] * 20 + [100]})
    row = credited(frame, Given()).to_dicts()[1]
    assert (row["low"], row["high"], row["revenue"]) == (Decimal("0.00"), None, Decimal("1.00"))


def test_verdicts_are_against_the_average_known_group_and_need_enough():
    chance = np.random.default_rng(2)
    sizes = {"much": 9.0, "usual": 4.9, "little": 1.0, None: 20.0}
    frame = ledger({name: list(size * chance.lognormal(8, 0.3, 200)) for name, size in sizes.items()})
    found = credited(frame, Given(seed=1))
    assert found["verdict"].to_list() == ["above the average", "not told apart", "below the average", "not known"]
    assert found["rank_low"].to_list() == [1, 2, 3, None]
    assert found["rank_high"].to_list() == [1, 2, 3, None]
    few = credited(frame.with_columns(deal_count=pl.lit(29)), Given(seed=1))
    assert few["verdict"].to_list() == ["too few to rank"] * 3 + ["not known"]
    assert few["rank_high"].null_count() == 4


def test_no_revenue_at_all_is_no_row():
    empty = credited(ledger({"a": [1.0]}).clear(), Given())
    assert empty.is_empty() and dict(empty.schema) == SCHEMA
