"""What has become of each handoff: seven states that add up, attempts that count and those that do not."""

from datetime import UTC, datetime

import pytest
from handoff_lives import MONDAY, NOON, called, fact, handed, states, total

from overlap.reports import Filters, answer

pytestmark = pytest.mark.whole


def test_every_handoff_is_in_one_of_seven_states_and_they_add_up(lives) -> None:
    house = lives(
        [
            handed("in time"), handed("late"), handed("overdue"),
            handed("just", NOON), handed("quick", "2026-06-10T11:30:00"),
            handed("dropped", rejected_at="2026-06-08T10:30:00", reject_reason="no budget"),
            handed("young dropped", "2026-06-10T11:30:00", rejected_at="2026-06-10T11:40:00"),
            handed("twin", rejected_at="2026-06-08T11:00:00", reject_reason="duplicate"),
            handed("late twin", rejected_at="2026-06-08T11:00:01", reject_reason="duplicate"),
            handed("called twin", rejected_at="2026-06-08T10:20:00", reject_reason="duplicate"),
        ],
        [
            called("in time", "2026-06-08T11:00:00"), called("late", "2026-06-08T11:00:01"),
            called("quick", "2026-06-10T11:31:00"), called("called twin", "2026-06-08T10:20:00"),
        ],
    )  # fmt: skip
    assert states(house) == {
        "in time": "in_time", "late": "late", "overdue": "overdue", "just": "pending", "quick": "not_yet_due",
        "dropped": "closed_unanswered", "young dropped": "pending", "twin": "excused",
        "late twin": "closed_unanswered", "called twin": "in_time",
    }  # fmt: skip
    by_state = answer(house, "followup/states").frame
    assert by_state["handoff_count"].to_list() == [1, 2, 1, 1, 2, 2, 1]
    row = total(house)
    assert (row["handoff_count"], row["due_count"], row["in_time_count"], row["answered_count"]) == (10, 6, 2, 4)
    assert (row["service_level"], row["level_if_excused_missed"], row["excused_share"]) == (2 / 6, 2 / 7, 1 / 10)
    assert (row["waiting_count"], row["overdue_count"], row["pending_count"]) == (2, 1, 2)
    assert (row["level_of_answered"], row["level_error"]) == (2 / 3, 2 / 3 - 2 / 6)


def test_machines_callers_notes_and_other_leads_are_no_attempts(lives) -> None:
    at = "2026-06-08T10:10:00"
    kinds = {
        "machine": called("machine", at, is_automated=True),
        "inbound": called("inbound", at, direction="inbound"),
        "note": called("note", at) | {"kind": "note"},
        "too early": called("too early", "2026-06-08T08:59:59"),
        "after closing": called("after closing", "2026-06-08T10:06:00"),
        "a click": None,
    }
    handoffs = [handed(name, qualified_at="2026-06-08T09:00:00") for name in kinds]
    handoffs[4] |= {"rejected_at": "2026-06-08T10:05:00"}
    handoffs[5] |= {"accepted_at": at}
    house = lives(handoffs, [row for row in kinds.values() if row])
    assert set(states(house).items()) == {
        (name, "closed_unanswered" if name == "after closing" else "overdue") for name in kinds
    }


def test_an_attempt_between_qualification_and_handoff_takes_no_time_and_says_so(lives) -> None:
    house = lives(
        [handed("early", qualified_at="2026-06-05T09:00:00"), handed("first second", qualified_at=MONDAY)],
        [called("early", "2026-06-05T09:00:00"), called("first second", MONDAY)],
    )
    assert fact(house, "handoff_id, state, business_seconds, is_before_handoff, assignment_seconds") == [
        ("early", "in_time", 0, True, 3 * 86400 + 3600), ("first second", "in_time", 0, False, 0),
    ]  # fmt: skip


def test_an_activity_that_names_only_the_deal_belongs_to_the_deals_lead(lives) -> None:
    house = lives(
        [handed("dealt")],
        [{"activity_id": "A", "deal_id": "D", "kind": "email", "occurred_at": "2026-06-08T10:30:00"}],
        deals=[{"deal_id": "D", "lead_id": "dealt", "outcome": "open"}],
    )
    assert states(house) == {"dealt": "in_time"}


def test_attempt_contact_and_meaningful_contact_are_three_times(lives) -> None:
    house = lives(
        [handed("three times")],
        [
            called("three times", "2026-06-08T10:05:00", outcome="no_answer"),
            called("three times", "2026-06-08T10:15:00", outcome="connected", duration_s=20),
            called("three times", "2026-06-08T10:25:00", outcome="connected", duration_s=60),
        ],
    )
    row = answer(house, "followup/list").frame.to_dicts()[0]
    times = [row[name] for name in ("first_attempt_at", "first_contact_at", "first_meaningful_at")]
    assert times == [datetime(2026, 6, 8, 8, minute, tzinfo=UTC) for minute in (5, 15, 25)]


@pytest.mark.parametrize("way", ["assignments", "a second row"])
def test_passing_a_lead_on_makes_no_clock_shorter(lives, way: str) -> None:
    assigned = [
        {"handoff_id": "passed", "rep_id": rep, "assigned_at": at}
        for rep, at in (("R1", MONDAY), ("R2", "2026-06-08T10:50:00"))
    ]
    again = handed("passed again", "2026-06-08T10:50:00", rep_id="R2") | {"lead_id": "passed"}
    calls = [called("passed", "2026-06-08T11:10:00")]
    house = (
        lives([handed("passed", transfers=1)], calls, assignments=assigned)
        if way == "assignments"
        else lives([handed("passed"), again], calls)
    )
    assert fact(house, "handoff_id, state, business_seconds, rep_id, transfers") == [
        ("passed", "late", 70 * 60, "R2", 1)
    ]


def test_a_level_is_that_of_who_held_the_lead_when_it_was_due_and_not_of_who_got_it_later(lives) -> None:
    reps = [{"rep_id": name, "rep_name": name} for name in ("R1", "R2")]
    held = (("R1", MONDAY), ("R2", "2026-06-08T11:30:00"))
    house = lives(
        [handed("missed"), handed("lost track of", transfers=1), handed("queued", rep_id=None)],
        [called("missed", "2026-06-08T11:40:00", rep_id="R2")],
        reps=reps,
        assignments=[{"handoff_id": "missed", "rep_id": rep, "assigned_at": at} for rep, at in held],
    )
    frame = answer(house, "followup/by_rep").frame
    assert frame.select("rep_id", "rep_name", "due_count", "in_time_count").rows() == [
        ("R1", "R1", 1, 0), (None, "transferred", 1, 0), (None, "unassigned", 1, 0),
    ]  # fmt: skip
    assert total(house, Filters(reps=("R2",)))["handoff_count"] == 0


def test_a_lead_that_goes_round_again_is_a_handoff_of_its_own(lives) -> None:
    again = "2026-06-09T10:00:00"
    house = lives(
        [handed("first"), handed("second", again) | {"lead_id": "first"}],
        [called("first", "2026-06-09T10:30:00")],
        stage_entries=[{"lead_id": "first", "stage": "recycled", "entered_at": "2026-06-08T16:00:00"}],
    )
    assert states(house) == {"first": "closed_unanswered", "second": "in_time"}


def test_activities_never_supplied_are_not_recorded_and_supplied_without_a_row_are_none(lives) -> None:
    missing, empty = lives([handed("one")]), lives([handed("one")], [])
    asked = answer(missing, "followup/totals")
    assert asked.missing == ("activities",)
    row = asked.frame.to_dicts()[0]
    assert (row["handoff_count"], row["service_level"], row["due_count"], row["median_minutes"]) == (
        1,
        None,
        None,
        None,
    )
    assert answer(missing, "followup/by_rep").frame.select("handoff_count", "service_level", "verdict").rows() == [
        (1, None, None)
    ]
    assert answer(missing, "followup/curve").frame.is_empty() and not answer(empty, "followup/curve").frame.is_empty()
    waiting = answer(missing, "followup/waiting").frame
    assert waiting.select("state", "minutes_left").rows() == [(None, None)]
    row = total(empty)
    assert (row["service_level"], row["due_count"], row["in_time_count"]) == (0.0, 1, 0)
    assert (total(lives([], []))["handoff_count"], total(lives([], []))["service_level"]) == (0, None)


def test_days_without_a_clock_give_the_lowest_and_the_highest_level_and_none_between(lives) -> None:
    calls = [
        called("same day", "2026-06-08"),
        called("next day", "2026-06-09"),
        called("clocked", "2026-06-08T10:01:00"),
    ]
    house = lives([handed("same day"), handed("next day"), handed("clocked"), handed("never")], calls)
    row = total(house)
    assert (row["service_level"], row["lowest_level"], row["highest_level"]) == (None, 1 / 4, 2 / 4)
    assert (row["median_minutes"], row["due_count"]) == (None, 4)
    of_days = lives(
        [handed("same day"), handed("next day"), handed("clocked"), handed("never")],
        calls,
        agreements={"response": {"limit_minutes": 510}},
    )
    assert total(of_days)["service_level"] == 3 / 4


def test_a_handoff_known_by_its_day_alone_is_judged_by_both_ends_of_the_day(lives) -> None:
    house = lives([handed("some time", "2026-06-08")], [called("some time", "2026-06-08T15:00:00")])
    row = total(house)
    assert (row["service_level"], row["lowest_level"], row["highest_level"]) == (None, 0.0, 1.0)


def test_who_does_not_log_is_marked_with_a_second_figure_and_not_ranked(lives) -> None:
    handoffs = [handed(f"H{n}") for n in range(4)]
    house = lives(
        handoffs,
        [called("H0", "2026-06-08T10:30:00"), called("H1", "2026-06-09T10:30:00")],
        stage_entries=[
            {"lead_id": "H0", "stage": "sql", "entered_at": "2026-06-08T10:30:00"},
            {"lead_id": "H1", "stage": "sql", "entered_at": "2026-06-08T10:30:00"},  # logged the day after
            {"lead_id": "H2", "stage": "opportunity", "entered_at": "2026-06-09T10:30:00"},
        ],
    )
    row = answer(house, "followup/by_rep").frame.to_dicts()[0]
    assert (row["progressed_count"], row["unlogged_count"], row["is_log_incomplete"]) == (3, 2, True)
    assert (row["service_level"], row["level_if_logged"]) == (1 / 4, 2 / 4)
    assert row["verdict"] == "activity logging incomplete"
    unlogged = answer(house, "followup/list", params={"state": "unlogged"}).frame
    assert sorted(unlogged["handoff_id"].to_list()) == ["H1", "H2"]


def test_the_queue_shows_who_holds_a_lead_now_hottest_first_with_the_time_left(lives) -> None:
    house = lives(
        [
            handed("cold", score=10), handed("hot", "2026-06-10T11:30:00", score=90),
            handed("hot and late", "2026-06-10T09:30:00", score=90), handed("tried", score=99),
            handed("gone", score=99, rejected_at="2026-06-09"),
        ],
        [called("tried", "2026-06-09T09:00:00")],
        reps=[{"rep_id": "R1", "rep_name": "Ada"}, {"rep_id": "R2", "rep_name": "Ben"}],
        assignments=[{"handoff_id": "hot", "rep_id": "R2", "assigned_at": "2026-06-10T11:45:00"}],
    )  # fmt: skip
    frame = answer(house, "followup/waiting").frame
    assert frame.select("handoff_id", "minutes_left", "state", "rep_name").rows() == [
        ("hot and late", -90, "overdue", "Ada"), ("hot", 30, "pending", "Ben"), ("cold", -1080, "overdue", "Ada"),
    ]  # fmt: skip
