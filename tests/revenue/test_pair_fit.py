"""Pair fit finds a pair that is there, and flags no more of those that are not than it says."""

import numpy as np
import polars as pl
import pytest

from overlap.stats.logistic_regression import bands, design, fitted
from overlap.steps import Given
from overlap.subjects.revenue.steps.pair_fit import LEAST_EXPECTED, SCHEMA, _spread, judged, shrunk

CAMPAIGNS, REPS = 6, 5


def company(seed: int, *, count: int = 1500, pair: float = 0.0, account: float = 0.0) -> pl.DataFrame:
    """Handoffs routed unevenly, to reps of different skill; `pair` is added to the log-odds where c0 meets r0.

    `account` is the standard deviation of what the leads of an account have in common; an account has three.
    """
    chance = np.random.default_rng(seed)
    campaign, score = chance.integers(0, CAMPAIGNS, count), chance.integers(20, 80, count)
    rep = np.where(chance.random(count) < 0.3, campaign % REPS, chance.integers(0, REPS, count))
    odds = -1.9 + np.linspace(-0.5, 0.5, CAMPAIGNS)[campaign] + np.linspace(0.5, -0.5, REPS)[rep] + (score - 50) / 40
    odds += pair * ((campaign == 0) & (rep == 0)) + account * chance.standard_normal(count)[np.arange(count) // 3 * 3]
    return pl.DataFrame(
        {
            "source_campaign_id": [f"c{each}" for each in campaign],
            "campaign_id": pl.Series([None] * count, dtype=pl.String),
            "rep_id": [f"r{each}" for each in rep],
            "segment": [f"s{each}" for each in chance.integers(0, 3, count)],
            "score": score,
            "is_won": chance.random(count) < 1 / (1 + np.exp(-odds)),
            "handoff_count": [count] * count,
        }
    )


def flags(frame: pl.DataFrame) -> list[tuple[str, str]]:
    flagged = judged(frame, Given()).filter(verdict="flagged").sort("p_value")
    return flagged.select("campaign_id", "rep_id").rows()


def test_a_pair_that_clicks_is_flagged_first_with_more_wins_than_expected():
    row = judged(company(1, pair=2.2), Given()).sort("p_value", nulls_last=True).row(0, named=True)
    assert (row["campaign_id"], row["rep_id"], row["verdict"]) == ("c0", "r0", "flagged")
    assert row["observed"] > row["expected"] and row["fit"] > 1
    assert row["q_value"] >= row["p_value"]


@pytest.mark.whole
def test_without_any_pair_a_flag_appears_in_about_one_company_of_ten():
    companies = [bool(flags(company(seed))) for seed in range(60)]
    assert 0 < np.mean(companies) < 0.18


@pytest.mark.whole
def test_leads_of_one_account_that_are_alike_raise_no_more_flags():
    companies = [bool(flags(company(seed, account=0.8))) for seed in range(60)]
    assert 0 < np.mean(companies) < 0.18


def test_the_variance_is_what_one_more_term_would_have():
    """In the information matrix with the pair's column added, the pair's variance is the inverse's corner, inverted."""
    frame = company(3)
    found = judged(frame, Given()).sort("p_value", nulls_last=True).row(0, named=True)
    rows = frame.with_columns(band=bands(frame["score"]))
    columns = design(rows, ["source_campaign_id", "rep_id", "segment", "band"])
    fit = fitted(columns, rows["is_won"].to_numpy().astype(float))
    in_pair = ((pl.col("source_campaign_id") == found["campaign_id"]) & (pl.col("rep_id") == found["rep_id"])).alias(
        "x"
    )
    added = np.column_stack([columns.toarray(), rows.select(in_pair)["x"].to_numpy().astype(float)])
    ridge = np.array([0.0] + [1.0] * (added.shape[1] - 2) + [0.0])
    information = (added * fit.weights[:, None]).T @ added + np.diag(ridge)
    variance = 1 / np.linalg.inv(information)[-1, -1]
    z = abs(found["observed"] - found["expected"]) / np.sqrt(variance)
    assert found["p_value"] == pytest.approx(2 * (1 - _normal(z)))
    assert found["expected"] == pytest.approx(float((fit.chances * added[:, -1]).sum()))


def _normal(z: float) -> float:
    """The normal distribution's share below z, summed up by hand."""
    steps = np.linspace(-8, z, 200_001)
    return float(np.trapezoid(np.exp(-(steps**2) / 2), steps) / np.sqrt(2 * np.pi))


def test_fits_are_drawn_to_one_by_hand():
    # Of sum((O - E)^2 - E) = 100 - 20 + 0 - 10 = 70 and sum E^2 = 500: A = 500 / 70.
    observed, expected, drawn = np.array([30.0, 10.0]), np.array([20.0, 10.0]), 500 / 70
    assert _spread(observed, expected) == pytest.approx(1 / drawn)
    assert shrunk(observed, expected, 1 / drawn) == pytest.approx([(30 + drawn) / (20 + drawn), 1.0])
    assert _spread(np.array([22.0, 9.0]), expected) == 0  # no more than chance
    assert shrunk(observed, expected, 0.0).tolist() == [1.0, 1.0]


def test_a_pair_needs_both_names_and_is_tested_from_five_wins_expected_on():
    frame = company(4, count=600).with_columns(
        rep_id=pl.when(pl.col("rep_id") != "r4").then("rep_id"),
        source_campaign_id=pl.when(pl.col("source_campaign_id") != "c5").then("source_campaign_id"),
    )
    found = judged(frame, Given())
    assert set(found["campaign_id"]) == {f"c{each}" for each in range(5)}
    assert set(found["rep_id"]) == {f"r{each}" for each in range(4)}
    tested = found.filter(pl.col("p_value").is_not_null())
    assert tested.equals(found.filter(pl.col("expected") >= LEAST_EXPECTED)) and 0 < tested.height < found.height
    assert set(found["pair_count"]) == {tested.height}
    assert found.filter(pl.col("q_value").is_null())["verdict"].unique().to_list() == ["too few to judge"]


def test_each_way_to_name_the_campaign_is_a_family_of_its_own():
    frame = company(1, pair=2.2)
    both = judged(frame.with_columns(campaign_id=pl.lit("x")), Given())
    alone = judged(frame, Given())
    assert both.filter(campaign_of="source").equals(alone)
    last = both.filter(campaign_of="last_touch")
    assert last["campaign_id"].unique().to_list() == ["x"] and last.height == REPS
    assert last["verdict"].is_in(["not flagged", "too few to judge"]).all()


@pytest.mark.parametrize("won", [True, False])
def test_a_house_that_won_everything_or_nothing_has_no_pair_to_test(won: bool):
    found = judged(company(1).with_columns(is_won=pl.lit(won)), Given())
    assert found.is_empty() and dict(found.schema) == SCHEMA
    assert judged(company(1).clear(), Given()).is_empty()
