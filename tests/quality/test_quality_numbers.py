"""Means and shares of groups drawn together equal what one works out by hand, on random data."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest

from overlap.stats.money_intervals import PART
from overlap.stats.pooled_means import pooled_means
from overlap.stats.proportions import wilson_limits
from overlap.steps import Given
from overlap.subjects.quality.steps.measures import measures

SEEDS = range(30)
COUNTS = (
    *("handoff_count", "old_enough_count", "accepted_count", "qualifiable_count", "qualified_count", "winnable_count"),
    *("won_count", "opened_count", "opened_old_enough_count", "opened_won_count", "rating_count", "rating_sum"),
    *("rating_squares", "created_count", "judged_lead_count", "won_lead_count", "cents"),
)


@pytest.mark.parametrize("seed", SEEDS)
def test_pooled_means_move_towards_the_common_one_and_the_few_move_most(seed: int) -> None:
    chance = np.random.default_rng(seed)
    counts = np.array([5, 20, 80, 320])
    means = np.array([2.0, 2.0, 2.0, 2.0]) + chance.normal(0, 0.01, 4)
    means[3] = 4.0
    found = pooled_means(means, counts, within=1.0)
    moved = np.abs(found.mean - means)[:3]
    assert moved[0] > moved[1] > moved[2]
    assert (found.mean[:3] > means[:3]).all() and found.mean[3] < 4.0


def test_groups_that_differ_by_chance_alone_are_drawn_close_and_keep_some_width() -> None:
    found = pooled_means(np.array([3.0, 3.1]), np.array([10, 10]), within=1.0)
    assert np.ptp(found.mean) < 0.05
    assert ((found.high - found.low) > 0.5).all()


def test_ratings_that_never_differ_inside_groups_say_nothing_of_chance() -> None:
    found = pooled_means(np.array([3.0, 5.0]), np.array([10, 10]), within=0.0)
    assert found.house == 4.0
    assert np.isnan([found.mean, found.low, found.high]).all()


def test_a_share_has_the_limits_at_which_a_score_test_stops_rejecting_it() -> None:
    """Wilson's limits p solve |x/n - p| = 1.96 sqrt(p (1 - p) / n)."""
    chance = np.random.default_rng(7)
    totals = chance.integers(1, 500, 200)
    events = chance.binomial(totals, chance.random(200))
    for limit in wilson_limits(events, totals):
        inside = (limit > 0) & (limit < 1)
        error = 1.96 * np.sqrt(limit * (1 - limit) / totals)
        assert np.abs(events / totals - limit)[inside] == pytest.approx(error[inside], abs=1e-9)


def summed(cents: Sequence[float]) -> dict[str, float]:
    """What `filtered.sums` gives of accounts with these cents, each as large as expected."""
    squares, some = float(sum(each**2 for each in cents)), [float(each) for each in cents if each > 0]
    given = sum(some, 0.0), squares, squares, max(some, default=0.0), float(len(some))
    return {
        f"{side}_{name}": value if side == "given" else 0.0
        for side in ("given", "back")
        for name, value in zip(PART, given, strict=True)
    }


def groups(**changes: Sequence[float]) -> pl.DataFrame:
    """Three groups of a hundred of everything, the counts of some changed."""
    columns = {name: [100] * 3 for name in COUNTS} | {"rating_sum": [300] * 3, "rating_squares": [1000] * 3} | changes
    return pl.DataFrame(columns).with_columns(
        group_id=pl.Series(["A", "B", None]),
        group_name=pl.Series(["Ada", "Bob", "nobody"]),
        sums=pl.Series([summed([changes.get("cents", [100] * 3)[place] / 10] * 10) for place in range(3)]),
        recorded=pl.Series([["lead", "mql", "sal", "sql", "opportunity", "won"]] * 3),
    )


def of(frame: pl.DataFrame, measure: str) -> list[dict]:
    return measures(frame, Given()).filter(pl.col("measure") == measure).to_dicts()


def test_every_measure_has_a_row_for_each_group_with_anything_to_measure() -> None:
    frame = groups(opened_count=[100, 0, 0], opened_old_enough_count=[100, 0, 0], opened_won_count=[30, 0, 0])
    found = measures(frame, Given())["measure"].value_counts().sort("measure").rows()
    assert found == [
        ("accepted", 3),
        ("qualified", 3),
        ("rating", 3),
        ("revenue_per_lead", 3),
        ("win_rate", 1),
        ("won", 3),
    ]


def test_a_group_apart_is_above_or_below_and_a_small_one_is_not_ranked() -> None:
    frame = groups(
        old_enough_count=[400, 400, 20], accepted_count=[300, 100, 10], qualifiable_count=[400, 400, 400],
        qualified_count=[9, 5, 5],
    )  # fmt: skip
    accepted, qualified = of(frame, "accepted"), of(frame, "qualified")
    assert [row["verdict"] for row in accepted] == ["above company average", "below company average", "too few to tell"]
    assert [row["verdict"] for row in qualified] == ["too few to tell"] * 3  # under ten events
    assert accepted[0]["house"] == pytest.approx(410 / 820)
    assert accepted[0]["house"] < accepted[0]["shrunk"] < accepted[0]["value"] == 0.75


def test_under_ten_wins_money_says_what_it_rests_on_and_has_no_place() -> None:
    rows = of(groups(cents=[900_000, 100_000, 0], won_lead_count=[10, 1, 0]), "revenue_per_lead")
    assert [row["verdict"] for row in rows] == ["above company average", "rests on 1 win", "rests on 0 wins"]
    # Poisson's exact limits of ten, a tenth of the money each; of nothing there is no interval
    assert [row["value"] for row in rows] == [90.0, 10.0, 0.0]
    assert (rows[0]["low"], rows[0]["high"]) == pytest.approx((9 * 4.7954, 9 * 18.3904), rel=1e-4)
    assert (rows[2]["low"], rows[2]["high"]) == (None, None)
    assert {row["shrunk"] for row in rows} == {None}


@pytest.mark.whole
def test_where_all_campaigns_are_alike_hardly_a_house_names_one_for_its_money() -> None:
    """Ten campaigns of 600 leads, about 24 of them won, log-normal amounts: one house in ten may name one by luck."""
    chance = np.random.default_rng(2031)
    count, leads, alarms = 10, 600, 0
    for _ in range(200):
        won = chance.random((count, leads)) < 0.04
        cents = np.where(won, chance.lognormal(13, 1, (count, leads)), 0.0)
        total = cents.sum(axis=1)
        frame = pl.DataFrame({name: [leads] * count for name in COUNTS} | {"cents": total}).with_columns(
            group_id=pl.Series([f"C{n}" for n in range(count)]),
            group_name=pl.Series([f"C{n}" for n in range(count)]),
            won_lead_count=pl.Series(won.sum(axis=1)),
            sums=pl.Series([summed(list(row)) for row in cents]),
            recorded=pl.Series([["won"]] * count),
        )
        alarms += any(row["verdict"].endswith("company average")
                      for row in of(frame, "revenue_per_lead"))  # fmt: skip
    assert alarms <= 32  # 20 promised, and 2.8 standard errors


def test_a_house_without_a_record_has_no_row() -> None:
    nothing = groups(**{name: [0] * 3 for name in COUNTS})
    assert measures(nothing, Given()).is_empty()


def test_a_measure_of_a_stage_nobody_records_has_no_row() -> None:
    frame = groups().with_columns(recorded=pl.Series([["lead", "sal"]] * 3))
    assert set(measures(frame, Given())["measure"]) == {"accepted", "rating"}
