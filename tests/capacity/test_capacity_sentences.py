"""Capacity says what was seen, at what load, and that nothing is known past the busiest week."""

from datetime import date
from typing import Any

import polars as pl

from overlap.charts.palette import LIGHT
from overlap.subjects.capacity import sentences
from overlap.subjects.capacity.charts.level_by_load import budget
from overlap.subjects.capacity.charts.weekly_load import weeks

FOUND = {
    "target": 0.85, "safe_intake": 60, "busiest_intake": 120, "week_count": 40, "intake": 70, "level": 0.8,
    "level_low": 0.7, "verdict": "not safe",
}  # fmt: skip
PEOPLE = pl.DataFrame({"outlook": ["growing", "shrinking"], "backlog_count": [7, 2]})
LEVELS = pl.DataFrame(
    {
        "load_percent": [50, 100], "intake": [60, 120], "week_count": [20, 20], "level": [0.9, 0.6],
        "level_low": [0.86, 0.5], "target": [0.85, 0.85],
    }
)  # fmt: skip
REPLAYED = pl.DataFrame(
    {
        "more": [0, 50, 100], "intake": [80.0, 130.0, 160.0], "level": [0.9, 0.88, 0.7], "level_low": [0.89, 0.86, 0.6],
        "level_high": [0.91, 0.9, 0.8], "is_safe": [True, True, False],
    }
)  # fmt: skip
REPLAY = {
    "more": 50, "handoff_count": 900, "replayed_count": 900, "person_count": 12, "recorded_level": 0.91,
    "replayed_level": 0.9, "level": 0.88, "level_low": 0.86, "level_high": 0.9, "verdict": "safe in a replay",
}  # fmt: skip


def test_the_answer_is_the_safe_intake_and_whose_backlog_grows() -> None:
    assert sentences.answer(FOUND, PEOPLE) == (
        "**Up to 60 leads a week, the 85.0% target was met reliably** (40 weeks seen, the busiest with 120). 9 leads "
        "wait for a first attempt; the backlog of 1 of 2 people is growing."
    )


def test_no_safe_intake_is_said_and_not_shown_as_nought() -> None:
    assert sentences.answer(FOUND | {"safe_intake": None}, PEOPLE.clear()) == (
        "**No week met the 85.0% target for certain, however few leads came** (40 weeks seen, the busiest with 120). "
        "Nobody has a backlog."
    )


def test_past_the_busiest_week_no_level_is_given() -> None:
    outside = FOUND | {
        "intake": 150.0,
        "level": None,
        "level_low": None,
        "verdict": "outside what we have seen",
    }
    assert sentences.asked(outside) == (
        "**150 leads a week: outside what we have seen.** The busiest week seen had 120."
    )


def test_a_replay_is_called_one_and_says_what_it_gets_wrong() -> None:
    assert sentences.replayed(REPLAY) == (
        "**A replay of what came, 50% more: 88.0% in time** (86.0–90.0), safe in a replay. It goes on from the level "
        "seen in the busiest week, with nobody trying more in four weeks than they ever did. Replaying just what came "
        "gives 90.0% where 91.0% was recorded."
    )
    sampled = REPLAY | {"handoff_count": 9_000, "more": -20}
    assert "what came, 20% fewer:" in sentences.replayed(sampled)
    assert sentences.replayed(sampled).endswith("91.0% was recorded (on a sample of 12 people).")


def test_a_replay_goes_on_only_where_all_that_was_seen_was_safe() -> None:
    assert sentences.beyond(FOUND, REPLAYED) == ""
    all_safe = FOUND | {"safe_intake": 120.0}
    assert sentences.beyond(all_safe, REPLAYED) == " A replay is safe up to 130, which nobody has seen."
    unsafe = REPLAYED.with_columns(is_safe=pl.lit(False))
    assert sentences.beyond(all_safe, unsafe) == " A replay of more than that is not safe."


def test_an_intake_that_was_seen_has_its_level_and_its_lower_end() -> None:
    assert sentences.asked(FOUND) == (
        "**70 leads a week: not safe.** At that load 80.0% in time, the lower end of 80% is 70.0%; agreed is 85.0%."
    )


def test_too_few_weeks_give_no_figure() -> None:
    unknown = dict.fromkeys(FOUND) | {"week_count": 3, "verdict": "too few weeks to tell"}
    assert sentences.asked(unknown) == "**Too few weeks to tell** (3 weeks seen)."
    assert sentences.answer(unknown, PEOPLE).startswith("**Nobody can say yet: too few weeks to tell.**")


def test_what_was_not_seen_is_marked_up_to_the_intake_asked_about() -> None:
    figure: Any = budget(LEVELS, REPLAYED, 60.0, 200.0, LIGHT)
    unseen = next(shape for shape in figure.layout.shapes if shape.type == "rect")
    assert (unseen.x0, unseen.x1) == (120.0, 210.0)
    seen, replayed = [[0.86, 0.5], [0.9, 0.6]], [[0.86, 0.6], [0.9, 0.8], [0.88, 0.7]]
    assert [list(line.y) for line in figure.data] == [*seen, *replayed]
    assert [list(line.x) for line in figure.data[2:]] == [[130.0, 160.0]] * 3


def test_a_week_that_is_not_whole_is_pale() -> None:
    rows = pl.DataFrame(
        {
            "week": [date(2026, 6, 22), date(2026, 6, 29)], "is_whole": [True, False], "handoff_count": [9, 2],
            "capacity": [10.0, 10.0], "load": [0.9, 0.2], "service_level": [0.5, None],
            "service_level_low": [0.3, None],
            "service_level_high": [0.7, None],
        }
    )  # fmt: skip
    bars: Any = weeks(rows, LIGHT).data[0]
    assert list(bars.marker.color) == [LIGHT.sales, LIGHT.faded(LIGHT.sales, 0.45)]
