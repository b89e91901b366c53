"""A replay of recorded handoffs at another intake gives what a queue of known make gives, and itself at no more."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from followup_marts import followup_house

from overlap.numerics import replay
from overlap.numerics.given import Given
from overlap.reports import answer

HOUR, DAY, WEEK = 3_600, 8 * 3_600, 5 * 8 * 3_600  # of open time
WEEKS = 40
LIMIT = 2 * HOUR


def one_by_one(came: np.ndarray, an_hour: int) -> np.ndarray:
    """When each is tried, by a person who takes them as they come and so many in any hour: a plain loop."""
    tried: list[int] = []
    for number, at in enumerate(sorted(came)):
        free = tried[number - an_hour] + HOUR if number >= an_hour else at
        tried.append(max(at, free))
    return np.array(tried)


def recorded(came: np.ndarray, took: np.ndarray, **more) -> pl.DataFrame:
    """What a replay is handed, of one person, all of it due."""
    return pl.DataFrame(
        {
            "rep_id": "R1", "calendar_id": "C", "week": came // WEEK, "came_s": came, "day_s": DAY, "limit_s": LIMIT,
            "took_s": took, "is_before_handoff": False, "is_due": True, "is_by_date": False,
            "handoff_count": len(came), "weekly_count": len(came) / WEEKS, "target": 0.5,
        }
    ).with_columns(**more)  # fmt: skip


def levels(frame: pl.DataFrame, *more: int) -> list[float]:
    return replay.levels(frame, Given(seed=3), more)["level"].to_list()


@pytest.mark.parametrize("an_hour", [1, 2, 3])
def test_where_people_work_first_come_first_served_the_answer_is_that_of_the_queue(an_hour: int) -> None:
    draws = np.random.default_rng(17)
    came = np.sort(draws.integers(0, WEEKS * WEEK, int(0.85 * an_hour * WEEKS * WEEK / HOUR)))
    took = one_by_one(came, an_hour) - came
    # Twice as many: each comes again a working day later, at the same hour.
    twice = np.sort(np.concatenate([came, came + DAY]))
    late = one_by_one(twice, an_hour) - twice
    found = levels(recorded(came, took), 0, 100)
    assert found == [float((took <= LIMIT).mean()), float((late <= LIMIT).mean())]
    assert found[0] > 0.5 > found[1] > 0


def test_fewer_wait_less_than_they_did_when_it_was_recorded() -> None:
    draws = np.random.default_rng(18)
    came = np.sort(draws.integers(0, WEEKS * WEEK, int(0.95 * WEEKS * WEEK / HOUR)))
    frame = recorded(came, one_by_one(came, 1) - came)
    kept = came[np.random.default_rng(3).random(len(came)) < 0.6]
    assert levels(frame, -40) == [float((one_by_one(kept, 1) - kept <= LIMIT).mean())]
    assert levels(frame, -40) > levels(frame, 0)


def test_what_people_wait_beyond_their_turn_stays_as_it_was() -> None:
    came = np.arange(400) * 4 * HOUR
    took = np.where(np.arange(400) % 4 == 0, 3 * HOUR, HOUR)
    frame = recorded(came, took)
    assert levels(frame, 0, 50, 100) == pytest.approx([0.75, 0.75, 0.75], abs=0.03)


def test_who_was_never_tried_never_is_and_who_was_tried_before_always_was() -> None:
    came = np.arange(400) * 4 * HOUR
    took = pl.Series([None, 0, 0, HOUR] * 100, dtype=pl.Int64)
    frame = recorded(came, took.to_numpy(), took_s=took, is_before_handoff=pl.int_range(pl.len()) % 4 == 1)
    assert levels(frame, 0, 100) == [0.75, 0.75]


def test_the_level_is_of_those_due_and_its_interval_holds_it() -> None:
    draws = np.random.default_rng(19)
    came = np.sort(draws.integers(0, WEEKS * WEEK, 900))
    took = draws.exponential(LIMIT, 900).astype(np.int64)
    frame = recorded(came, took, is_due=pl.int_range(pl.len()) % 3 > 0)
    row = replay.replay(frame, Given({"more": 0}, seed=3)).to_dicts()[0]
    due = np.arange(900) % 3 > 0
    assert row["recorded_level"] == pytest.approx((took[due] <= LIMIT).mean())
    assert row["level"] == row["replayed_level"] == pytest.approx(row["recorded_level"], abs=0.03)
    assert row["replay_error"] == row["replayed_level"] - row["recorded_level"]
    assert row["level_low"] < row["level"] < row["level_high"]
    assert (row["intake"], row["verdict"]) == (900 / WEEKS, "safe in a replay")


def test_nobody_is_faster_than_in_nine_of_ten_busy_hours() -> None:
    nine_of_ten = np.repeat(np.arange(10), [1] * 9 + [5]) * HOUR
    assert replay.pace(nine_of_ten) == 1
    assert replay.pace(np.repeat(np.arange(10), [1] * 8 + [3, 5]) * HOUR) == 3


def test_turns_are_those_of_a_loop_whatever_the_pace() -> None:
    draws = np.random.default_rng(20)
    for most in (1, 2, 5):
        came = np.sort(draws.integers(0, 60 * HOUR, 100))
        assert replay.turns(came, most).tolist() == one_by_one(came, most).tolist()
    assert replay.turns(np.array([], dtype=np.int64), 3).tolist() == []


def test_a_few_weeks_or_days_without_a_clock_give_no_replay() -> None:
    came = np.arange(11) * WEEK
    for frame, why in (
        (recorded(came, came * 0), "too few weeks to tell"),
        (recorded(came, came * 0, is_by_date=True), "known by date only"),
    ):
        row = replay.replay(frame, Given({"more": 20})).to_dicts()[0]
        assert (row["level"], row["verdict"]) == (None, why)
        assert replay.levels(frame, Given()).is_empty()


@pytest.mark.whole
def test_a_replay_reads_business_time_of_the_recorded_handoffs() -> None:
    # Mondays at 10:00, tried after 30 business minutes, every third only after two working days.
    weeks = [str(date(2026, 1, 12) + timedelta(weeks=n)) for n in range(12)]
    calls = [
        f"{date.fromisoformat(day) + timedelta(days=2)}T10:00:00" if n % 3 == 0 else f"{day}T10:30:00"
        for n, day in enumerate(weeks)
    ]
    with followup_house(
        "2026-06-01T12:00:00",
        {"response": {"limit_minutes": 60}},
        leads=[{"lead_id": day, "created_at": "2026-01-01"} for day in weeks],
        handoffs=[
            {"handoff_id": day, "lead_id": day, "handed_at": f"{day}T10:00:00", "rep_id": "R1"} for day in weeks
        ],
        activities=[
            {"activity_id": day, "lead_id": day, "kind": "call", "occurred_at": at}
            for day, at in zip(weeks, calls, strict=True)
        ],
        reps=[{"rep_id": "R1", "rep_name": "Ada", "region": "EMEA"}],
    ) as house:  # fmt: skip
        row = answer(house, "capacity/replay", params={"more": 100}).frame.to_dicts()[0]
        steps = answer(house, "capacity/replayed_levels").frame
    assert (row["handoff_count"], row["replayed_count"], row["person_count"]) == (12, 12, 1)
    assert (row["recorded_level"], row["replayed_level"], row["level"]) == pytest.approx((8 / 12, 8 / 12, 8 / 12))
    assert row["intake"] == pytest.approx(2 * 7 * 12 / 78)
    assert steps["more"].to_list() == list(replay.STEPS)
