"""The comparisons of speed take people as units, say together what they say, and are what a plain loop computes."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize
from scipy.stats import t

from overlap.steps.given import Given
from overlap.subjects.followup.steps.speed import ALIKE, CANNOT, HIGHER, LOWER, speed, spline, verdict

Handoff = dict[str, Any]


def handoffs(seed: int, *, people: int, count: int, effect: float = 0.0, spread: float = 0.0) -> list[Handoff]:
    """Handoffs whose winning goes with the score, the person (`spread`) and an attempt in time (`effect`)."""
    draws = np.random.default_rng(seed)
    habit, skill = draws.normal(0, 1.2 * (spread > 0), people), draws.normal(0, spread, people)
    made = []
    for number in range(count):
        rep, score = number % people, int(draws.integers(0, 60))
        tried = draws.random() < 1 / (1 + np.exp(-(habit[rep] + (score - 30) / 20)))
        odds = -2 + (score - 30) / 15 + skill[rep] + effect * tried
        made.append(
            {"score": score, "score_band": score // 3, "channel": f"c{draws.integers(0, 3)}", "quarter": "q1",
             "rep_id": f"r{rep:02d}", "tried": bool(tried), "won": bool(draws.random() < 1 / (1 + np.exp(-odds)))}
        )  # fmt: skip
    return made


def counted(those: list[Handoff]) -> pl.DataFrame:
    """As followup/speed_and_wins hands them over."""
    arm = pl.when("tried").then(pl.lit("tried_")).otherwise(pl.lit("not_tried_"))
    end = pl.when("won").then(pl.lit("won")).otherwise(pl.lit("lost"))
    rows, by = pl.DataFrame(those).with_columns(arm=arm + end), ["score_band", "score", "channel", "quarter", "rep_id"]
    names = ("tried_won", "tried_lost", "not_tried_won", "not_tried_lost")
    sums = ((pl.col("arm") == name).sum().alias(name) for name in names)
    return rows.group_by(by).agg(*sums).sort(by).with_columns(closed_before_count=0, young_count=0)


def naive_odds(those: list[Handoff], strata: tuple[str, ...]) -> float:
    """Mantel-Haenszel by the handbook's formula."""
    above = below = 0.0
    for stratum in {tuple(one[name] for name in strata) for one in those}:
        mine = [one for one in those if tuple(one[name] for name in strata) == stratum]
        cell = {(x, y): sum(one["tried"] == x and one["won"] == y for one in mine) for x in (0, 1) for y in (0, 1)}
        above += cell[1, 1] * cell[0, 0] / len(mine)
        below += cell[1, 0] * cell[0, 1] / len(mine)
    return above / below


def naive_ends(those: list[Handoff], strata: tuple[str, ...]) -> tuple[float, float]:
    """Each person left out once."""
    people = sorted({one["rep_id"] for one in those})
    logs = [np.log(naive_odds([one for one in those if one["rep_id"] != rep], strata)) for rep in people]
    error = np.sqrt((len(people) - 1) / len(people) * sum((one - np.mean(logs)) ** 2 for one in logs))
    middle, wide = np.log(naive_odds(those, strata)), t.ppf(0.975, len(people) - 1) * error
    return float(np.exp(middle - wide)), float(np.exp(middle + wide))


@pytest.mark.parametrize("seed", [1, 2])
def test_intervals_leave_out_one_person_at_a_time(seed: int) -> None:
    those = handoffs(seed, people=6, count=500, effect=0.7, spread=0.4)
    raw, adjusted, _ = speed(counted(those), Given()).to_dicts()
    for row, strata in ((raw, ()), (adjusted, ("score_band", "channel", "quarter"))):
        assert row["odds_ratio"] == pytest.approx(naive_odds(those, strata))
        assert (row["odds_low"], row["odds_high"]) == pytest.approx(naive_ends(those, strata))
        assert (row["unit_count"], row["unit"]) == (6, "people")


def test_the_model_is_that_of_a_plain_optimiser_and_its_sandwich_sums_over_people() -> None:
    those = handoffs(5, people=8, count=600, effect=0.7)
    row = speed(counted(those), Given()).row(2, named=True)
    every = pl.DataFrame(those)
    won, tried = (every[name].cast(pl.Float64).to_numpy() for name in ("won", "tried"))
    channels = np.column_stack([(every["channel"] == one).to_numpy() for one in ("c0", "c1", "c2")]).astype(float)
    # Per quarter and channel a column of its own with a ridge of 1, beside an intercept without.
    columns = np.column_stack([np.ones(len(won)), channels, np.ones(len(won)), spline(every["score"]), tried])
    ridge = np.array([0, 1, 1, 1, 1] + [1e-6] * (columns.shape[1] - 5))

    def loss(at: np.ndarray) -> float:
        return float(np.logaddexp(0, columns @ at).sum() - won @ columns @ at + ridge @ at**2 / 2)

    at = minimize(loss, np.zeros(columns.shape[1]), method="BFGS", options={"gtol": 1e-6, "maxiter": 5_000}).x
    chance = 1 / (1 + np.exp(-columns @ at))
    bread = np.linalg.inv((columns * (chance * (1 - chance))[:, None]).T @ columns + np.diag(ridge))
    meat = np.zeros_like(bread)
    for rep in every["rep_id"].unique():
        slope = ((won - chance)[:, None] * columns)[(every["rep_id"] == rep).to_numpy()].sum(axis=0)
        meat += np.outer(slope, slope)
    error = np.sqrt(8 / 7 * (bread @ meat @ bread)[-1, -1])
    wide = t.ppf(0.975, 7) * error
    expected = np.exp([at[-1], at[-1] - wide, at[-1] + wide])
    assert [row[name] for name in ("odds_ratio", "odds_low", "odds_high")] == pytest.approx(expected, rel=1e-3)


@pytest.mark.whole
def test_where_people_differ_and_speed_does_nothing_one_company_in_twenty_shows_a_difference() -> None:
    alarms, covered, companies = 0, 0, 150
    for seed in range(9_000, 9_000 + companies):
        found = speed(counted(handoffs(seed, people=12, count=800, spread=0.5)), Given()).to_dicts()
        alarms += found[0]["verdict"] in (HIGHER, LOWER)
        covered += found[2]["odds_low"] <= 1 <= found[2]["odds_high"]
    assert alarms <= 0.05 * companies + 2 * np.sqrt(0.05 * 0.95 * companies)
    assert covered >= 0.88 * companies


@pytest.mark.parametrize(
    ("share", "adjusted", "model", "said"),
    [
        (0.5, (1.1, 2), (1.2, 3), HIGHER), (0.5, (0.2, 0.9), (0.1, 0.8), LOWER), (0.5, (0.9, 2), (0.8, 3), ALIKE),
        (0.3, (1.1, 2), (1.2, 3), CANNOT), (0.5, (1.1, 2), (0.9, 3), CANNOT), (0.5, (0.9, 2), (None, None), CANNOT),
    ],
)  # fmt: skip
def test_one_verdict_stands_for_both_comparisons(
    share: float, adjusted: tuple[Any, Any], model: tuple[Any, Any], said: str
) -> None:
    rows: list[dict[str, Any]] = [dict(zip(("odds_low", "odds_high"), ends, strict=True)) for ends in (adjusted, model)]
    assert verdict(rows[0] | {"share_compared": share}, rows[1]) == said


def test_without_people_handoffs_are_the_units_and_without_wins_there_is_no_model() -> None:
    those = [one | {"rep_id": None} for one in handoffs(3, people=4, count=400)]
    raw, _, model = speed(counted(those), Given()).to_dicts()
    assert (raw["unit"], raw["unit_count"], model["unit"]) == ("handoffs", 400, "handoffs")
    never = speed(counted([one | {"won": False} for one in those]), Given()).to_dicts()
    assert [row["odds_ratio"] for row in never] == [None] * 3
    assert {row["verdict"] for row in never} == {CANNOT}
