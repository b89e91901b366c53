"""Whether a score sorts, and keeps its promises: equal to scikit-learn, scipy and loops on random data."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest, norm
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from overlap.stats.isotonic import promised, rising
from overlap.steps.given import Given
from overlap.subjects.quality.steps import auc, calibration, score_drift
from overlap.subjects.quality.steps.auc import Auc, auc_of, rate_of

SEEDS = range(8)


def records(seed: int, count: int = 300, tells: float = 0.8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whole scores with many ties, outcomes and accounts of a few records each."""
    chance = np.random.default_rng(seed)
    scores = chance.integers(0, 12, count)
    good = chance.random(count) < 1 / (1 + np.exp(-tells * (scores - 6) / 3))
    return scores, good, chance.integers(0, count // 3, count)


def of(scores: np.ndarray, good: np.ndarray, accounts: np.ndarray) -> Auc:
    return auc_of(scores, good.astype(float), (~good).astype(float), accounts)


def delong_error(scores: np.ndarray, good: np.ndarray) -> float:
    """DeLong, DeLong & Clarke-Pearson 1988, pair by pair."""
    x, y = scores[good], scores[~good]
    beats = np.array([[1.0 if a > b else 0.5 if a == b else 0.0 for b in y] for a in x])
    return float(np.sqrt(beats.mean(axis=1).var(ddof=1) / len(x) + beats.mean(axis=0).var(ddof=1) / len(y)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_area_is_that_of_scikit_learn_with_ties_counting_one_half(seed: int):
    scores, good, accounts = records(seed)
    assert of(scores, good, accounts).area == pytest.approx(roc_auc_score(good, scores), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_with_a_record_an_account_the_error_is_delongs(seed: int):
    scores, good, _ = records(seed, 120)
    assert of(scores, good, np.arange(len(scores))).error == pytest.approx(delong_error(scores, good), rel=1e-9)


@pytest.mark.parametrize("area", [0.0, 1.0])
def test_a_score_that_sorts_all_rightly_or_none_is_not_certain_to(area: float):
    """Ten of each: Wilson's limits of none, or all, of ten."""
    good = np.arange(20) >= 10
    found = of(np.arange(20) if area else -np.arange(20), good, np.arange(20))
    assert (found.area, found.error) == (area, 0)
    assert (found.low, found.high) == (
        pytest.approx(0.7225 * area, abs=1e-4),
        pytest.approx(1 - 0.7225 * (1 - area), abs=1e-4),
    )


def test_records_of_one_account_count_as_one_where_they_are_alike():
    scores, good, _ = records(1)
    once = of(scores, good, np.arange(len(scores)))
    tripled = [np.repeat(each, 3) for each in (scores, good, np.arange(len(scores)))]
    thrice, alone = of(*tripled), of(tripled[0], tripled[1], np.arange(3 * len(scores)))
    assert once.error is not None
    assert thrice.area == pytest.approx(once.area)
    assert thrice.error == pytest.approx(once.error, rel=0.01)
    assert alone.error == pytest.approx(once.error / np.sqrt(3), rel=0.02)


def test_counts_say_what_single_records_say():
    scores, good, accounts = records(2)
    frame = pl.DataFrame({"score": scores, "good": good, "account": accounts})
    grouped = frame.group_by("score", "account").agg(
        good=pl.col("good").sum().cast(pl.Float64), bad=(~pl.col("good")).sum().cast(pl.Float64)
    )
    counted = auc_of(*(grouped[name].to_numpy() for name in ("score", "good", "bad", "account")))
    alone = of(scores, good, accounts)
    assert (counted.area, counted.error) == (pytest.approx(alone.area), pytest.approx(alone.error))


def test_the_interval_of_a_useless_score_leaves_chance_out_as_rarely_as_it_says():
    missed = [of(*records(1_000 + seed, 200, tells=0.0)).verdict != auc.CHANCE for seed in range(200)]
    assert 1 <= sum(missed) <= 20  # ten are expected


def test_what_may_be_said_of_a_score():
    up = np.arange(40)
    assert of(up, up >= 20, up).verdict == auc.SORTS
    assert of(-up, up >= 20, up).verdict == auc.BACKWARDS
    assert of(up, up % 2 == 0, up).verdict == auc.CHANCE
    assert of(up, up >= 31, up).verdict == auc.TOO_FEW


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rising_curve_is_that_of_scikit_learn(seed: int):
    chance = np.random.default_rng(seed)
    totals = chance.integers(0, 30, 25)
    events = chance.binomial(totals, np.linspace(0.2, 0.6, 25))
    known = totals > 0
    theirs = IsotonicRegression().fit_transform(
        np.flatnonzero(known), events[known] / totals[known], sample_weight=totals[known]
    )
    ours = rising(events, totals)
    assert ours[known] == pytest.approx(theirs, abs=1e-12)
    assert np.isnan(ours[~known]).all()


def test_between_learnt_scores_the_promise_lies_on_the_line_and_beyond_them_it_stays():
    found = promised(np.array([0, 10, 15, 20, 99]), np.array([10, 20]), np.array([1, 6]), np.array([10, 10]))
    assert found == pytest.approx([0.1, 0.1, 0.35, 0.6, 0.6])


@pytest.mark.parametrize(("events", "total"), [(0, 7), (3, 7), (7, 7), (12, 400)])
def test_the_interval_of_a_share_is_wilsons(events: int, total: int):
    theirs = binomtest(events, total).proportion_ci(0.95, "wilson")
    ours = rate_of(events, total)
    assert (ours["good_rate_low"], ours["good_rate_high"]) == pytest.approx((theirs.low, theirs.high), abs=2e-5)


def frame_of(scores: np.ndarray, good: np.ndarray, learnt: list[tuple[int, int, int]]) -> pl.DataFrame:
    """What quality/score hands over: a row a handoff, then those of the year before."""
    rows = [(False, int(s), place, True, 1, int(g)) for place, (s, g) in enumerate(zip(scores, good, strict=True))]
    rows += [(True, score, 0, True, count, events) for score, count, events in learnt]
    names = ["is_before", "measured", "bucket", "is_old_enough", "handoff_count", "good_count"]
    return pl.DataFrame(rows, schema=names, orient="row").with_columns(chance=pl.lit(None, pl.Float64))


def test_the_brier_score_is_that_of_scikit_learn_and_stands_beside_that_of_the_share():
    scores, good, _ = records(3)
    learnt = [(score, 50, 2 * score + 5) for score in range(12)]
    row = auc.judged(frame_of(scores, good, learnt), Given()).row(0, named=True)
    assert row["brier"] == pytest.approx(brier_score_loss(good, (2 * scores + 5) / 50), abs=1e-9)
    assert row["brier_of_share"] == pytest.approx(brier_score_loss(good, np.full(len(good), good.mean())), abs=1e-9)


def test_without_a_hundred_handoffs_to_learn_from_nothing_is_promised():
    scores, good, _ = records(3)
    row = auc.judged(frame_of(scores, good, [(5, 99, 30)]), Given()).row(0, named=True)
    assert (row["brier"], row["brier_of_share"]) == (None, None)


def bands(rows: list[tuple[int | None, int, int, int, int, int]], house_rate: float = 0.3) -> pl.DataFrame:
    names = ("measured", "handoff_count", "old_enough_count", "good_count", "learnt_count", "learnt_good_count")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Int64), orient="row")
    return calibration.bands(
        frame.with_columns(chance=pl.lit(None, pl.Float64), house_rate=pl.lit(house_rate)), Given()
    )


def test_bands_hold_every_handoff_once_and_name_what_is_promised_too_much():
    found = bands(
        [(10, 100, 90, 9, 200, 40), (20, 100, 100, 40, 200, 80), (30, 100, 100, 80, 200, 100), (None, 7, 5, 1, 0, 0)]
    )
    assert found.select("band", "score_from", "handoff_count", "young_count", "verdict").rows() == [
        (1, 10, 100, 10, "promises too much"),
        (2, 20, 100, 0, "as promised"),
        (3, 30, 100, 0, "promises too little"),
        (None, None, 7, 2, "no score"),
    ]
    assert found["promised_rate"].to_list() == [pytest.approx(0.2), pytest.approx(0.4), pytest.approx(0.5), None]
    assert found["lift"].to_list()[:3] == pytest.approx([0.1 / 0.3, 0.4 / 0.3, 0.8 / 0.3])  # of the company's share
    assert found["house_rate"].to_list() == [0.3] * 4


def test_equal_scores_are_never_torn_apart_and_a_score_only_seen_before_joins_its_neighbour():
    found = bands([(1, 500, 500, 100, 300, 60), (2, 0, 0, 0, 50, 12), (3, 500, 500, 120, 300, 70)])
    assert found.select("score_from", "score_to", "handoff_count", "learnt_count").rows() == [
        (1, 1, 500, 350), (3, 3, 500, 300),
    ]  # fmt: skip


def test_without_any_handoff_there_is_no_band():
    assert bands([]).is_empty()


def test_the_drift_is_the_slope_of_the_line_that_weighs_each_month_by_its_error():
    chance, said = np.random.default_rng(5), set()
    for steep in (-0.02, 0.0, 0.02):
        errors = chance.uniform(0.01, 0.04, 12)
        areas = 0.65 + steep * np.arange(12) + errors * chance.normal(size=12)
        design = np.column_stack([np.ones(12), np.arange(12)]) / errors[:, None]
        slope = np.linalg.lstsq(design, areas / errors)[0][1]
        steepness = slope / np.sqrt(np.linalg.inv(design.T @ design)[1, 1])
        left = np.linalg.lstsq(design, areas / errors)[1][0]
        steepness /= max(1.0, np.sqrt(left / 10))  # months differ by more than their errors say
        limit = norm.isf(0.05 / 2 / 12)  # one look a month, a year long
        expected = (
            score_drift.STEADY
            if abs(steepness) <= limit
            else score_drift.BETTER
            if steepness > 0
            else score_drift.WORSE
        )
        said.add(expected)
        assert score_drift.drift(areas, errors) == expected
    assert said == {score_drift.WORSE, score_drift.STEADY, score_drift.BETTER}
    assert score_drift.drift(np.array([0.6, np.nan, 0.7, 0.8, 0.7, 0.6]), np.full(6, 0.01)) == score_drift.UNKNOWN


def month_of(chance: np.random.Generator, count: int, apart: float) -> tuple[float, float]:
    """The area and its error of a month of `count` handoffs, good ones `apart` points above the others."""
    is_good = chance.random(count) < 0.3
    scores = np.round(40 + 10 * chance.standard_normal(count) + is_good * apart)
    found = auc.auc_of(scores, is_good.astype(float), 1.0 - is_good, chance.integers(0, 64, count))
    return (np.nan, np.nan) if found.area is None or found.error is None else (found.area, found.error)


def ever_drifts(chance: np.random.Generator, change: float) -> bool:
    """Whether drift is called in any of twelve months in which somebody looks at all months so far."""
    months = [month_of(chance, 100, 7 + change * number) for number in range(score_drift.FEWEST + 11)]
    areas, errors = np.array(months).T
    return any(
        score_drift.drift(areas[:seen], errors[:seen]) != score_drift.STEADY
        for seen in range(score_drift.FEWEST, len(months) + 1)
    )


@pytest.mark.whole
def test_looking_every_month_of_a_year_calls_drift_in_one_company_of_twenty_and_still_sees_it():
    chance = np.random.default_rng(811)
    called = sum(ever_drifts(chance, 0.0) for _ in range(300))
    seen = sum(ever_drifts(chance, -0.5) for _ in range(100))
    assert called <= 0.05 * 300 + 2 * np.sqrt(300 * 0.05 * 0.95)
    assert seen > 70


def test_a_month_with_few_of_a_kind_has_no_area_and_still_its_share():
    rows = [(date(2026, 1, 1), date(2026, 2, 1), score, score, 1, 1, int(score > 25)) for score in range(30)]
    names = ["month", "next_month", "measured", "bucket", "handoff_count", "old_enough_count", "good_count"]
    frame = pl.DataFrame(rows, schema=names, orient="row").with_columns(chance=pl.lit(None, pl.Float64))
    (row,) = score_drift.by_month(frame, Given()).to_dicts()
    assert (row["auc"], row["good_count"], row["promised_rate"], row["drift"]) == (None, 4, None, score_drift.UNKNOWN)
