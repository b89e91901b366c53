"""From how many pages on: the step is the best of all, the line is that of scikit-learn, and chance finds neither."""

import numpy as np
import polars as pl
import pytest
from sklearn.linear_model import LogisticRegression

from overlap.steps.given import Given
from overlap.subjects.quality.steps import readiness
from overlap.subjects.quality.steps.readiness import step, straight, threshold

LEADS = 3_000


def leads(seed: int, chance_of_ready, count: int = LEADS) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pages, outcomes and accounts of two of the leads of a company."""
    chance = np.random.default_rng(seed)
    pages = 1 + chance.geometric(0.1, count)
    return pages, chance.random(count) < chance_of_ready(pages), np.arange(count) // 2


def jump(pages: np.ndarray) -> np.ndarray:
    return np.where(pages >= 12, 0.3, 0.06)


def steady(pages: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(2.5 - 0.08 * pages))


def nothing(pages: np.ndarray) -> np.ndarray:
    return np.full(len(pages), 0.1)


def frame_of(pages: np.ndarray, ready: np.ndarray, account: np.ndarray) -> pl.DataFrame:
    rows = pl.DataFrame({"pages": pages, "bucket": account % 1024, "ready": ready})
    grouped = rows.group_by("pages", "bucket", maintain_order=True).agg(
        lead_count=pl.len().cast(pl.Int64), good_count=pl.col("ready").sum().cast(pl.Int64)
    )
    return grouped.with_columns(is_open=pl.lit(True), is_old_enough=pl.lit(True))


def by_page(pages: np.ndarray, ready: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    distinct, place = np.unique(pages, return_inverse=True)
    return distinct, np.bincount(place).astype(float), np.bincount(place, ready)


def likelihood(ready: np.ndarray) -> float:
    share = ready.mean()
    return 0.0 if share in (0, 1) else float((ready * np.log(share) + (1 - ready) * np.log(1 - share)).sum())


@pytest.mark.parametrize("seed", range(5))
def test_the_step_is_the_best_of_all_steps(seed: int):
    pages, ready, _ = leads(seed, steady, 400)
    tried = {
        cut: likelihood(ready[pages < cut]) + likelihood(ready[pages >= cut])
        for cut in np.unique(pages)[1:]
        if min((pages < cut).sum(), (pages >= cut).sum()) >= readiness.FEWEST_SIDE
    }
    found = step(*by_page(pages, ready))
    assert found is not None
    assert found.value == pytest.approx(max(tried.values()), abs=1e-9)
    assert tried[found.cut] == max(tried.values())


@pytest.mark.parametrize("seed", range(5))
def test_the_line_is_the_logit_of_scikit_learn(seed: int):
    pages, ready, _ = leads(seed, steady, 600)
    column = pages[:, None].astype(float)
    model = LogisticRegression(C=1e10, max_iter=2_000, tol=1e-10).fit(column, ready)
    odds = model.decision_function(column)
    slope, value = straight(*by_page(pages, ready))
    assert value == pytest.approx(float((ready * odds - np.logaddexp(0, odds)).sum()), abs=1e-5)
    assert np.sign(slope) == np.sign(model.coef_[0][0])


def test_a_jump_is_found_where_it_is_and_its_interval_holds_it():
    for seed in range(5):
        row = threshold(frame_of(*leads(seed, jump)), Given(seed=seed)).row(0, named=True)
        assert row["verdict"] == readiness.JUMPS
        assert row["cut_low"] <= 12 <= row["cut_high"]
        assert row["above_rate"] - row["below_rate"] == pytest.approx(0.24, abs=0.05)


def test_a_step_that_could_lie_in_one_place_only_has_no_interval():
    chance = np.random.default_rng(5)
    pages = np.repeat([1, 2], 60)
    ready = chance.random(120) < np.where(pages == 2, 0.8, 0.1)
    row = threshold(frame_of(pages, ready, np.arange(120)), Given()).row(0, named=True)
    assert (row["cut"], row["cut_low"], row["cut_high"]) == (2, None, None)


def test_resampled_companies_without_a_place_for_a_step_say_nothing():
    """Forty leads of ten accounts lie on either side: drawn again, one side often has too few."""
    pages = np.repeat([1, 2, 3], [32, 6, 32])
    ready = np.where(pages == 1, np.arange(70) % 8 == 0, np.arange(70) % 3 > 0)
    row = threshold(frame_of(pages, ready, np.arange(70) % 10), Given(seed=1)).row(0, named=True)
    assert 2 <= row["cut_low"] <= row["cut"] <= row["cut_high"] <= 3


def test_what_rises_steadily_has_no_threshold():
    said = [threshold(frame_of(*leads(seed, steady)), Given()).row(0, named=True)["verdict"] for seed in range(6)]
    assert said.count(readiness.RISES) >= 5


def test_where_pages_say_nothing_hardly_ever_a_threshold_is_seen():
    said = [threshold(frame_of(*leads(seed, nothing)), Given()).row(0, named=True)["verdict"] for seed in range(20)]
    assert said.count(readiness.NONE) >= 18
    assert said.count(readiness.JUMPS) + said.count(readiness.DROPS) <= 1


def test_few_leads_and_leads_that_are_all_alike_say_nothing():
    pages, ready, account = leads(1, jump, 60)
    for outcomes in (ready, np.zeros(60, dtype=bool)):
        row = threshold(frame_of(pages, outcomes, account), Given()).row(0, named=True)
        assert (row["verdict"], row["cut"], row["above_count"]) == (readiness.TOO_FEW, None, 0)


def test_where_no_page_was_ever_recorded_it_is_said_so():
    _, ready, account = leads(1, jump, 400)
    row = threshold(frame_of(np.zeros(400, dtype=int), ready, account), Given()).row(0, named=True)
    assert (row["verdict"], row["cut"], row["lead_count"]) == (readiness.NO_PAGES, None, 400)


def test_leads_too_young_or_had_by_sales_are_counted_and_not_judged():
    some = frame_of(*leads(2, jump))
    reached, young = some.head(50).with_columns(is_open=pl.lit(False)), some.head(40).with_columns(is_old_enough=False)
    row = threshold(pl.concat([some, reached, young]), Given()).row(0, named=True)
    alone = threshold(some, Given()).row(0, named=True)
    counts = {"reached_count": reached["lead_count"].sum(), "young_count": young["lead_count"].sum()}
    assert row == alone | counts


def test_the_curve_never_falls_and_the_misleading_count_stands_beside():
    frame = pl.DataFrame(
        {"pages": [1, 2, 3], "lead_count": [10, 10, 0], "good_count": [4, 2, 0], "naive_lead_count": [0, 12, 4],
         "naive_good_count": [0, 3, 4]}
    )  # fmt: skip
    found = readiness.curve(frame, Given()).select("good_rate", "rising_rate", "naive_rate").rows()
    assert found == [(0.4, pytest.approx(0.3), None), (0.2, pytest.approx(0.3), 0.25), (None, None, 1.0)]
