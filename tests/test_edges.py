"""The edges of the handbook's section 0, as truths that a person in sales or marketing would sign."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from houses import house

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

CONVERSION = {"conversion": {"sal": 2, "sql": 3, "opportunity": 5, "won": 7}}

# Berlin's clocks went forward on Sunday 29 March 2026 at 2:00. The house's data run to 14 April, noon.
LEADS = [
    {"lead_id": "last second of Saturday", "created_at": "2026-03-28T23:59:59+01:00", "channel": "ads"},
    {"lead_id": "first second of Sunday", "created_at": "2026-03-29T00:00:00+01:00", "channel": "ads"},
    {"lead_id": "last second of Sunday", "created_at": "2026-03-29T23:59:59+02:00", "channel": "mail"},
    {"lead_id": "first second of Monday", "created_at": "2026-03-30T00:00:00+02:00", "channel": None},
    {"lead_id": "just seven days old", "created_at": "2026-04-07T12:00:00+02:00", "channel": "fair"},
    {"lead_id": "a second short of seven days", "created_at": "2026-04-07T12:00:01+02:00", "channel": "fair"},
    {"lead_id": "known by its day, won on the seventh", "created_at": "2026-03-20", "channel": "post"},
    {"lead_id": "known by its day, won on the eighth", "created_at": "2026-03-20", "channel": "post"},
    {"lead_id": "won before the first contact", "created_at": "2026-02-12", "channel": "phone"},
]
STAGES = [
    {"lead_id": "just seven days old", "stage": "won", "entered_at": "2026-04-08T09:00:00"},
    {"lead_id": "a second short of seven days", "stage": "won", "entered_at": "2026-04-08T09:00:00"},
    {"lead_id": "known by its day, won on the seventh", "stage": "won", "entered_at": "2026-03-26T23:59:59"},
    {"lead_id": "known by its day, won on the eighth", "stage": "won", "entered_at": "2026-03-27T00:00:00"},
]
TOUCHES = [
    {"touch_id": "T1", "lead_id": "won before the first contact", "campaign_id": "C1", "touched_at": "2026-02-12"},
    {"touch_id": "T2", "lead_id": "won before the first contact", "campaign_id": "C2", "touched_at": "2026-02-12"},
]
DEALS = [
    {
        "deal_id": "D1",
        "lead_id": "won before the first contact",
        "opened_at": "2026-02-01",
        "closed_at": "2026-02-10",
        "outcome": "won",
        "amount": "10.01",
    }
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The house of these rows."""
    opened = house(
        tmp_path_factory.mktemp("edges"),
        as_of="2026-04-14T12:00:00+02:00",
        agreements=CONVERSION,
        leads=LEADS,
        stage_entries=STAGES,
        touches=TOUCHES,
        handoffs=[],
        deals=DEALS,
        campaigns=[{"campaign_id": "C1"}, {"campaign_id": "C2"}],
    )
    yield opened
    opened.close()


def asked(reader: Reader, name: str, filters: Filters | None = None, **params: Any) -> list[dict[str, Any]]:
    """The rows of a report."""
    return answer(reader, name, filters, params=params).frame.to_dicts()


def listed(reader: Reader, filters: Filters, **params: Any) -> set[str]:
    """The leads behind a number."""
    return {row["lead_id"] for row in asked(reader, "lead/list", filters, **params)}


def test_a_day_runs_from_local_midnight_to_local_midnight_even_when_it_has_23_hours(reader: Reader) -> None:
    sunday = Filters(starts_on=date(2026, 3, 29), ends_on=date(2026, 3, 30))
    assert listed(reader, sunday) == {"first second of Sunday", "last second of Sunday"}


def test_two_periods_that_meet_share_no_lead_and_lose_none(reader: Reader) -> None:
    before = listed(reader, Filters(ends_on=date(2026, 3, 30)))
    after = listed(reader, Filters(starts_on=date(2026, 3, 30)))
    assert "last second of Sunday" in before
    assert "first second of Monday" in after
    assert not before & after
    assert before | after == {lead["lead_id"] for lead in LEADS}


def test_a_lead_of_just_n_days_counts_and_one_a_second_younger_does_not(reader: Reader) -> None:
    fair = Filters(channels=("fair",))
    assert listed(reader, fair, state="old_enough", within_days=7) == {"just seven days old"}
    assert listed(reader, fair, state="old_enough", within_days=8) == set()


def test_a_young_lead_that_was_won_already_is_in_neither_part_of_the_rate(reader: Reader) -> None:
    (fair,) = asked(reader, "funnel/by_group", Filters(channels=("fair",)), within_days=7)
    assert (fair["lead_count"], fair["old_enough_count"], fair["won_count"], fair["win_rate"]) == (2, 1, 1, 1.0)
    assert listed(reader, Filters(channels=("fair",)), state="won", within_days=7) == {"just seven days old"}


def test_where_only_days_are_known_n_days_end_with_the_nth_day(reader: Reader) -> None:
    won = listed(reader, Filters(channels=("post",)), state="won", within_days=7)
    assert won == {"known by its day, won on the seventh"}


def test_no_filter_is_everything_an_empty_list_nothing_and_a_blank_in_a_list_the_leads_without_a_value(
    reader: Reader,
) -> None:
    everything = {lead["lead_id"] for lead in LEADS}
    assert listed(reader, Filters(channels=None)) == everything
    assert listed(reader, Filters(channels=())) == set()
    assert listed(reader, Filters(channels=(None,))) == {"first second of Monday"}
    assert listed(reader, Filters(channels=("mail", None))) == {"first second of Monday", "last second of Sunday"}


NOTHING_YET = Filters(starts_on=date(2030, 1, 1), ends_on=date(2030, 2, 1))


def test_a_period_without_anything_has_counts_of_zero_and_no_rates(reader: Reader) -> None:
    (totals,) = asked(reader, "goals/totals", NOTHING_YET)
    rates = {name: value for name, value in totals.items() if "_rate" in name}
    assert rates == dict.fromkeys(
        ("acceptance_rate", "acceptance_rate_low", "acceptance_rate_high", "win_rate", "win_rate_low", "win_rate_high")
    )
    assert {name: value for name, value in totals.items() if name not in rates} == {
        # Nobody in this house records who qualified or accepted, so that is not known, in an empty period neither.
        "lead_count": 0, "won_count": 0, "mql_count": None, "came_back_count": None,
        "handoff_count": 0, "handoff_old_enough_count": 0,
        "accepted_count": None, "deal_count": 0, "shared_count": 0, "revenue": Decimal("0.00"), "opened_count": 0,
        "opened_old_enough_count": 0, "opened_won_count": 0,
    }  # fmt: skip


def test_an_empty_period_adds_up_exactly_to_nothing(reader: Reader) -> None:
    nothing = Decimal("0.00")
    (proof,) = asked(reader, "revenue/conservation", NOTHING_YET)
    assert proof == {
        "deal_count": 0, "booked": nothing, "credited": nothing, "by_campaign": nothing, "by_rep": nothing,
        "no_campaign": nothing, "no_rep": nothing, "is_exact": True,
    }  # fmt: skip


def test_a_funnel_whose_beginning_nobody_records_shows_its_stages_without_numbers(reader: Reader) -> None:
    for filters in (Filters(), NOTHING_YET):
        stages = asked(reader, "funnel/stages", filters)
        assert [(row["stage"], row["reached_count"], row["step_rate"], row["overall_rate"]) for row in stages] == [
            ("opportunity", None, None, None),
            ("won", None, None, None),
        ]


def test_no_rate_is_ever_not_a_number(reader: Reader) -> None:
    for name in (
        "goals/totals",
        "goals/by_month",
        "funnel/by_group",
        "funnel/stages",
        "funnel/cohorts",
        "funnel/drop_off",
    ):
        for filters in (Filters(), NOTHING_YET, Filters(channels=())):
            for row in asked(reader, name, filters):
                rates = [value for column, value in row.items() if "rate" in column and value is not None]
                assert all(0 <= value <= 1 for value in rates)


def test_a_deal_won_before_its_first_contact_keeps_its_money_with_its_campaigns(reader: Reader) -> None:
    rows = asked(reader, "revenue/by_campaign", model="linear")
    assert [(row["campaign_id"], row["deal_count"], row["revenue"]) for row in rows] == [
        ("C1", 1, Decimal("5.01")),
        ("C2", 1, Decimal("5.00")),
    ]


def test_a_deal_won_before_its_first_contact_is_named_by_the_checks(reader: Reader) -> None:
    found = {row["check_name"]: (row["level"], row["failed_count"]) for row in asked(reader, "data/checks")}
    assert found["touches_come_before_the_close"] == ("warn", 1)
    assert found["leads_are_won_after_they_appear"] == ("warn", 1)


def test_told_as_of_an_earlier_day_a_deal_closed_later_is_open_and_worth_what_it_was_worth_then(tmp_path: Path) -> None:
    rows: dict[str, Any] = {
        "leads": [
            {"lead_id": "L1", "created_at": "2026-01-05T09:00:00"},
            {"lead_id": "L2", "created_at": "2026-02-20T09:00:00"},
        ],
        "handoffs": [
            {"handoff_id": "H1", "lead_id": "L1", "handed_at": "2026-01-06T09:00:00",
             "accepted_at": "2026-02-01T12:00:01"},
        ],
        "deals": [
            {"deal_id": "on the second", "lead_id": "L1", "opened_at": "2026-01-10T09:00:00", "outcome": "won",
             "closed_at": "2026-02-01T12:00:00", "amount": "70"},
            {"deal_id": "a second later", "lead_id": "L1", "opened_at": "2026-01-10T09:00:00", "outcome": "lost",
             "closed_at": "2026-02-01T12:00:01", "amount": "500", "lost_reason": "price"},
        ],
        "deal_stages": [
            {"deal_id": "a second later", "entered_at": "2026-01-20T09:00:00", "stage": "offer", "amount_then": "300"},
            {"deal_id": "a second later", "entered_at": "2026-01-30T09:00:00", "stage": "contract"},
            {"deal_id": "a second later", "entered_at": "2026-02-01T12:00:01", "stage": "closed", "amount_then": "500"},
        ],
    }  # fmt: skip
    with closing(house(tmp_path, as_of="2026-02-01T12:00:00+01:00", **rows)) as reader:
        (totals,) = asked(reader, "goals/totals")
        deals = asked(reader, "revenue/deals_opened")
        (handoff,) = asked(reader, "quality/handoffs")
        with reader.cursor() as cursor:
            stood = cursor.sql("select stage, lost_reason from marts.deals where outcome = 'open'").fetchall()
            cuts = cursor.sql('select "table", cut, undone from meta.cuts order by all').fetchall()
    assert (totals["lead_count"], totals["deal_count"], totals["revenue"]) == (1, 1, Decimal("70.00"))
    assert {row["deal_id"]: (row["outcome"], row["revenue"]) for row in deals} == {
        "on the second": ("won", Decimal("70.00")),
        "a second later": ("open", Decimal("300.00")),
    }
    assert stood == [("contract", None)]
    assert handoff["accepted_at"] is None
    assert cuts == [("deal_stages", 1, 0), ("deals", 0, 1), ("handoffs", 0, 1), ("leads", 1, 0)]
