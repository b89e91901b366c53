"""What sales has to do: load, backlog, persistence and guards; nothing made up where nothing is recorded."""

from datetime import date
from typing import Any

import pytest
from followup_marts import FollowupHouse, followup_house

from overlap.reports import Filters, answer

pytestmark = pytest.mark.whole

# Berlin, Monday 8 June 2026, noon: four weeks back are 18 working days (Ascension Day and Whit Monday are none).
NOON = "2026-06-08T12:00:00"
AGREED = {"response": {"limit_minutes": 100}}
BOTH = [
    {"rep_id": "R1", "rep_name": "Ada", "region": "EMEA", "weekly_capacity": 5},
    {"rep_id": "R2", "rep_name": "Ben", "region": "EMEA", "weekly_capacity": 10, "active_from": "2026-06-01"},
]


def asked(handoffs: list[dict[str, Any]], calls: list[tuple[str, str]], name: str, **more: Any) -> list[dict[str, Any]]:
    """The rows of a report on a house of these handoffs, called at these instants."""
    params, filters = more.pop("params", {}), more.pop("filters", None)
    leads = [{"lead_id": row["handoff_id"], "created_at": "2026-01-01"} for row in handoffs]
    activities = [
        {"activity_id": f"A{number}", "lead_id": lead, "kind": "call", "occurred_at": at}
        for number, (lead, at) in enumerate(calls)
    ]
    with followup_house(
        NOON,
        AGREED,
        leads=leads,
        handoffs=[{"lead_id": row["handoff_id"], **row} for row in handoffs],
        activities=more.pop("activities", activities),
        reps=more.pop("reps", BOTH),
        **more,
    ) as house:
        return answer(house, name, filters, params=params).frame.to_dicts()


def handed(name: str, at: str, rep: str | None = "R1", **more: Any) -> dict[str, Any]:
    """A handoff to a person."""
    return {"handoff_id": name, "handed_at": at, "rep_id": rep, **more}


def test_load_backlog_and_days_to_clear_count_working_days_of_the_last_four_weeks() -> None:
    handoffs = [
        handed("old, called now", "2026-04-01T10:00:00"), handed("old, waits", "2026-04-01T10:00:00"),
        handed("new, called", "2026-06-02T10:00:00"), handed("new, called too", "2026-06-02T10:00:00"),
        handed("just now", "2026-06-08T11:59:00", "R2"), handed("to a queue", "2026-06-02T10:00:00", None),
    ]  # fmt: skip
    calls = [(name, "2026-06-03T10:00:00") for name in ("old, called now", "new, called", "new, called too")]
    rows = {row["rep_id"]: row for row in asked(handoffs, calls, "capacity/by_rep")}
    columns = ("working_day_count", "capacity", "received_count", "attempted_count", "backlog_count", "overdue_count")
    assert [rows["R1"][name] for name in columns] == [18, 18.0, 2, 3, 1, 1]
    assert (rows["R1"]["load"], rows["R1"]["days_to_clear"], rows["R1"]["outlook"]) == (2 / 18, 18.0, "shrinking")
    assert [rows["R2"][name] for name in columns] == [5, 10.0, 1, 0, 1, 0]
    assert (rows["R2"]["days_to_clear"], rows["R2"]["outlook"]) == (None, "steady")


def test_a_backlog_grows_where_more_waits_than_two_weeks_can_take() -> None:
    many = [handed(f"waits {number}", "2026-06-02T10:00:00") for number in range(11)]
    rows = {row["rep_id"]: row for row in asked(many, [], "capacity/by_rep")}
    assert (rows["R1"]["backlog_count"], rows["R1"]["days_to_clear"], rows["R1"]["outlook"]) == (11, None, "growing")
    rows = {row["rep_id"]: row for row in asked(many[:10], [], "capacity/by_rep")}
    assert (rows["R1"]["backlog_count"], rows["R1"]["outlook"]) == (10, "steady")


def test_a_week_cut_by_the_period_or_by_now_keeps_no_more_capacity_than_days() -> None:
    handoffs = [handed("first", "2026-06-01T10:00:00"), handed("third", "2026-06-03T10:00:00"), handed("now", NOON)]
    since = Filters(starts_on=date(2026, 6, 3))
    for filters, days in ((None, 5), (since, 3)):
        rows = asked(handoffs, [], "capacity/by_week", filters=filters)
        assert [(row["handoff_count"], row["capacity"], row["is_whole"]) for row in rows] == [
            (1 if filters else 2, 3.0 * days, filters is None), (1, 3.0, False),
        ]  # fmt: skip


def test_persistence_is_of_all_handoffs_that_have_had_fourteen_days_and_says_what_became_of_them() -> None:
    at = "2026-05-04T10:00:00"
    handoffs = [
        handed("never", at), handed("thrice", at), handed("closed", at, rejected_at="2026-05-10T10:00:00"),
        handed("closed later", at, rejected_at="2026-05-18T10:00:00"), handed("young", "2026-05-25T12:00:01"),
        handed("reached", at),
    ]  # fmt: skip
    calls = [("thrice", f"2026-05-{day}T10:00:00") for day in ("04", "10", "17", "18")]
    reached = {"activity_id": "R", "lead_id": "reached", "kind": "call", "occurred_at": "2026-05-06", "outcome": "held"}
    activities = [
        *({"activity_id": at, "lead_id": lead, "kind": "call", "occurred_at": at} for lead, at in calls),
        reached,
    ]
    rows = asked(handoffs, calls, "followup/persistence", activities=activities)
    counts = ("attempts", "handoff_count", "reached_count", "closed_count", "given_up_count", "at_least_share")
    assert [tuple(row[name] for name in counts) for row in rows] == [
        (0, 3, 0, 1, 2, 1.0), (1, 1, 1, 0, 0, 0.4), (3, 1, 0, 0, 1, 0.2),
    ]  # fmt: skip


def test_real_contact_is_of_those_due_that_had_their_fourteen_days() -> None:
    at = "2026-05-04T10:00:00"
    names = ("met", "met late", "met at once", "tried in vain", "never", "excused", "too short a call")
    handoffs = [handed(name, at) for name in names if name != "excused"]
    handoffs += [
        handed("excused", at, rejected_at="2026-05-04T10:30:00", reject_reason="duplicate"),
        handed("young", "2026-05-25T12:00:01"), handed("just old enough", "2026-05-25T12:00:00"),
    ]  # fmt: skip
    outcomes = {
        "met": ("2026-05-18T09:59:59", "held"), "met late": ("2026-05-18T10:00:00", "held"),
        "met at once": ("2026-05-04T10:05:00", "replied"), "tried in vain": ("2026-05-04T11:00:00", "voicemail"),
        "too short a call": ("2026-05-04T11:00:00", "connected"), "young": ("2026-05-26T10:00:00", "held"),
    }  # fmt: skip
    calls = [
        {"activity_id": name, "lead_id": name, "kind": "call", "occurred_at": when, "outcome": outcome,
         "duration_s": 59}
        for name, (when, outcome) in outcomes.items()
    ]  # fmt: skip
    (row,) = asked(handoffs, [], "followup/contact", activities=calls)
    assert (row["old_enough_count"], row["met_count"], row["ever_met_count"]) == (7, 2, 3)
    assert (row["contact_rate"], row["ever_rate"]) == (2 / 7, 3 / 7)
    assert (row["contact_rate_low"], row["contact_rate_high"]) == pytest.approx((0.0822, 0.6411), abs=1e-4)
    met = asked(handoffs, [], "followup/contacts", activities=calls, params={"met": "in_14_days"})
    assert {one["handoff_id"] for one in met} == {"met", "met at once"}


def test_the_queue_counts_who_waits_overdue_and_not() -> None:
    handoffs = [
        handed("old", "2026-05-04T10:00:00"), handed("called", "2026-05-04T10:00:00"),
        handed("just now", "2026-06-08T11:59:00"),
    ]  # fmt: skip
    (row,) = asked(handoffs, [("called", "2026-05-04T10:00:00")], "followup/queue")
    assert row == {"waiting_count": 2, "overdue_count": 1, "pending_count": 1}
    overdue = asked(handoffs, [], "followup/waiting", params={"state": "overdue"})
    assert {one["handoff_id"] for one in overdue} == {"old", "called"}


def test_a_guard_flags_attempts_that_bunch_just_under_the_limit() -> None:
    # A limit of 100 minutes from 9:00: the last tenth ends at 10:40, the tenth after it at 10:50.
    clocks = ["10:31"] * 19 + ["10:40"] * 10 + ["10:41", "10:30", "10:51"]
    handoffs = [handed(f"H{number}", "2026-06-03T09:00:00") for number in range(len(clocks))]
    calls = [(f"H{number}", f"2026-06-03T{clock}:00") for number, clock in enumerate(clocks)]
    rows = {row["guard"]: row for row in asked(handoffs, calls, "followup/guards")}
    found = rows["just_in_time"]
    assert (found["event_count"], found["of_count"], found["is_flagged"]) == (29, 30, True)
    assert set(rows) == {"just_in_time"}


def test_a_guard_flags_closings_in_bulk_at_the_end_of_a_month_and_calls_of_a_second() -> None:
    handoffs = [
        handed(f"H{n}", "2026-05-04T10:00:00", rejected_at=f"2026-05-{day}T16:0{n % 10}:00")
        for n, day in enumerate(["29"] * 5 + ["28"] * 5 + ["30", "31"])
    ]
    calls = [
        {
            "activity_id": f"C{n}",
            "lead_id": f"H{n}",
            "kind": "call",
            "occurred_at": "2026-05-04T12:00:00",
            "duration_s": s,
        }
        for n, s in enumerate([0, 1, 2, None])
    ]
    rows = {row["guard"]: row for row in asked(handoffs, [], "followup/guards", activities=calls)}
    bulk, short = rows["month_end_bulk"], rows["short_call"]
    assert (bulk["event_count"], bulk["of_count"], bulk["is_flagged"]) == (5, 12, True)
    assert (short["event_count"], short["of_count"]) == (2, 3)


def test_closings_of_a_day_without_a_clock_are_in_no_hour_and_no_bulk() -> None:
    handoffs = [handed(f"H{n}", "2026-05-04T10:00:00", rejected_at="2026-05-29") for n in range(6)]
    (bulk,) = (row for row in asked(handoffs, [], "followup/guards") if row["guard"] == "month_end_bulk")
    assert (bulk["event_count"], bulk["is_flagged"]) == (0, False)


def test_weeks_of_one_load_stand_together_whatever_their_capacity_is_made_of() -> None:
    # 25 of 22 and, in the week of Ascension Day, 20 of 17.6: one load, whose fractions end in different digits.
    assert 25 / 22 != 20 / 17.6
    handoffs = [
        handed(f"{day} {n}", f"2026-05-{day}T10:00:00") for day, of in (("04", 25), ("11", 20)) for n in range(of)
    ]
    of_22 = [BOTH[0] | {"weekly_capacity": 22}]
    found = asked(handoffs, [], "capacity/weeks_at_load", params={"load_percent": 114}, reps=of_22)
    assert [(str(row["week"]), row["capacity"]) for row in found] == [("2026-05-04", 22.0), ("2026-05-11", 17.6)]


def test_a_house_without_handoffs_says_which_table_is_missing_and_makes_up_no_number() -> None:
    def of(house: FollowupHouse, name: str) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
        found = answer(house, name)
        return found.missing, found.frame.to_dicts()

    with followup_house(NOON, AGREED, leads=[{"lead_id": "L", "created_at": "2026-01-01"}]) as house:
        missing, (row,) = of(house, "followup/totals")
        assert missing == ("handoffs", "activities")
        assert set(row.values()) == {None}
        for name in ("by_rep", "by_hour", "curve", "waiting", "persistence", "guards", "list"):
            assert of(house, f"followup/{name}") == (("handoffs", "activities"), [])
        assert [row["handoff_count"] for row in of(house, "followup/states")[1]] == [None] * 7
        assert [row["odds_ratio"] for row in of(house, "followup/speed_and_wins")[1]] == [None, None, None]
        assert of(house, "capacity/safe_budget")[1][0]["verdict"] is None
