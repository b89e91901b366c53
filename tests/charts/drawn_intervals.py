"""Every chart with intervals, drawn from two estimates with their ends, and how far its axis may go."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap.charts.palette import LIGHT
from overlap.stats.partial_pooling import NOT_APART
from overlap.subjects.content.charts import pieces
from overlap.subjects.followup.charts import service_level, speed
from overlap.subjects.funnel.charts import conversion, leaks, why
from overlap.subjects.quality.charts import (
    auc,
    calibration,
    feedback_coverage,
    ranking,
    rater_severity,
    readiness,
    second_rounds,
    threshold,
)
from overlap.subjects.revenue.charts import credit_intervals, variance_explained  # fmt: skip
from overlap.subjects.sides.charts import standing
from overlap.subjects.translation.charts import lag_curve

Row = dict[str, Any]
Draw = Callable[[list[tuple[float, float, float]]], go.Figure]


def frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


def _comeback(given: list[tuple[float, float, float]]) -> go.Figure:
    shares = [
        {"round": name, "qualified_share": value, "qualified_low": low, "qualified_high": high, "old_enough_count": 50,
         "win_share": None, "win_low": None, "win_high": None, "won_old_enough_count": 0}
        for name, (value, low, high) in zip(("first", "again"), given, strict=True)
    ]  # fmt: skip
    return second_rounds.rounds(frame(shares), LIGHT)


def _leaks(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"worth": Decimal(str(value)), "worth_low": Decimal(str(low)), "worth_high": Decimal(str(high)),
         "dimension": "channel", "group_id": name, "group_name": name, "stage": "mql", "next_stage": "sal",
         "lost_rate": 0.5, "expected_rate": 0.4, "gap_shrunk": 3.0, "gap_shrunk_low": 1.0, "gap_shrunk_high": 5.0,
         "judged_count": 40, "lost_count": 20}
        for name, (value, low, high) in zip(("fair", "search"), given, strict=True)
    ]  # fmt: skip
    return leaks.leaks(rows, LIGHT, "EUR")


def _why(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"part": part, "points": value, "points_low": low, "points_high": high, "verdict": "differs"}
        for part, (value, low, high) in zip(("channel", "segment"), given, strict=True)
    ]
    return why.why(frame(rows), LIGHT)


def _pieces(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"piece": name, "how": "seen", "points": value, "points_low": low, "points_high": high, "verdict": "no",
         "won_rate": 0.3, "expected_rate": 0.2, "others_rate": 0.2, "had_count": 40}
        for name, (value, low, high) in zip(("white paper", "price list"), given, strict=True)
    ]  # fmt: skip
    return pieces.pieces(rows, LIGHT)


def coverage(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"outcome": outcome, "coverage": value, "coverage_low": low, "coverage_high": high, "rating_mean": None,
         "rated_count": 1, "old_enough_count": 9, "rated_so_far_count": 1, "handoff_count": 9, "verdict": "alike"}
        for outcome, (value, low, high) in zip(("won", "lost"), given, strict=True)
    ]  # fmt: skip
    return feedback_coverage.coverage(frame(rows), LIGHT)


def _dots(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"group_name": "a", "next_stage": "sal", "step_rate": value, "step_rate_low": low, "step_rate_high": high,
         "old_enough_count": 90, "began_count": 90, "made_count": 9, "lost_count": 81, "is_young": False,
         "house_rate": 0.02}
        for value, low, high in given
    ]  # fmt: skip
    return conversion.conversion(frame(rows), LIGHT)


def _explained(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"block": name, "share": value, "low": low, "high": high, "verdict": "beyond chance"}
        for name, (value, low, high) in zip(("campaign", "rep"), given, strict=True)
    ]
    return variance_explained.variance_explained(frame(rows), LIGHT)


def _intervals(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"group_name": "Fair", "deal_count": 40, "revenue": Decimal(f"{value:.4f}"), "low": low, "high": high,
         "next_low": low, "next_high": high, "share": 0.2, "share_low": 0.1, "share_high": 0.3, "n_eff": 25.0,
         "largest_share": 0.1, "rank_low": 2, "rank_high": 4, "verdict": "level with 2 others", "models_low": None,
         "models_high": None}
        for value, low, high in ((1000 * value, 1000 * low, 1000 * high) for value, low, high in given)
    ]  # fmt: skip
    return credit_intervals.intervals(frame(rows), LIGHT.marketing, LIGHT, "EUR")


def _levels(given: list[tuple[float, float, float]]) -> go.Figure:
    counts = ("in_time_count", "due_count", "level_if_excused_missed", "median_minutes", "p90_minutes")
    rows = [
        {"rep_name": "A", "service_level": value, "service_level_low": low, "service_level_high": high,
         "lowest_level": value, "highest_level": value, "verdict": NOT_APART, "mean_of_answered": None,
         **dict.fromkeys(counts, 1)}
        for value, low, high in given
    ]  # fmt: skip
    return service_level.levels(frame(rows), "rep_name", 0.02, LIGHT)


def _promises(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"has_score": "yes", "score_from": 1, "score_to": 2, "good_rate": value, "good_rate_low": low,
         "good_rate_high": high, "promised_rate": None, "handoff_count": 9, "old_enough_count": 9, "good_count": 1,
         "young_count": 0, "verdict": "as promised"}
        for value, low, high in given
    ]  # fmt: skip
    return calibration.calibration(frame(rows), LIGHT)


def _raters(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"rep_name": "A", "severity": value, "severity_low": low, "severity_high": high, "verdict": "much like",
         "severity_verdict": "much like", "coverage": 0.5, "extreme_rate": 0.1, "others_rate": 0.1, "rated_count": 5,
         "old_enough_count": 10, "usefulness": None}
        for value, low, high in given
    ]  # fmt: skip
    return rater_severity.raters(frame(rows), LIGHT)


def _readiness(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"pages": place, "lead_count": 40, "good_count": 1, "good_rate": value, "good_rate_low": low,
         "good_rate_high": high, "rising_rate": value, "naive_lead_count": 0, "naive_rate": None}
        for place, (value, low, high) in enumerate(given)
    ]  # fmt: skip
    return readiness.readiness(frame(rows), {"verdict": "no relation"}, LIGHT)


def _sorting(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        (name, {"auc": 0.5 + value, "auc_low": 0.5 + low, "auc_high": 0.5 + high, "verdict": "sorts"})
        for name, (value, low, high) in zip("ab", given, strict=True)
    ]
    return auc.auc(rows, LIGHT)


def _months(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"month": f"2026-0{place + 1}-01", "auc": 0.5 + value, "auc_low": 0.5 + low, "auc_high": 0.5 + high,
         "promised_rate": None, "good_rate": 0.1, "old_enough_count": 40}
        for place, (value, low, high) in enumerate(given)
    ]  # fmt: skip
    return auc.months(frame(rows).with_columns(pl.col("month").str.to_date()), LIGHT)


def _speed(given: list[tuple[float, float, float]]) -> go.Figure:
    counts = ("tried_count", "not_tried_count", "tried_won_count", "not_tried_won_count")
    rows = [
        {"comparison": name, "odds_ratio": 10**value, "odds_low": 10**low, "odds_high": 10**high,
         **dict.fromkeys(counts, 9)}
        for name, (value, low, high) in zip(("raw", "adjusted"), given, strict=True)
    ]  # fmt: skip
    return speed.speed(frame(rows), LIGHT)


def _standing(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"group_name": "a", "measure": "acceptance", "value": value, "low": low, "high": high, "shrunk": value,
         "shrunk_low": low, "shrunk_high": high, "house": 0.02, "of_count": 90, "event_count": 9, "all_count": 90,
         "verdict": NOT_APART}
        for value, low, high in given
    ]  # fmt: skip
    return ranking.ranking(frame(rows), LIGHT, "EUR")


def _thresholds(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"threshold": 40 + place, "handed_a_week": 1000 * value, "handed_a_week_low": 1000 * low,
         "handed_a_week_high": 1000 * high, "in_time_a_week": None, "qualified_a_week": None, "kept_share": None,
         "kept_share_low": None, "kept_share_high": None, "is_asked": False, "is_agreed": False, "is_observed": False,
         "capacity": None, "busy_load": None}
        for place, (value, low, high) in enumerate(given)
    ]  # fmt: skip
    return threshold.thresholds(frame(rows), None, LIGHT)


def _lags(given: list[tuple[float, float, float]]) -> go.Figure:
    rows = [
        {"lag": place, "per_thousand": value, "per_thousand_low": low, "per_thousand_high": high}
        for place, (value, low, high) in enumerate(given)
    ]
    return lag_curve.lag_curve(frame(rows), "for 1,000 visits", LIGHT)


def _complaint(given: list[tuple[float, float, float]]) -> go.Figure:
    value, low, high = given[-1]
    row = {
        "complaint": "can't close", "unit": "percent", "standard_kind": "reference", "standard": 0.0,
        "value": given[0][0], "adjusted_standard": 0.0, "adjusted_value": value, "adjusted_low": -high,
        "adjusted_high": -low,
    }  # fmt: skip
    return standing.standing(row, LIGHT)


# How each is drawn from two estimates with their ends, and how far from its middle its axis may go.
CHARTS: dict[str, tuple[Draw, float]] = {
    "second_rounds": (_comeback, 0.09), "conversion": (_dots, 0.09), "variance_explained": (_explained, 0.09),
    "credit_intervals": (_intervals, 90.0), "service_level": (_levels, 0.09), "calibration": (_promises, 0.1),
    "rater_severity": (_raters, 0.25), "readiness": (_readiness, 0.1), "auc": (_sorting, 0.25),
    "months": (_months, 0.25), "speed": (_speed, 1.0), "ranking": (_standing, 0.09), "threshold": (_thresholds, 90.0),
    "lag_curve": (_lags, 0.09), "leaks": (_leaks, 0.09), "why": (_why, 1.0), "standing": (_complaint, 1.0),
    "pieces": (_pieces, 1.0),
}  # fmt: skip
