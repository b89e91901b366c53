"""Feedback by person: who speaks up within two weeks, and who knows only one star and five."""

from datetime import datetime, timedelta

import polars as pl
import pytest
from houses import house_of

from overlap.reports import Filters, answer

house = house_of("quality/feedback_by_rep")

pytestmark = pytest.mark.whole

START = datetime(2026, 3, 2, 9)


def handoff(name: str, rep: str | None, day: int = 0) -> dict:
    return {
        "handoff_id": name,
        "lead_id": name,
        "rep_id": rep,
        "handed_at": (START + timedelta(days=day)).isoformat(),
    }


def rating(name: str, rep: str | None, stars: int, after_days: float = 1, day: int = 0) -> dict:
    at = (START + timedelta(days=day + after_days)).isoformat()
    return {
        "feedback_id": f"F{name}{stars}{after_days}",
        "lead_id": name,
        "rep_id": rep,
        "rating": stars,
        "given_at": at,
    }


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    extreme = [f"e{n}" for n in range(25)]
    plain = [f"p{n}" for n in range(40)]
    handoffs = [handoff(name, "R1") for name in extreme] + [handoff(name, "R2") for name in plain]
    # Two weeks to the second are too late, a day less is in time; a young handoff is not counted yet.
    handoffs += [handoff("late", "R3"), handoff("near", "R3"), handoff("young", "R3", 95), handoff("free", None)]
    ratings = [rating(name, "R1", 1 if n % 2 else 5) for n, name in enumerate(extreme)]
    ratings += [rating(name, "R2", 1 + n % 5) for n, name in enumerate(plain)]
    ratings += [rating("late", "R3", 3, 14), rating("near", None, 4, 13.9), rating("young", "R3", 2, 1, 95)]
    opened = house(
        tmp_path_factory.mktemp("feedback"),
        as_of="2026-06-12T12:00:00+02:00",
        reps=[{"rep_id": name, "rep_name": f"Person {name}"} for name in ("R1", "R2", "R3")],
        leads=[{"lead_id": one["lead_id"], "created_at": "2026-03-01T09:00:00"} for one in handoffs],
        handoffs=handoffs,
        feedback=ratings,
    )
    yield opened
    opened.close()


def test_coverage_is_of_handoffs_two_weeks_old_rated_within_two_weeks(reader):
    frame = answer(reader, "quality/feedback_by_rep").frame
    counts = ["rep_id", "handoff_count", "old_enough_count", "rated_count", "coverage", "rating_count", "extreme_count"]
    assert frame.select(counts).rows() == [
        ("R2", 40, 40, 40, 1.0, 40, 16),
        ("R1", 25, 25, 25, 1.0, 25, 25),
        ("R3", 3, 2, 1, 0.5, 3, 0),
        (None, 1, 1, 0, 0.0, 0, 0),
    ]


def test_the_share_of_extremes_is_held_against_everybody_elses(reader):
    frame = answer(reader, "quality/feedback_by_rep").frame
    assert dict(frame.select("rep_id", "verdict").rows()) == {
        "R1": "mostly one star or five",
        "R2": "much like the others",
        "R3": "too few to tell",
        None: "too few to tell",
    }
    rater = frame.filter(pl.col("rep_id") == "R1").row(0, named=True)
    assert (rater["extreme_rate"], rater["others_rate"]) == (1.0, pytest.approx(16 / 43))
    assert rater["others_rate"] + 0.15 < rater["shrunk_low"] < rater["shrunk_rate"] < 1


@pytest.mark.parametrize("rep_id", ["R1", "R2", "R3"])
def test_one_person_alone_is_held_against_the_others_of_the_company(reader, rep_id):
    among_all = answer(reader, "quality/feedback_by_rep").frame.filter(pl.col("rep_id") == rep_id)
    alone = answer(reader, "quality/feedback_by_rep", Filters(reps=(rep_id,))).frame
    assert alone.to_dicts() == [
        {name: pytest.approx(value) if isinstance(value, float) else value for name, value in row.items()}
        for row in among_all.to_dicts()
    ]
