"""Intervals where people decide: what a plain loop computes, wide enough where people differ, not wider where not."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.stats import t

from overlap.stats.clustered import curve_of_people, effective, share_of_people
from overlap.stats.survival import quantile_interval
from overlap.steps.given import Given
from overlap.subjects.followup.steps.service_level import team_levels

PEOPLE, LIMIT = 12, 240


def plain_curve(those: list[tuple[int, int, int]]) -> dict[int, float]:
    """Aalen-Johansen of (minutes, end, person), one time after the other."""
    left, share, found = 1.0, 0.0, {}
    for at in sorted({minutes for minutes, _, _ in those}):
        at_risk = sum(minutes >= at for minutes, _, _ in those)
        ends = [end for minutes, end, _ in those if minutes == at]
        share += left * ends.count(0) / at_risk
        left *= 1 - (ends.count(0) + ends.count(1)) / at_risk
        found[at] = share
    return found


def at_or_before(curve: dict[int, float], when: int) -> float:
    return max([share for at, share in curve.items() if at <= when], default=0.0)


def drawn(seed: int, spread: float, each: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Minutes to the attempt, closing or now of people who are as fast as it falls out."""
    draws = np.random.default_rng(seed)
    person = np.repeat(np.arange(PEOPLE), each)
    minutes = np.exp(5.5 + spread * draws.normal(size=PEOPLE)[person] + 0.6 * draws.normal(size=len(person)))
    return np.ceil(minutes).astype(np.int64), (draws.random(len(person)) < 0.1).astype(np.int64), person


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_band_leaves_out_one_person_at_a_time(seed: int) -> None:
    draws = np.random.default_rng(seed)
    minutes, person = draws.integers(1, 15, 60), draws.integers(0, 5, 60)
    end = draws.choice([0, 0, 0, 1, 2], 60)
    _, curve = curve_of_people(minutes, end, person)
    rows = list(zip(minutes.tolist(), end.tolist(), person.tolist(), strict=True))
    whole = plain_curve(rows)
    without = [plain_curve([row for row in rows if row[2] != one]) for one in range(5)]
    for place, at in enumerate(curve.times.tolist()):
        assert curve.share[place] == pytest.approx(whole[at])
        shares = [at_or_before(one, at) for one in without]
        error = np.sqrt(4 / 5 * sum((share - np.mean(shares)) ** 2 for share in shares))
        assert curve.deviation is not None and curve.deviation[place] >= error - 1e-12
        share, wide = curve.share[place], t.ppf(0.975, 4) * curve.deviation[place]
        if 0 < share < 1:
            power = np.exp(wide / abs(share * np.log(share)))
            assert (curve.low[place], curve.high[place]) == pytest.approx((share**power, share ** (1 / power)))


@pytest.mark.whole
@pytest.mark.parametrize("spread", [0.0, 0.8])
def test_the_interval_of_the_median_holds_that_of_many_such_people(spread: float) -> None:
    many = np.sort(np.concatenate([drawn(seed, spread)[0] for seed in range(50_000, 50_400)]))
    # A tenth is closed without an attempt, so half have been tried when 5 of 9 would have been.
    truth, inside, alone = float(np.quantile(many, 0.5 / 0.9)), 0, 0
    for seed in range(300):
        minutes, end, person = drawn(seed, spread)
        for units in (person, np.zeros_like(person)):
            low, high = quantile_interval(curve_of_people(minutes, end, units)[1], 0.5)
            holds = (low or 0) <= truth <= (high or np.inf)
            inside, alone = (inside + holds, alone) if units is person else (inside, alone + holds)
    assert inside >= 0.92 * 300
    assert (alone < 0.6 * 300) == (spread > 0)  # handoffs as units: the interval that was shown before


def test_a_share_of_people_who_differ_is_worth_fewer_handoffs() -> None:
    same, apart = np.array([5, 5, 5, 5]), np.array([10, 10, 0, 0])
    of = np.full(4, 10)
    assert effective(same, of).total == pytest.approx(40 * (1.959964 / t.ppf(0.975, 3)) ** 2)
    between = 4 / 3 * sum((x - 5) ** 2 for x in apart) / 40**2
    alike = between / (0.25 / 40) * (t.ppf(0.975, 3) / 1.959964) ** 2
    assert effective(apart, of).total == pytest.approx(40 / alike)
    alone = share_of_people(np.array([20]), np.array([40]))
    assert share_of_people(apart, of)[0] == alone[0] == 0.5
    assert share_of_people(np.zeros(0), np.zeros(0)) == (None, None, None)


def teams(seed: int, spread: float) -> pl.DataFrame:
    """Four teams of three people, who answer in time as it falls out, as followup/by_team hands them over."""
    draws, rows = np.random.default_rng(seed), []
    for team in range(4):
        timed: list[dict[str, Any]] = []
        for rep in range(3):
            chance = 1 / (1 + np.exp(-spread * draws.normal()))
            timed += [
                {
                    "minutes": 1,
                    "end": 0,
                    "rep_id": f"{team} {rep}",
                    "is_due": True,
                    "is_in_time": bool(hit),
                }
                for hit in draws.random(60) < chance
            ]
        hits = sum(one["is_in_time"] for one in timed)
        rows.append(
            {"is_known": True, "due_count": 180, "in_time_count": hits, "by_date_count": 0, "unclocked_count": 0,
             "service_level": hits / 180, "service_level_low": 0.0, "service_level_high": 1.0, "timed": timed}
        )  # fmt: skip
    return pl.DataFrame(rows)


@pytest.mark.whole
def test_teams_of_people_who_differ_are_not_told_apart_by_who_is_in_them() -> None:
    flagged, covered = 0, 0
    for seed in range(150):
        found = team_levels(teams(seed, 0.6), Given())
        flagged += found["verdict"].is_in(["above company average", "below company average"]).any()
        covered += found.filter((pl.col("service_level_low") <= 0.5) & (pl.col("service_level_high") >= 0.5)).height
    assert flagged <= 0.10 * 150
    assert covered >= 0.93 * 600
