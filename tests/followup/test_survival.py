"""Curves of time until an attempt: equal to the field's libraries and to plain loops, on fifty random data sets."""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from of_each import of_each

from overlap.stats.survival import Counts, Curve, Z, aalen_johansen, quantile, quantile_interval

SETS = json.loads((Path(__file__).parent / "fixtures" / "survival.json").read_text(encoding="utf-8"))
CENSORED, EVENT, COMPETING = range(3)
EXACT = 1e-12

each = of_each(SETS)


def counts(given: dict[str, Any]) -> Counts:
    """How many of a data set end in which way at each of its times."""
    found = Counter(zip(given["durations"], given["ends"], strict=True))
    times = sorted(set(given["durations"]))
    return Counts(
        np.array(times), *(np.array([found[time, end] for time in times]) for end in (EVENT, COMPETING, CENSORED))
    )


def without_competing(given: dict[str, Any]) -> dict[str, Any]:
    """The data set with its competing ends taken as censored."""
    return {**given, "ends": [CENSORED if end == COMPETING else end for end in given["ends"]]}


def close(ours: np.ndarray, theirs: list[float]) -> None:
    """Equal to 1e-12; a value that either lacks makes this fail."""
    assert np.abs(ours - np.array(theirs, dtype=float)).max(initial=0) <= EXACT


@each
def test_with_competing_ends_as_censored_it_is_one_minus_the_kaplan_meier_of_lifelines(given: dict[str, Any]) -> None:
    curve = aalen_johansen(counts(without_competing(given)))
    assert curve.times.tolist() == given["times"]
    close(1 - curve.share, given["km"])
    assert quantile(curve, 0.5) == given["km_median"]


@each
def test_aalen_johansen_is_that_of_statsmodels(given: dict[str, Any]) -> None:
    curve = aalen_johansen(counts(given))
    shares = dict(zip(given["aj_times"], given["aj"], strict=True))
    assert (len(shares) == 0) == (EVENT not in given["ends"])
    theirs = [shares.get(time, 0.0) for time in curve.times.tolist()]
    close(curve.share, theirs)


def test_aalen_johansen_is_that_of_statsmodels_on_data_drawn_now() -> None:
    """The stored figures are of small sets with many ties; these are larger, with hardly any, and one end is rare."""
    from statsmodels.duration.survfunc import CumIncidenceRight  # slow to import, and wanted here alone

    for seed in range(12):
        chance = np.random.default_rng(seed)
        durations = chance.integers(0, (8, 10_000)[seed % 2], 300)
        ends = chance.choice(3, 300, p=[0.3, *((0.6, 0.1), (0.05, 0.65))[seed % 3 == 0]])
        curve = aalen_johansen(counts({"durations": durations.tolist(), "ends": ends.tolist()}))
        with np.errstate(invalid="ignore"):  # of its variance, where nobody is left
            theirs = CumIncidenceRight(durations, ends)
        shares = dict(zip(theirs.times.tolist(), theirs.cinc[0].tolist(), strict=True))
        # it has a place for each time at which something ended, ours for each at which a record was last seen
        assert shares and set(shares) <= set(curve.times.tolist())
        known = [share for time, share in zip(curve.times.tolist(), curve.share, strict=True) if time in shares]
        close(np.array(known), [shares[time] for time in curve.times.tolist() if time in shares])
        between = [time for time in curve.times.tolist() if time not in shares]
        assert all(EVENT not in ends[durations == time] for time in between)


@each
def test_aalen_johansen_with_its_interval_and_median_is_that_of_a_plain_loop(given: dict[str, Any]) -> None:
    curve, rows = aalen_johansen(counts(given)), looped(given)
    close(curve.share, [row["share"] for row in rows])
    for name in ("low", "high"):
        close(getattr(curve, name), [row[name] for row in rows])
    for level in (0.1, 0.5, 0.9):
        assert quantile(curve, level) == first(rows, "share", level)
        assert quantile_interval(curve, level) == (first(rows, "high", level), first(rows, "low", level))


def test_closings_taken_as_censored_promise_more_attempts_than_there_were() -> None:
    """Four of ten leads called after an hour, six closed unworked after half an hour: 40% were called, not all."""
    given = {"durations": [60] * 4 + [30] * 6, "ends": [EVENT] * 4 + [COMPETING] * 6}
    curve = aalen_johansen(counts(given))
    assert curve.share.tolist() == pytest.approx([0, 0.4])
    assert aalen_johansen(counts(without_competing(given))).share.tolist() == pytest.approx([0, 1])
    assert quantile(curve, 0.5) is None


def test_a_median_that_the_curve_just_touches_is_reached() -> None:
    given = counts({"durations": [1, 2, 3, 4, 5, 6], "ends": [EVENT] * 6})
    assert quantile(aalen_johansen(given), 0.5) == 3
    assert quantile(aalen_johansen(given), 1.0) == 6


def test_nothing_recorded_is_a_curve_of_no_points() -> None:
    curve = aalen_johansen(counts({"durations": [], "ends": []}))
    assert isinstance(curve, Curve) and curve.share.tolist() == []
    assert quantile(curve, 0.5) is None and quantile_interval(curve, 0.5) == (None, None)


def looped(given: dict[str, Any]) -> list[dict[str, Any]]:
    """Aalen and Johansen's share with its 95% limits at each time, a record at a time."""
    records = list(zip(given["durations"], given["ends"], strict=True))
    rows: list[dict[str, Any]] = []
    for time in sorted(set(given["durations"])):
        at_risk = sum(duration >= time for duration, _ in records)
        events, others = (records.count((time, end)) for end in (EVENT, COMPETING))
        left = math.prod(1 - (row["events"] + row["others"]) / row["at_risk"] for row in rows)
        share = (rows[-1]["share"] if rows else 0.0) + left * events / at_risk
        rows.append(
            {"time": time, "at_risk": at_risk, "events": events, "others": others, "left": left, "share": share}
        )
        rows[-1] |= dict(zip(("low", "high"), limits(share, variance(rows, share)), strict=True))
    return rows


def variance(rows: list[dict[str, Any]], share: float) -> float:
    """The sum of Marubini and Valsecchi, term by term."""
    total = 0.0
    for row in rows:
        n, d1, d, left = row["at_risk"], row["events"], row["events"] + row["others"], row["left"]
        rest = share - row["share"]
        total += rest**2 * d / (n * (n - d)) if n > d else 0.0
        total += left**2 * d1 * (n - d1) / n**3 - 2 * rest * left * d1 / n**2
    return total


def limits(share: float, variance_of: float) -> tuple[float, float]:
    """Limits on the log(-log) scale; the share itself where it is 0 or 1."""
    if share <= 0 or share >= 1 - EXACT:
        return share, share
    centre = math.log(-math.log(share))
    width = Z * math.sqrt(max(variance_of, 0)) / abs(math.log(share)) / share
    return math.exp(-math.exp(centre + width)), math.exp(-math.exp(centre - width))


def first(rows: list[dict[str, Any]], name: str, level: float) -> float | None:
    return next((row["time"] for row in rows if row[name] >= level - EXACT), None)
