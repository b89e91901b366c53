"""The four complaints are judged as a naive reading of single handoffs judges them, on random companies."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import naive_sides as naive
import numpy as np
import polars as pl
import pytest
from naive_sides import Handoff
from scipy import stats
from statsmodels.genmod import families  # statsmodels.api would import all there is, in each process
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import DomainWarning

from overlap.stats import weekly_volume
from overlap.subjects.sides import rule
from overlap.subjects.sides.steps import complaints
from overlap.subjects.sides.steps.handed import handed

ASKED: dict[str, Any] = {
    "starts_on": date(2025, 11, 1), "ends_on": date(2026, 11, 1), "sql_is_recorded": True, "won_is_recorded": True,
    "activities_are_recorded": True, "handoffs_are_recorded": True, "is_narrowed": False, "qualified_share": None,
    "handoffs_per_week": None, "points": 3.0, "volume_share": 0.1,
}  # fmt: skip


def handoffs(chance: Random, *, falls: float, number: int = 700, reps: int = 5) -> list[Handoff]:
    """People differ, the rich segment does better, and the period is worse by `falls`; some work in one period only."""
    found: list[Handoff] = []
    for _ in range(number):
        arm = chance.choice(("now", "reference"))
        rep = f"R{chance.randrange(reps) + (arm == 'now' and chance.random() < 0.1)}"
        segment = chance.choice(("rich", "poor", None))
        rate = 0.3 + 0.2 * (segment == "rich") + 0.02 * int(rep[1:]) - falls * (arm == "now")
        known = (chance.choice(("ads", "mail")), segment, "EMEA", chance.choice("012"))
        found.append(Handoff(arm, rep, chance.random() < 0.7, known, chance.random() < rate))
    return found


def cells(rows: Sequence[Handoff]) -> pl.DataFrame:
    """As sides/handoff_cells counts them, all of them mature."""
    frame = pl.DataFrame(
        [
            {
                "arm": row.arm, "rep_key": row.rep, "is_marketing": row.is_marketing,
                **dict(zip(("channel", "segment", "region", "score_band"), row.known, strict=True)),
                "made": row.is_made,
            }
            for row in rows
        ],
        schema_overrides={"segment": pl.String},
    )  # fmt: skip
    by = ["arm", "rep_key", "is_marketing", "channel", "segment", "region", "score_band"]
    counts = {"handoff_count": pl.len(), "qualifiable_count": pl.len(), "winnable_count": pl.len()}
    made = {name: pl.col("made").sum() for name in ("qualified_count", "won_count")}
    return frame.group_by(by).agg(**counts, **made).sort(by)


@pytest.mark.parametrize("seed", range(6))
def test_bad_leads_are_judged_as_single_handoffs_are(seed: int) -> None:
    rows = handoffs(Random(seed), falls=(seed % 3) * 0.1, number=500 if seed == 4 else 900)
    marketing, others = ([row for row in rows if row.is_marketing is each] for each in (True, False))
    reps = sorted({row.rep for row in rows})
    promised = 0.35 if seed % 2 else None
    found = complaints.bad_leads(handed(cells(rows)), ASKED | {"qualified_share": promised})
    then, now = ([row for row in marketing if row.arm == arm] for arm in ("reference", "now"))

    def raw(weights: naive.Weights) -> float:
        return (promised or naive.rate(then, weights)) - naive.rate(now, weights)

    alone = naive.variance(now) + (0 if promised else naive.variance(then))
    size, low, high = naive.ends(raw, reps, alone)
    assert found.raw is not None
    short = found.raw.shortfall
    assert (short.size, short.low, short.high) == pytest.approx((100 * size, 100 * low, 100 * high), rel=1e-5)

    are_enough = min(sum(row.arm == arm for row in others) for arm in ("now", "reference")) >= 100
    assert are_enough == (seed != 4)
    taken = (marketing, others) if are_enough else (marketing,)

    def adjusted(weights: naive.Weights) -> float:
        fall, *of_others = (naive.at_equal_people(each, weights) for each in taken)
        return fall - sum(of_others)

    size, low, high = naive.ends(adjusted, reps, sum(_alone(each) for each in taken))
    assert found.adjusted is not None
    short = found.adjusted.shortfall
    assert (short.size, short.low, short.high) == pytest.approx((100 * size, 100 * low, 100 * high), rel=1e-4)
    assert found.verdict == naive.verdict(100 * low, 100 * size, 100 * high, 3.0)


def _alone(rows: Sequence[Handoff]) -> float:
    by_rep = {rep: [row for row in rows if row.rep == rep] for rep in {row.rep for row in rows}}
    both = [each for each in by_rep.values() if len({row.arm for row in each}) == 2]
    total = sum(row.arm == "reference" for each in both for row in each)
    return sum(
        (sum(row.arm == "reference" for row in each) / total) ** 2
        * sum(naive.variance([row for row in each if row.arm == arm]) for arm in ("now", "reference"))
        for each in both
    )


@pytest.mark.parametrize("seed", range(3))
def test_closing_is_judged_at_equal_mix_as_single_handoffs_are(seed: int) -> None:
    rows = handoffs(Random(40 + seed), falls=seed * 0.1, number=400)
    reps, even = sorted({row.rep for row in rows}), dict.fromkeys({row.rep for row in rows}, 1.0)
    found = handed(cells(rows)).expected(*complaints.WON)
    assert found is not None
    assert found.shortfall.size == pytest.approx(naive.expected(rows, even), abs=1e-6)
    moves = [
        (naive.expected(rows, even | {rep: 1.01}) - naive.expected(rows, even | {rep: 0.99})) / 0.02 for rep in reps
    ]
    assert found.shortfall.influence == pytest.approx(moves, abs=2e-5)
    judged = complaints.cant_close(handed(cells(rows)), ASKED).adjusted
    assert judged is not None
    assert judged.shortfall.size == pytest.approx(100 * found.shortfall.size)


def test_a_grouped_logit_is_the_one_of_single_rows_and_near_statsmodels_where_the_ridge_is_light() -> None:
    rows = handoffs(Random(7), falls=0.0, number=3000)
    found = handed(cells(rows)).expected(*complaints.WON)
    assert found is not None
    then, now = ([row for row in rows if row.arm == arm] for arm in ("reference", "now"))
    names = [(0, "ads"), (1, "rich"), (1, "poor"), (3, "1"), (3, "2")]

    def columns(of: Sequence[Handoff]) -> np.ndarray:
        return np.array([[1.0, *(float(row.known[place] == value) for place, value in names)] for row in of])

    fit = GLM([float(row.is_made) for row in then], columns(then), family=families.Binomial()).fit()
    assert found.now == pytest.approx(float(fit.predict(columns(now)).mean()), abs=0.003)
    assert found.then == pytest.approx(sum(row.is_made for row in then) / len(then), abs=1e-6)


def test_a_weekly_volume_is_the_quasi_poisson_of_statsmodels() -> None:
    chance = np.random.default_rng(3)
    now, then = chance.negative_binomial(5, 0.2, 40).astype(float), chance.negative_binomial(5, 0.15, 50).astype(float)
    found = weekly_volume.of_reference(now, then)
    arm = np.array([[1.0, 0.0]] * len(now) + [[0.0, 1.0]] * len(then))
    family = families.Poisson(link=families.links.Identity())
    with pytest.warns(DomainWarning):  # means above 0 keep it in its domain
        fit = GLM(np.concatenate([now, then]), arm, family=family).fit(scale="X2")
    contrast = fit.t_test([-1.0, 1.0], use_t=True)
    low, high = contrast.conf_int(alpha=0.0125)[0]
    assert found is not None
    assert found.size == pytest.approx(float(contrast.effect[0]))
    # statsmodels has the degrees of all weeks less two, as here
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-4)
    fixed = weekly_volume.of_figure(np.full(30, 20.0), 25.0)
    assert fixed is not None
    assert (fixed.size, fixed.dispersion) == (5.0, 1.0)


def test_that_none_came_is_no_certainty_and_no_standard() -> None:
    none, some = np.zeros(30), np.full(30, 20.0)
    missing = weekly_volume.of_figure(none, 5.0)
    assert missing is not None
    assert missing.high - missing.size == pytest.approx(stats.t.ppf(0.99375, 29) / 30)
    assert weekly_volume.of_reference(none, some) is not None
    assert weekly_volume.of_reference(some, none) is None


@pytest.mark.parametrize(
    ("low", "size", "high", "is_enough", "said"),
    [
        (0.1, 3.0, 6.0, True, rule.SUPPORTED),
        (0.1, 2.9, 6.0, True, rule.UNKNOWN),
        (0.0, 3.0, 6.0, True, rule.UNKNOWN),
        (-4.0, -1.0, 2.9, True, rule.NOT_SUPPORTED),
        (-4.0, -1.0, 3.0, True, rule.UNKNOWN),
        (1.0, 2.0, 2.9, True, rule.NOT_SUPPORTED),
        (9.0, 12.0, 15.0, False, rule.UNKNOWN),
    ],
)
def test_the_rule_is_the_handbooks(low: float, size: float, high: float, is_enough: bool, said: str) -> None:
    assert rule.verdict(rule.Interval(size, low, high), 3.0, is_enough) == said


def test_weeks_needed_are_those_of_the_handbook() -> None:
    """11.2 x 0.25 x 0.75 / 0.03^2 = 2,333 handoffs against a figure; twice that in each period against a reference."""
    assert rule.weeks_needed(1e4 * 0.25 * 0.75, 3.0, 1, 0, 100, 100) == 24
    assert rule.weeks_needed(1e4 * 0.25 * 0.75, 3.0, 2, 1000, 100, 100) == 37
    assert rule.weeks_needed(1e4 * 0.25 * 0.75, 3.0, 1, 2400, 100, 100) is None
    assert rule.weeks_needed(1e4 * 0.25 * 0.75, 3.0, 1, 0, 0, 100) is None


def levels(weeks: Sequence[tuple[float | None, int, int]]) -> pl.DataFrame:
    """Weeks of (load, due, in time), for two people alike."""
    rows = [
        {"week": place, "rep_key": rep, "load": load, "due_count": due, "in_time_count": made, "by_date_count": 0,
         "agreed": 0.85 * due}
        for place, (load, due, made) in enumerate(weeks)
        for rep in ("a", "b", "c")
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"load": pl.Float64})


def test_late_only_where_sales_had_more_than_it_agreed_to_is_said_so() -> None:
    quiet, full = [(0.8, 60, 58)] * 10, [(1.4, 60, 20)] * 10
    found = complaints.too_slow(levels([*quiet, *full]), ASKED)
    assert (found.verdict, found.raw and found.raw.verdict(3.0)) == (rule.OVERLOADED, rule.SUPPORTED)
    assert complaints.too_slow(levels(full), ASKED).verdict == rule.OVERLOADED
    assert complaints.too_slow(levels([(0.8, 60, 20)] * 10), ASKED).verdict == rule.SUPPORTED
    assert complaints.too_slow(levels([(None, 60, 20)] * 10), ASKED).verdict == rule.SUPPORTED
    assert complaints.too_slow(levels(quiet), ASKED).verdict == rule.NOT_SUPPORTED


def arrivals(now: Sequence[int], then: Sequence[int]) -> pl.DataFrame:
    counts = [("now", each) for each in now] + [("reference", each) for each in then]
    return pl.DataFrame({"arm": [arm for arm, _ in counts], "handoff_count": [each for _, each in counts]})


def test_too_few_for_the_promise_are_enough_for_what_sales_can_take() -> None:
    weeks, asked = arrivals([18, 20, 22] * 10, [20] * 10), ASKED | {"handoffs_per_week": 30}
    found = complaints.not_enough(weeks, {"safe_intake": 15}, asked)
    assert found.raw is not None
    assert (found.raw.verdict(found.smallest), found.verdict) == (rule.SUPPORTED, rule.NOT_SUPPORTED)
    assert complaints.not_enough(weeks, {"safe_intake": 40}, asked).verdict == rule.SUPPORTED
    assert complaints.not_enough(weeks, {"safe_intake": None}, asked).verdict == rule.SUPPORTED
    narrowed = complaints.not_enough(weeks, {"safe_intake": 5}, asked | {"is_narrowed": True})
    assert (narrowed.standard_kind, narrowed.raw and narrowed.raw.standard) == ("reference", 20.0)
