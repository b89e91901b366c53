"""What Follow-up says is what the rows say: never tried ones count, and nothing is called a cause."""

from typing import Any

import polars as pl

from overlap.sentences.durations import lasting
from overlap.subjects.followup import sentences

TOTALS = {
    "handoff_count": 120, "due_count": 100, "in_time_count": 40, "service_level": 0.4, "service_level_low": 0.31,
    "service_level_high": 0.5, "lowest_level": 0.4, "highest_level": 0.4, "target": 0.85, "level_of_answered": 0.8,
    "level_error": 0.4, "median_of_answered": 30, "median_minutes": 630, "minutes_error": -600,
    "mean_of_answered": 61.4,
}  # fmt: skip
QUEUE = pl.DataFrame({"state": ["overdue", "overdue", "pending"]})
COMPARED = {
    "comparison": ["raw", "adjusted", "model"], "odds_ratio": [3.0, 1.5, 1.4], "odds_low": [2.0, 1.1, 1.05],
    "odds_high": [4.0, 2.0, 1.9], "closed_before_count": [7] * 3, "young_count": [9] * 3,
    "share_compared": [1.0, 0.75, 1.0], "tried_count": [50] * 3, "not_tried_count": [100] * 3, "unit_count": [12] * 3,
    "unit": ["people"] * 3, "verdict": ["goes with higher odds"] * 3,
}  # fmt: skip


def test_the_answer_gives_level_interval_and_counts_and_who_waits() -> None:
    assert sentences.answer(TOTALS, QUEUE, 240) == (
        "**40.0% got a first attempt within the agreed time (now 4 h of business time)** (31.0–50.0), 40 of 100 due; "
        "agreed is 85.0%. **2 leads are overdue now**, no attempt logged; 1 more can still be contacted in time."
    )


def test_days_without_a_clock_give_the_ends_of_the_level_and_no_single_figure() -> None:
    by_day = TOTALS | {"service_level": None, "lowest_level": 0.2, "highest_level": 0.6}
    assert sentences.answer(by_day, QUEUE.clear(), None) == (
        "**Between 20.0% and 60.0% got a first attempt within the agreed time**: attempts are recorded by day only. "
        "Nobody is waiting."
    )
    assert sentences.naive(by_day) == ""


def test_nothing_due_is_no_failure() -> None:
    young = TOTALS | {"due_count": 0, "service_level": None}
    assert sentences.answer(young, QUEUE.tail(1), None) == (
        "**No handoff is due yet** (120 handoffs). Nobody is overdue; 1 lead can still be contacted in time."
    )


def test_the_naive_figures_stand_with_the_size_of_their_error() -> None:
    assert sentences.naive(TOTALS) == (
        "Counting only those answered, it would read 80.0% in time (+40.0\u00a0pt), the median 30 min instead of 10 h "
        "30 (10 h too short), the mean 1 h 01. That leaves out everyone who was never contacted."
    )


def test_a_median_nobody_has_reached_has_no_error_in_minutes() -> None:
    unreached = TOTALS | {"median_minutes": None, "minutes_error": None}
    assert "the median 30 min instead of not reached, the mean" in sentences.naive(unreached)


def compared(**more: Any) -> pl.DataFrame:
    """Rows of followup/speed_and_wins: raw, adjusted and model."""
    return pl.DataFrame(COMPARED | more)


def test_speed_goes_with_winning_and_says_what_it_cannot_settle() -> None:
    assert sentences.speed(compared(), "in time") == (
        "**An attempt in time goes with higher odds of winning: ×1.50 (1.10–2.00)** at equal score, channel and "
        "quarter; a model of all 150 handoffs says ×1.40 (1.05–1.90); unadjusted ×3.00 (95%, 12 people as units). "
        "Reps may choose by things we do not record; only random order of calling (or arrival out of hours, as a "
        "check) can settle it."
    )


def test_an_interval_with_one_in_it_tells_no_difference() -> None:
    same = compared(odds_low=[2.0, 0.9, 0.8], verdict=["no significant difference"] * 3)
    assert sentences.speed(same, "in time").startswith("**No significant difference:** odds of winning ×1.50")


def test_where_few_have_their_like_or_the_two_disagree_nobody_can_tell_and_why_is_said() -> None:
    few = compared(share_compared=[1.0, 0.15, 1.0], verdict=["cannot tell"] * 3)
    assert sentences.speed(few, "in time").startswith(
        "**Cannot tell: only 15.0% of the handoffs have a comparable handoff in the other group.** Odds of winning "
        "×1.50"
    )
    apart = compared(odds_low=[2.0, 0.9, 1.05], verdict=["cannot tell"] * 3)
    assert "the two comparisons say different things" in sentences.speed(apart, "in time")


def test_strata_without_a_pair_tell_nothing() -> None:
    none = compared().with_columns(pl.lit(None, pl.Float64).alias("odds_ratio"))
    assert sentences.speed(none, "in time") == "**Too few mature handoffs to compare.**"


def test_whoever_is_in_neither_arm_is_counted() -> None:
    assert sentences.left_out(pl.DataFrame(COMPARED)) == (
        "In neither group: 7 closed before that moment, 9 too recent to judge. 25.0% fell out of the adjusted "
        "comparison: nobody comparable in the other group."
    )


def test_persistence_is_a_distribution_and_tells_those_never_tried() -> None:
    tries = pl.DataFrame({"attempts": [0, 1, 3], "handoff_count": [6, 2, 2], "reached_count": [0, 2, 1],
                          "closed_count": [3, 0, 0], "given_up_count": [3, 0, 1]})  # fmt: skip
    assert sentences.persistence(tries) == (
        "Of 10 handoffs that have had 14 days, **60.0% had no attempt logged** in that time; 20.0% had three or more "
        "attempts. By then 30.0% were reached, 30.0% closed without being reached, 40.0% neither."
    )


def test_a_guard_asks_and_does_not_accuse() -> None:
    guards = pl.DataFrame(
        {
            "guard": ["just_in_time", "just_in_time"], "event_count": [30, 5], "of_count": [32, 10],
            "is_flagged": [True, False],
        }
    )  # fmt: skip
    assert sentences.guard(guards, "just_in_time") == (
        "**First attempts bunched just under the limit:** 1 person to ask about. 35 of 42 around the limit."
    )
    assert sentences.guard(guards, "short_call").endswith("nothing to check.")


def test_times_are_said_as_people_say_them() -> None:
    said = [lasting(minutes) for minutes in (0, 59.4, 60, 130, 6000, 142500, None)]
    assert said == ["0 min", "59 min", "1 h", "2 h 10", "100 h", "2,375 h", "not reached"]


def test_a_hint_is_called_one_and_says_how_it_was_tested() -> None:
    found = {
        "p_value": 0.232, "method": "usual", "verdict": "no significant difference",
        "compared_count": 9_021, "person_count": 12,
    }  # fmt: skip
    assert sentences.hint(found, "team") == (
        "No significant difference by team (log-rank, usual, p = 0.232; 9,021 handoffs, 12 people)."
    )
    few = found | {"method": "people swap groups at random", "verdict": "too few to tell"}
    assert sentences.hint(few, "team") == (
        "Not enough people to compare by team (log-rank, people swap groups at random, p = 0.232; 9,021 handoffs, "
        "12 people)."
    )
    assert "p < 0.001" in sentences.hint(found | {"p_value": 4e-6}, "channel")
    assert sentences.hint(found | {"p_value": None}, "team") == "Too few to test whether the curves differ by team."
