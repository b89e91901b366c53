"""Faults that the second implementation has found in the reports, each as the truth it broke."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from houses import house_of

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house = house_of(
    "data/checks", "funnel/by_group", "funnel/drop_off", "goals/totals", "quality/feedback",
    "quality/feedback_totals", "quality/handoffs", "quality/handoffs_rated", "quality/stars", "quality/totals",
    "revenue/by_rep",
)  # fmt: skip

CONVERSION = {"conversion": {"sal": 2, "sql": 3, "opportunity": 5, "won": 7}}
LEAD = {"lead_id": "L1", "created_at": "2026-01-05T09:00:00"}


def lead(channel: str, created_at: str = "2026-01-05T09:00:00") -> dict[str, str]:
    """A lead with a channel of its own, so that a filter shows it alone."""
    return {"lead_id": channel, "created_at": created_at, "channel": channel}


def entry(lead_id: str, stage: str, entered_at: str) -> dict[str, str]:
    """A lead enters a stage."""
    return {"lead_id": lead_id, "stage": stage, "entered_at": entered_at}


def handoff(lead_id: str, handed_at: str, **more: str) -> dict[str, str]:
    """A lead is handed over."""
    return {"handoff_id": f"{lead_id} {handed_at}", "lead_id": lead_id, "handed_at": handed_at, **more}


CHANNELS = (
    "second round", "early", "late day", "same day", "rejected day", "queue", "won twice", "shared", "contacted late",
    "tiny share", "given back", "lost at once", "refused before", "carried over", "asked on Sunday", "accepted before",
    "same day off", "rated on the day",
)  # fmt: skip
LEADS = [*map(lead, CHANNELS), lead("mixed", "2026-01-05")]
ENTRIES = [
    entry("second round", "sql", "2026-02-03T11:00:00"),
    entry("same day", "sql", "2026-02-02"),
    entry("mixed", "mql", "2026-01-06T10:00:00"),
    entry("mixed", "sal", "2026-01-08T09:00:00"),
    entry("won twice", "won", "2026-01-12T08:00:00"),
    entry("won twice", "won", "2026-02-12"),
    entry("given back", "recycled", "2026-02-09"),
    entry("lost at once", "lost", "2026-02-09T10:00:00"),
    entry("asked on Sunday", "lost", "2026-10-25T23:30:00"),
]
HANDOFFS = [
    handoff("second round", "2026-02-02T10:00:00", rejected_at="2026-02-02T11:00:00"),
    handoff("second round", "2026-02-03T10:00:00"),
    handoff("early", "2026-02-02T10:00:00", accepted_at="2026-02-01T10:00:00"),
    handoff("late day", "2026-02-02T10:00:00", accepted_at="2026-02-04"),
    handoff("same day", "2026-02-02T10:00:00"),
    handoff("rejected day", "2026-02-02", rejected_at="2026-02-02"),
    handoff("rejected day", "2026-02-09", accepted_at="2026-02-09"),
    handoff("queue", "2026-02-02T10:00:00", rep_id="R1"),
    handoff("queue", "2026-02-03T10:00:00"),
    handoff("given back", "2026-02-02"),
    handoff("given back", "2026-02-09"),
    handoff("lost at once", "2026-02-02T10:00:00"),
    handoff("lost at once", "2026-02-09T10:00:00"),
    handoff("refused before", "2026-02-09T10:00:00", rejected_at="2026-02-02T10:00:00"),
    handoff("carried over", "2026-02-09", accepted_at="2026-01-09"),
    handoff("asked on Sunday", "2026-10-20T10:00:00"),
    handoff(
        "accepted before", "2026-02-09T10:00:00", accepted_at="2026-02-08T10:00:00", rejected_at="2026-02-10T09:00:00"
    ),
    handoff("rated on the day", "2026-02-09T10:00:00", rejected_at="2026-02-09"),
    handoff("same day off", "2026-02-09T10:00:00", accepted_at="2026-02-10T09:00:00", rejected_at="2026-02-10"),
]
FEEDBACK = [
    {"feedback_id": "F1", "lead_id": "carried over", "handoff_id": "carried over 2026-02-09", "given_at": "2026-02-01",
     "rating": 4},
    {"feedback_id": "F2", "lead_id": "asked on Sunday", "given_at": "2026-10-25", "rating": 1},
    {"feedback_id": "F3", "lead_id": "rated on the day", "handoff_id": "rated on the day 2026-02-09T10:00:00",
     "given_at": "2026-02-09T09:00:00", "rating": 2},
]  # fmt: skip
DEALS = [
    {"deal_id": "D1", "lead_id": "shared", "closed_at": "2026-02-02T10:00:00", "outcome": "won", "amount": "10"},
    {"deal_id": "D2", "lead_id": "contacted late", "closed_at": "2026-01-04", "outcome": "won", "amount": "10"},
    {"deal_id": "D3", "lead_id": "tiny share", "closed_at": "2026-02-02T10:00:00", "outcome": "won", "amount": "10"},
]
SHARES = [
    {"deal_id": "D1", "rep_id": "R1", "role": "ae", "share": "0.5"},
    {"deal_id": "D1", "rep_id": "R2", "role": "ae", "share": "0.5"},
    {"deal_id": "D3", "rep_id": "R1", "role": "ae", "share": "0.00004"},
]
TOUCHES = [
    {"touch_id": "T1", "lead_id": "contacted late", "channel": "ads", "touched_at": "2026-01-05T09:00:00"},
    {"touch_id": "T2", "lead_id": "contacted late", "channel": "ads", "touched_at": "2026-01-06T09:00:00"},
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The house of these rows."""
    opened = house(
        tmp_path_factory.mktemp("faults"),
        agreements=CONVERSION,
        leads=LEADS,
        stage_entries=ENTRIES,
        handoffs=HANDOFFS,
        feedback=FEEDBACK,
        as_of="2026-12-01T12:00:00+01:00",
        deals=DEALS,
        deal_reps=SHARES,
        touches=TOUCHES,
        reps=[{"rep_id": "R1", "team": "A"}, {"rep_id": "R2"}],
    )
    yield opened
    opened.close()


def handed(reader: Reader, channel: str) -> tuple[int, int]:
    """Handoffs and accepted ones of the lead with that channel."""
    frame = answer(reader, "goals/totals", Filters(channels=(channel,))).frame
    return frame.select("handoff_count", "accepted_count").row(0)


def only(reader: Reader, name: str, filters: Filters, columns: tuple[str, ...], **params: Any) -> list[tuple]:
    """Those columns of a report."""
    return answer(reader, name, filters, params=params).frame.select(columns).rows()


def test_a_rejected_handoff_is_not_accepted_because_the_next_one_was_qualified(reader: Reader) -> None:
    assert handed(reader, "second round") == (2, 1)


def test_an_acceptance_dated_before_the_handoff_is_none(reader: Reader) -> None:
    assert handed(reader, "early") == (1, 0)


def test_an_acceptance_without_a_clock_is_late_on_the_day_after_the_last(reader: Reader) -> None:
    assert handed(reader, "late day") == (1, 0)


def test_a_lead_qualified_on_the_day_of_its_handoff_is_accepted(reader: Reader) -> None:
    assert handed(reader, "same day") == (1, 1)


def test_a_lead_rejected_on_the_day_of_its_handoff_and_handed_over_again_counts_twice(reader: Reader) -> None:
    assert handed(reader, "rejected day") == (2, 1)


def fates(reader: Reader, channel: str) -> list[tuple]:
    """What has become of the handoffs of the lead with that channel."""
    return only(reader, "quality/handoffs_rated", Filters(channels=(channel,)), ("handed_on", "outcome"))


def test_a_lead_given_back_and_handed_over_again_on_a_day_without_a_clock_is_open_since(reader: Reader) -> None:
    assert sorted(fates(reader, "given back")) == [(date(2026, 2, 2), "rejected"), (date(2026, 2, 9), "open")]


def test_a_loss_at_the_very_instant_of_a_handing_over_ended_the_handoff_before(reader: Reader) -> None:
    assert sorted(fates(reader, "lost at once")) == [(date(2026, 2, 2), "lost"), (date(2026, 2, 9), "open")]


def test_a_rejection_dated_before_the_handoff_is_no_outcome_of_it(reader: Reader) -> None:
    assert fates(reader, "refused before") == [(date(2026, 2, 9), "open")]


def test_an_acceptance_without_a_clock_dated_before_the_handoff_is_none(reader: Reader) -> None:
    assert handed(reader, "carried over") == (1, 0)


def test_only_what_was_accepted_after_the_handing_over_can_be_taken_back(reader: Reader) -> None:
    taken_back = [
        only(reader, "quality/totals", Filters(channels=(channel,)), ("rejected_count", "taken_back_count"))
        for channel in ("accepted before", "same day off")
    ]
    assert taken_back == [[(1, 0)], [(1, 1)]]


def test_stars_given_on_a_day_before_the_handoff_are_not_in_time_and_took_no_days(reader: Reader) -> None:
    columns = ("rated_count", "rated_so_far_count", "median_days")
    assert only(reader, "quality/feedback_totals", Filters(channels=("carried over",)), columns) == [(0, 1, 0)]


def test_stars_given_on_the_long_day_of_autumn_on_which_the_lead_was_lost_are_not_early(reader: Reader) -> None:
    counts = only(reader, "quality/feedback", Filters(channels=("asked on Sunday",)), ("feedback_id",), use="not_won")
    assert counts == []


def test_stars_given_on_the_day_of_a_rejection_without_a_clock_are_not_early(reader: Reader) -> None:
    uses = only(reader, "quality/stars", Filters(channels=("rated on the day",)), ("stars", "use"))
    assert uses == [(2, "not_counted")]


def test_a_lead_given_back_to_the_queue_is_nobodys_and_its_handoff_of_who_let_it_become_due(reader: Reader) -> None:
    columns, queue = ("lead_count", "handoff_count"), Filters(channels=("queue",))
    assert only(reader, "goals/totals", replace(queue, reps=("R1",)), columns) == [(0, 1)]
    assert only(reader, "goals/totals", replace(queue, reps=(None,)), columns) == [(1, 0)]


def test_a_step_between_two_instants_is_timed_by_the_clock_whatever_else_has_none(reader: Reader) -> None:
    columns = ("stage", "old_enough_count", "made_count")
    assert ("mql", 1, 1) in only(reader, "funnel/drop_off", Filters(channels=("mixed",)), columns)


def test_a_second_win_without_a_clock_does_not_change_how_the_first_is_timed(reader: Reader) -> None:
    columns = ("old_enough_count", "won_count")
    assert only(reader, "funnel/by_group", Filters(channels=("won twice",)), columns, within_days=7) == [(1, 1)]


def test_a_deal_shared_by_somebody_without_a_team_is_found_under_no_team(reader: Reader) -> None:
    assert only(reader, "goals/totals", Filters(channels=("shared",), teams=(None,)), ("deal_count",)) == [(1,)]


def test_a_deal_whose_only_share_rounds_to_nothing_is_unassigned_wherever_it_is_asked_for(reader: Reader) -> None:
    february, nobody = Filters(starts_on=date(2026, 2, 1)), (None,)
    assert only(reader, "revenue/by_rep", replace(february, reps=nobody), ("rep_id", "deal_count")) == [(None, 1)]
    assert only(reader, "goals/totals", replace(february, reps=nobody), ("deal_count",)) == [(1,)]


def test_a_deal_is_one_dating_error_however_many_touches_it_has(reader: Reader) -> None:
    counts = dict(only(reader, "data/checks", Filters(), ("check_name", "failed_count")))
    assert counts["touches_come_before_the_close"] == 1


def test_a_house_that_supplied_an_empty_list_of_deals_opened_none(tmp_path: Path) -> None:
    with closing(house(tmp_path, leads=[LEAD], deals=[])) as reader:
        assert only(reader, "goals/totals", Filters(), ("deal_count", "opened_count")) == [(0, 0)]


def test_told_as_of_a_day_before_the_rejection_a_handoff_has_no_reason_for_one(tmp_path: Path) -> None:
    handed_over = handoff("L1", "2026-01-06T09:00:00", rejected_at="2026-01-20T09:00:00", reject_reason="duplicate")
    with closing(house(tmp_path, as_of="2026-01-10T09:00:00+01:00", leads=[LEAD], handoffs=[handed_over])) as reader:
        columns = ("rejected_at", "reject_reason")
        assert only(reader, "quality/handoffs", Filters(), columns) == [(None, None)]
