"""A replay of recorded handoffs gives what a queue of known make gives, and is held to the levels that were seen."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from followup_marts import followup_house

from overlap.reports import answer
from overlap.steps.given import Given
from overlap.subjects.capacity import pace
from overlap.subjects.capacity.recorded_queues import Recorded
from overlap.subjects.capacity.steps import level_by_load, replay

HOUR, DAY, WEEK = 3_600, 8 * 3_600, 5 * 8 * 3_600  # of open time
WEEKS = 40
LIMIT = 2 * HOUR


def one_by_one(came: np.ndarray, an_hour: int, span: int = HOUR) -> np.ndarray:
    """When each is tried, by a person who takes them as they come and so many in any hour: a plain loop."""
    tried: list[int] = []
    for number, at in enumerate(sorted(came)):
        free = tried[number - an_hour] + span if number >= an_hour else at
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
    """The levels of the replay itself, before it is held to anything."""
    replayed, lot = Recorded.of(frame), np.random.default_rng(3).random(frame.height)
    found = [replayed.again(1 + percent / 100, lot) for percent in more]
    return [float(in_time.sum() / due.sum()) for due, in_time in found]


def weeks_of(came: np.ndarray, took: np.ndarray, target: float = 0.5, capacity: float = 20.0) -> pl.DataFrame:
    """The weeks of capacity/safe_budget of these handoffs."""
    rows = (
        pl.DataFrame({"week": came // WEEK, "in_time": took <= LIMIT})
        .group_by("week")
        .agg(due_count=pl.len(), in_time_count=pl.col("in_time").sum())
    )
    percent = (100 * pl.col("due_count") / capacity).round().cast(pl.Int64)
    return rows.sort("week").with_columns(
        capacity=pl.lit(capacity), load_percent=percent, target=pl.lit(target), intake=pl.lit(None, pl.Int64)
    )


def held(frame: pl.DataFrame, weeks: pl.DataFrame, **params: int) -> Given:
    return Given(params, {"weeks": weeks}, seed=3)


@pytest.mark.parametrize("an_hour", [1, 2, 3])
def test_where_people_work_first_come_first_served_the_answer_is_that_of_the_queue(an_hour: int) -> None:
    draws = np.random.default_rng(17)
    came = np.sort(draws.integers(0, WEEKS * WEEK, int(0.85 * an_hour * WEEKS * WEEK / HOUR)))
    took = one_by_one(came, an_hour) - came
    # Twice as many: each comes again a working day later, at the same hour.
    tried = np.sort(came + took)
    most = max(int(((tried >= at) & (tried < at + 4 * WEEK)).sum()) for at in tried)
    twice = np.sort(np.concatenate([came, came + DAY]))
    late = one_by_one(one_by_one(twice, an_hour), most, 4 * WEEK) - twice
    found = levels(recorded(came, took), 0, 100)
    assert found == pytest.approx([float((took <= LIMIT).mean()), float((late <= LIMIT).mean())], abs=0.06)
    assert found[0] > 0.5 > found[1] >= 0


def test_fewer_wait_less_than_they_did_when_it_was_recorded() -> None:
    draws = np.random.default_rng(18)
    came = np.sort(draws.integers(0, WEEKS * WEEK, int(0.95 * WEEKS * WEEK / HOUR)))
    frame = recorded(came, one_by_one(came, 1) - came)
    kept = came[np.random.default_rng(3).random(len(came)) < 0.6]
    assert levels(frame, -40) == pytest.approx([float((one_by_one(kept, 1) - kept <= LIMIT).mean())], abs=0.03)
    assert levels(frame, -40) > levels(frame, 0)


def test_what_people_wait_beyond_their_turn_stays_as_it_was() -> None:
    came = np.arange(400) * 4 * HOUR
    took = np.where(np.arange(400) % 4 == 0, 3 * HOUR, HOUR)
    frame = recorded(came, took)
    assert levels(frame, -50, -20, 0) == pytest.approx([0.75, 0.75, 0.75], abs=0.03)


def test_nobody_tries_more_in_four_weeks_than_they_ever_did() -> None:
    came = np.arange(400) * 4 * HOUR  # the same every week: more than that nobody has ever done
    frame = recorded(came, np.full(400, HOUR))
    assert pace.Pace.of(came, 4 * WEEK).in_span == 40
    at_once, more, twice = levels(frame, 0, 50, 100)
    assert at_once == 1 > 0.3 > more > twice


def test_who_was_never_tried_never_is_and_who_was_tried_before_always_was() -> None:
    came = np.arange(400) * 4 * HOUR
    took = pl.Series([None, 0, 0, HOUR] * 100, dtype=pl.Int64)
    frame = recorded(came, took.to_numpy(), took_s=took, is_before_handoff=pl.int_range(pl.len()) % 4 == 1)
    assert levels(frame, 0, -50) == pytest.approx([0.75, 0.75], abs=0.04)


def test_the_level_is_of_those_due_and_what_the_replay_gets_wrong_stands_beside() -> None:
    draws = np.random.default_rng(19)
    came = np.sort(draws.integers(0, WEEKS * WEEK, 900))
    took = draws.exponential(LIMIT, 900).astype(np.int64)
    frame = recorded(came, took, is_due=pl.int_range(pl.len()) % 3 > 0)
    row = replay.replay(frame, held(frame, weeks_of(came, took), more=0)).to_dicts()[0]
    due = np.arange(900) % 3 > 0
    assert row["recorded_level"] == pytest.approx((took[due] <= LIMIT).mean())
    assert row["replay_error"] == row["replayed_level"] - row["recorded_level"]
    assert abs(row["replay_error"]) < 0.05
    assert row["intake"] == 900 / WEEKS


def queue_of(seed: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Handoffs of a person who takes one an hour at most, so busy, with weeks that differ; and what each waited."""
    draws = np.random.default_rng(seed)
    week = np.repeat(np.arange(WEEKS), draws.poisson(40 * share * draws.uniform(0.5, 1.4, WEEKS)))
    came = np.sort(week * WEEK + draws.integers(0, WEEK, len(week)))
    return came, one_by_one(came, 1) - came + draws.exponential(HOUR / 2, len(came)).astype(np.int64)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_replay_goes_on_where_what_was_seen_ends_and_only_falls(seed: int, share: float) -> None:
    came, took = queue_of(seed, share)
    weeks = weeks_of(came, took, capacity=40.0)
    frame, seen = recorded(came, took), level_by_load.levels_by_load(weeks, Given(seed=3))
    found = replay.levels(frame, held(frame, weeks))
    if found.is_empty():
        row = replay.replay(frame, held(frame, weeks, more=20)).to_dicts()[0]
        assert row["verdict"] == replay.WRONG
        assert abs(row["replay_error"]) > replay.FARTHEST
        return
    for name in ("level", "level_low"):
        assert found[name].drop_nulls().is_sorted(descending=True)
        beyond = found.filter(pl.col("intake") > seen["intake"][-1])
        assert (beyond[name] <= seen[name][-1] + 1e-9).all()
    for row in found.filter(pl.col("intake") <= seen["intake"][-1]).to_dicts():
        level = seen.filter(pl.col("intake") >= row["intake"]).row(0, named=True)
        low = level["level_low"] if level["level_low"] < level["level"] else None  # an interval has two ends, or none
        assert (row["level"], row["level_low"], row["is_safe"]) == (level["level"], low, level["is_safe"])
    assert (found["level_low"].is_null() == found["level_high"].is_null()).all()
    assert (found["level_low"] < found["level_high"]).all()
    assert (found["level_low"] <= found["level"]).all() and (found["level"] <= found["level_high"]).all()
    one = replay.replay(frame, held(frame, weeks, more=75)).to_dicts()[0]
    same = found.row(by_predicate=pl.col("more") == 75, named=True)
    assert [one[name] for name in ("level", "level_low", "level_high")] == [
        same[name] for name in ("level", "level_low", "level_high")
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_healthy_company_is_not_told_that_two_and_a_half_times_as_much_is_safe(seed: int) -> None:
    # Nearly everything in time at every load seen: nobody has ever done in a week what 150% more would take.
    draws = np.random.default_rng(400 + seed)
    people = []
    for rep in range(6):
        came = np.sort(draws.integers(0, WEEKS * WEEK, 10 * WEEKS))
        took = draws.exponential(HOUR / 2, len(came)).astype(np.int64)
        people.append(recorded(came, took, rep_id=pl.lit(f"R{rep}"), target=pl.lit(0.85)))
    frame = pl.concat(people).with_columns(weekly_count=pl.lit(60.0), handoff_count=pl.lit(2_400))
    weeks = weeks_of(frame["came_s"].to_numpy(), frame["took_s"].to_numpy(), 0.85, capacity=80.0)
    found = replay.levels(frame, held(frame, weeks))
    safe = dict(found.select("more", "is_safe").iter_rows())
    assert safe[0] and not safe[100] and not safe[150]
    row = replay.replay(frame, held(frame, weeks, more=150)).to_dicts()[0]
    assert row["recorded_level"] > 0.95 and row["verdict"] == replay.NOT_SAFE


def test_nobody_is_faster_than_in_nine_of_ten_busy_hours() -> None:
    nine_of_ten = np.repeat(np.arange(10), [1] * 9 + [5]) * HOUR
    assert pace.pace(nine_of_ten) == 1
    assert pace.pace(np.repeat(np.arange(10), [1] * 8 + [3, 5]) * HOUR) == 3


def test_turns_are_those_of_a_loop_whatever_the_pace() -> None:
    draws = np.random.default_rng(20)
    for most in (1, 2, 5):
        came = np.sort(draws.integers(0, 60 * HOUR, 100))
        assert pace.turns(came, most).tolist() == one_by_one(came, most).tolist()
    assert pace.turns(np.array([], dtype=np.int64), 3).tolist() == []


def test_a_few_weeks_or_days_without_a_clock_give_no_replay() -> None:
    came = np.arange(11) * WEEK
    for frame, why in (
        (recorded(came, came * 0), "too few weeks to tell"),
        (recorded(came, came * 0, is_by_date=True), "known by date only"),
    ):
        row = replay.replay(frame, Given({"more": 20})).to_dicts()[0]
        assert (row["level"], row["verdict"]) == (None, why)
        assert replay.levels(frame, Given()).is_empty()
    came = np.arange(40) * WEEK
    nothing = replay.replay(recorded(came, came * 0), Given({"more": 20})).to_dicts()[0]
    assert (nothing["level"], nothing["verdict"]) == (None, replay.NOT_SEEN)


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
        reps=[{"rep_id": "R1", "rep_name": "Ada", "region": "EMEA", "weekly_capacity": 1}],
    ) as house:  # fmt: skip
        row = answer(house, "capacity/replay", params={"more": 100}).frame.to_dicts()[0]
        steps = answer(house, "capacity/replayed_levels").frame
    assert (row["handoff_count"], row["replayed_count"], row["person_count"]) == (12, 12, 1)
    assert (row["recorded_level"], row["replayed_level"]) == pytest.approx((8 / 12, 8 / 12))
    assert row["level"] <= 8 / 12
    assert row["intake"] == pytest.approx(2 * 7 * 12 / 78)
    assert steps["more"].to_list() == list(replay.STEPS)
