"""What is planted in the demo company's follow-up is found by the reports, on seeds nothing was tuned with."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from demo_house import untuned_house

from overlap.reports import answer
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the company is."""
    made = tmp_path_factory.mktemp("untuned")
    untuned_house(made)
    return made


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[Reader]:
    """The company as imported."""
    with closing(open_reader(Warehouse(folder / "warehouse"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    """What the company says of itself."""
    return json.loads((folder / "export" / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reps(reader: Reader) -> dict[str, dict[str, Any]]:
    """followup/by_rep by person."""
    return {row["rep_id"]: row for row in answer(reader, "followup/by_rep").frame.to_dicts()}


def planted(truth: dict[str, Any], effect: str) -> list[str]:
    """The people an effect is planted in."""
    return next(one["place"]["reps"] for one in truth["effects"] if one["id"] == effect)


def test_the_fast_and_the_slow_person_are_found_with_intervals_that_exclude_each_other(truth, reps) -> None:
    (fast,), (slow,) = planted(truth, "fast_rep"), planted(truth, "slow_rep")
    assert reps[fast]["median_high"] < reps[slow]["median_low"]
    assert reps[fast]["service_level_low"] > reps[slow]["service_level_high"]
    assert reps[fast]["verdict"] == "above company average"
    assert reps[fast]["median_minutes"] == min(row["median_minutes"] or 1e9 for row in reps.values())


def test_two_equally_fast_people_are_not_told_apart(truth, reps) -> None:
    one, other = (reps[name] for name in planted(truth, "equal_reps"))
    assert one["median_low"] < other["median_high"] and other["median_low"] < one["median_high"]
    assert one["service_level_low"] < other["service_level_high"]
    assert other["service_level_low"] < one["service_level_high"]


def test_who_does_not_log_is_marked_and_nobody_else_is(truth, reps) -> None:
    marked = [name for name, row in reps.items() if row["is_log_incomplete"]]
    assert marked == planted(truth, "silent_rep")
    (silent,) = marked
    assert reps[silent]["verdict"] == "activity logging incomplete"
    assert reps[silent]["level_if_logged"] > reps[silent]["service_level"]


def test_business_minutes_over_a_clock_change_are_what_the_truth_says(truth, reader: Reader) -> None:
    with reader.cursor() as cursor:
        minutes = cursor.sql("select handoff_id, business_seconds / 60e0 as minutes from marts.followups").pl()
    of = dict(minutes.iter_rows())
    assert [of[one["handoff_id"]] for one in truth["clock_changes"]] == pytest.approx(
        [one["business_minutes"] for one in truth["clock_changes"]], abs=0.001
    )


def test_states_curve_weeks_and_people_tell_one_story(reader: Reader) -> None:
    total = answer(reader, "followup/totals").frame.to_dicts()[0]
    for name, number in (
        ("followup/states", "handoff_count"), ("followup/by_rep", "in_time_count"), ("followup/by_team", "due_count"),
        ("followup/by_campaign", "due_count"), ("followup/by_channel", "answered_count"),
        ("followup/by_segment", "excused_count"), ("followup/by_hour", "in_time_count"),
        ("capacity/by_week", "due_count"),
    ):  # fmt: skip
        assert answer(reader, name).frame[number].sum() == total[number], name
    curve = answer(reader, "followup/curve").frame
    assert curve.filter(pl.col("attempted_share") >= 0.5)["minutes"].to_list()[0] >= total["median_minutes"]
    assert curve.filter(pl.col("attempted_share") + pl.col("closed_share") > 1 + 1e-9).is_empty()
    backlog = answer(reader, "capacity/by_rep").frame["backlog_count"].sum()
    assert backlog == total["waiting_count"] == answer(reader, "followup/waiting").frame.height
