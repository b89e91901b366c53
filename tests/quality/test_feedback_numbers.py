"""Strictness, usefulness, words and before against after equal plain second computations, on random data."""

from collections.abc import Sequence
from itertools import product
from math import log, sqrt

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import roc_auc_score

from overlap.stats.pooled_means import pooled_means
from overlap.steps import Given
from overlap.subjects.quality.steps.decisions import judged
from overlap.subjects.quality.steps.distinctive_terms import apart, log_odds
from overlap.subjects.quality.steps.rater_severity import MILD, STRICT, TOO_FEW, severity
from overlap.subjects.quality.steps.rating_usefulness import AGAINST, AGREES, area_under, usefulness

SEEDS = range(20)


def stars(ratings: Sequence[tuple[str, str | None, int]], use: str = "not_counted") -> pl.DataFrame:
    frame = pl.DataFrame(ratings, schema=["rater", "campaign_id", "stars"], orient="row")
    return frame.group_by("rater", "campaign_id", "stars").len("rating_count").with_columns(use=pl.lit(use))


@pytest.mark.parametrize("lost", [3, 5])
def test_stars_that_are_all_alike_or_told_all_apart_are_not_certain(lost: int) -> None:
    given = [("R", "C", 5)] * 12, [("R", "C", lost)] * 12
    row = usefulness(pl.concat([stars(given[0], "won"), stars(given[1], "not_won")]))
    assert row["usefulness"] == (1.0 if lost < 5 else 0.5)
    assert row["usefulness_low"] < row["usefulness"] <= row["usefulness_high"]
    assert row["usefulness_high"] - row["usefulness_low"] > 0.2


@pytest.mark.parametrize("seed", SEEDS)
def test_strictness_is_the_persons_effect_in_a_regression_on_dummies_pooled(seed: int) -> None:
    chance = np.random.default_rng(seed)
    people, campaigns, count = int(chance.integers(2, 6)), int(chance.integers(2, 5)), 400
    who, where = chance.integers(0, people, count), chance.integers(0, campaigns, count)
    given = np.clip(np.round(3 + 0.5 * who + 0.4 * where + chance.normal(0, 1, count)), 1, 5).astype(int)
    ratings = [(f"R{a}", f"C{b}", int(c)) for a, b, c in zip(who, where, given, strict=True)]
    found = severity(stars(ratings).sample(fraction=1, shuffle=True, seed=seed)).sort("rater")
    # one row a rating, the first person and the first campaign the reference, normal equations
    design = np.column_stack(
        [np.ones(count), *(who == a for a in range(1, people)), *(where == b for b in range(1, campaigns))]
    ).astype(float)
    solved = np.linalg.solve(design.T @ design, design.T @ given)
    effect = np.concatenate([[0.0], solved[1:people]])
    n = np.bincount(who, minlength=people)
    effect = effect - (n * effect).sum() / count
    within = ((given - design @ solved) ** 2).sum() / (count - design.shape[1])
    pooled = pooled_means(effect, n, within)
    assert found["severity"].to_numpy() == pytest.approx(pooled.mean, abs=1e-8)
    assert found["severity_high"].to_numpy() == pytest.approx(pooled.high, abs=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_strictness_of_some_of_the_stars_is_their_distance_from_the_companys_campaigns(seed: int) -> None:
    """One person alone stands as among all; one campaign's stars are held against what it goes with in the company."""
    chance = np.random.default_rng(seed)
    who, where = chance.integers(0, 4, 300), chance.integers(0, 3, 300)
    given = np.clip(np.round(2.5 + 0.5 * who + 0.4 * where + chance.normal(0, 1, 300)), 1, 5).astype(int)
    company = stars([(f"R{a}", f"C{b}", int(c)) for a, b, c in zip(who, where, given, strict=True)])
    everybody = severity(company)
    for rater in company["rater"].unique():
        alone = severity(company.filter(pl.col("rater") == rater), company)
        assert alone.row(0) == pytest.approx(everybody.filter(pl.col("rater") == rater).row(0))
    design = np.column_stack([np.ones(300), *(who == a for a in (1, 2, 3)), *(where == b for b in (1, 2))]).astype(
        float
    )
    solved = np.linalg.solve(design.T @ design, design.T @ given)
    effect = np.concatenate([[0.0], solved[1:4]])
    count = np.bincount(who, minlength=4)
    left = given - design[:, 4:] @ solved[4:] - solved[0] - (count * effect).sum() / 300
    here = where == 1
    mean = np.array([left[here & (who == a)].mean() for a in range(4)])
    n = np.array([(here & (who == a)).sum() for a in range(4)])
    within = ((given - design @ solved) ** 2).sum() / (300 - 6)
    pooled = pooled_means(mean, n, within, (effect - (count * effect).sum() / 300, count))
    found = severity(company.filter(pl.col("campaign_id") == "C1"), company).sort("rater")
    assert found["severity"].to_numpy() == pytest.approx(pooled.mean, abs=1e-8)
    assert found["severity_high"].to_numpy() == pytest.approx(pooled.high, abs=1e-8)


def test_who_gets_the_bad_campaign_is_not_called_strict() -> None:
    """Raw means differ by two stars; at equal campaigns nobody is strict."""
    ratings = [("R1", "bad", 1 + place % 2) for place in range(60)] + [
        ("R2", "good", 4 + place % 2) for place in range(60)
    ]
    ratings += [
        (rep, campaign, low + place % 2)
        for rep in ("R1", "R2")
        for campaign, low in (("bad", 1), ("good", 4))
        for place in range(10)
    ]
    assert severity(stars(ratings))["severity"].abs().max() == pytest.approx(0, abs=0.05)


def test_strict_and_mild_are_told_apart_and_few_ratings_are_not_judged() -> None:
    ratings = [("hard", "C", 1 + place % 2) for place in range(40)] + [
        ("soft", "C", 4 + place % 2) for place in range(40)
    ]
    ratings += [("new", None, 1)] * 19
    assert dict(severity(stars(ratings)).select("rater", "severity_verdict").iter_rows()) == {
        "hard": STRICT, "soft": MILD, "new": TOO_FEW,
    }  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_usefulness_is_the_share_of_pairs_in_the_right_order_ties_one_half(seed: int) -> None:
    chance = np.random.default_rng(seed)
    won, lost = chance.integers(1, 6, chance.integers(10, 40)), chance.integers(1, 6, chance.integers(10, 60))
    area, error = area_under(np.bincount(won, minlength=6), np.bincount(lost, minlength=6))
    pairs = [(a > b) + (a == b) / 2 for a, b in product(won, lost)]
    assert area == pytest.approx(sum(pairs) / len(pairs), abs=1e-12)
    outcome = np.concatenate([np.ones(len(won)), np.zeros(len(lost))])
    assert area == pytest.approx(roc_auc_score(outcome, np.concatenate([won, lost])), abs=1e-12)
    # DeLong: the variance of each side's placements over its number
    placed = np.array(pairs).reshape(len(won), len(lost))
    variance = placed.mean(axis=1).var(ddof=1) / len(won) + placed.mean(axis=0).var(ddof=1) / len(lost)
    assert error == pytest.approx(sqrt(variance), abs=1e-12)


def test_usefulness_takes_ten_leads_of_each_side_and_says_which_way_it_points() -> None:
    def frame(won: list[int], lost: list[int]) -> pl.DataFrame:
        return pl.concat(
            [stars([("R", "C", each) for each in side], use) for side, use in ((won, "won"), (lost, "not_won")) if side]
        )

    assert usefulness(frame([5] * 9, [1] * 40))["usefulness"] is None
    assert usefulness(frame([5] * 10, [1] * 9))["usefulness_verdict"] == TOO_FEW
    assert usefulness(frame([5] * 10, [1] * 10))["usefulness_verdict"] == AGREES
    assert usefulness(frame([1, 2] * 8, [4, 5] * 8))["usefulness_verdict"] == AGAINST
    same = usefulness(frame([3] * 10, [3] * 10))
    assert (same["usefulness"], same["usefulness_verdict"]) == (0.5, "no better than chance")


@pytest.mark.parametrize("seed", SEEDS)
def test_log_odds_are_those_of_the_formula_term_by_term(seed: int) -> None:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(2, 30))
    first, second = chance.integers(0, 40, count), chance.integers(0, 40, count)
    house = first + second + chance.integers(1, 50, count)
    difference, z = log_odds(first.astype(float), second.astype(float), house.astype(float))
    for term in range(count):
        prior = count * house[term] / house.sum()
        sides = [log((told[term] + prior) / (told.sum() + count - told[term] - prior)) for told in (first, second)]
        spread = sqrt(1 / (first[term] + prior) + 1 / (second[term] + prior))
        assert difference[term] == pytest.approx(sides[0] - sides[1], abs=1e-10)
        assert z[term] == pytest.approx((sides[0] - sides[1]) / spread, abs=1e-10)


def test_a_rare_term_is_not_shown_and_a_common_one_on_one_side_is() -> None:
    frame = pl.DataFrame(
        {
            "term": ["alike", "budget", "rare", "thesis"], "good_count": [30, 40, 4, 0], "bad_count": [30, 0, 0, 40],
            "house_count": [60, 40, 4, 40], "good_comments": [70] * 4, "bad_comments": [70] * 4,
        }
    )  # fmt: skip
    found = apart(frame, Given())
    assert dict(found.select("term", "verdict").iter_rows()) == {
        "budget": "said of good leads", "thesis": "said of bad leads", "alike": "used for both",
    }  # fmt: skip
    assert found["term_count"].to_list() == [3] * 3
    assert apart(frame.clear(), Given()).is_empty()


def decided(**changes: object) -> dict:
    row = {
        "decision_id": "D", "reason": "no_need", "is_every_campaign": False, "campaign_name": "C", "owner": "Ada",
        "what": "w", "decided_on": None, "window_days": 90, "comparison": "the others", "baseline": 0.20,
        "decided_by": "Ada", "is_over": True, "before_count": 400, "before_rejected_count": 100, "after_count": 400,
        "after_rejected_count": 20, "compared_before_count": 1000, "compared_before_hits": 100,
        "compared_after_count": 1000, "compared_after_hits": 90, "smallest": 0.03,
    }  # fmt: skip
    return judged(pl.DataFrame([row | changes], infer_schema_length=None), Given()).row(0, named=True)


def test_the_effect_is_the_change_from_the_fixed_baseline_less_that_of_the_comparison() -> None:
    row = decided()
    assert row["effect"] == pytest.approx((0.05 - 0.20) - (0.09 - 0.10))
    shares = ((0.25, 400), (0.05, 400), (0.10, 1000), (0.09, 1000))
    error = 1.96 * sqrt(sum(share * (1 - share) / of for share, of in shares))
    assert (row["effect_low"], row["effect_high"]) == pytest.approx((row["effect"] - error, row["effect"] + error))
    assert row["verdict"] == "moved"
    assert decided(baseline=None)["baseline"] == 0.25


def test_a_reason_that_was_never_given_is_not_certain_to_stay_away() -> None:
    row = decided(baseline=None, **dict.fromkeys(
        ("before_rejected_count", "after_rejected_count", "compared_before_hits", "compared_after_hits"), 0
    ))  # fmt: skip
    shares = ((1 / 402, 400), (1 / 402, 400), (1 / 1002, 1000), (1 / 1002, 1000))
    error = 1.96 * sqrt(sum(share * (1 - share) / of for share, of in shares))
    assert (row["effect_low"], row["effect"], row["effect_high"]) == (pytest.approx(-error), 0, pytest.approx(error))


def test_reasons_of_the_same_handoffs_lean_against_each_other_and_the_interval_is_wider() -> None:
    alone, shared = decided(), decided(is_every_campaign=True)
    added = 2 * (0.25 * 0.10 / 400 + 0.05 * 0.09 / 400)
    assert ((shared["effect_high"] - shared["effect"]) / 1.96) ** 2 == pytest.approx(
        ((alone["effect_high"] - alone["effect"]) / 1.96) ** 2 + added
    )


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"after_count": 29, "after_rejected_count": 0}, "cannot tell yet"),
        ({"after_rejected_count": 70}, "cannot tell yet"),
        ({"after_rejected_count": 76, "smallest": 0.10}, "not moved"),
        ({"after_rejected_count": 20, "smallest": 0.20}, "not moved"),
        ({"after_count": 0, "after_rejected_count": 0}, "cannot tell yet"),
    ],
)
def test_too_few_or_an_interval_that_reaches_too_far_cannot_tell(changes: dict, verdict: str) -> None:
    assert decided(**changes)["verdict"] == verdict


def test_the_worst_of_equal_campaigns_does_not_move_from_its_shrunk_baseline() -> None:
    """Twenty campaigns with one true rate: with the raw value of the worst as baseline, it seems to get better."""
    chance = np.random.default_rng(11)
    raw, fixed = [], []
    for _ in range(60):
        before = chance.binomial(150, 0.2, 20)
        after = chance.binomial(150, 0.2, 20)
        worst = int(before.argmax())
        counts = {
            "before_count": 150, "before_rejected_count": int(before[worst]), "after_count": 150,
            "after_rejected_count": int(after[worst]), "compared_before_count": 2850,
            "compared_before_hits": int(before.sum() - before[worst]), "compared_after_count": 2850,
            "compared_after_hits": int(after.sum() - after[worst]),
        }  # fmt: skip
        raw.append(decided(baseline=None, **counts)["effect"])
        fixed.append(decided(baseline=float(before.sum() / 3000), **counts)["effect"])
    assert np.mean(raw) < -0.05
    assert abs(np.mean(fixed)) < 0.01
