"""A wrong question is answered with the nearest right one, and a right one with exact bytes."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from overlap.errors import UsageError
from overlap.exports import to_csv, to_json
from overlap.reports import Filters, find
from overlap.reports.filters import filters_of
from overlap.reports.headings import heading


def test_an_unknown_report_names_the_nearest():
    with pytest.raises(UsageError, match='no report "revenue/by_campain". Did you mean "revenue/by_campaign"?'):
        find("revenue/by_campain")


def test_an_unknown_parameter_names_the_nearest():
    with pytest.raises(UsageError, match='no parameter "modle".*Did you mean "model"?'):
        find("revenue/by_campaign").param("modle")


def test_a_value_outside_the_choices_names_them():
    with pytest.raises(
        UsageError, match='model "firts" is none of first, last, linear, .*custom. Did you mean "first"?'
    ):
        find("revenue/by_campaign").param("model").value("firts")


def test_a_number_must_be_one():
    with pytest.raises(UsageError, match='within_days "soon" is not a whole number'):
        find("funnel/by_group").param("within_days").value("soon")


def test_filters_read_lists_the_row_without_a_value_and_half_open_periods():
    assert filters_of({"channels": "a, b,(none)", "from": "2025-01-01", "to": "2025-02-01"}) == Filters(
        starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1), channels=("a", "b", None)
    )


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"chanels": "a"}, 'no filter "chanels". Did you mean "channels"?'),
        ({"from": "31/01/2025"}, 'from "31/01/2025" is not a date. Use YYYY-MM-DD.'),
        ({"from": "2025-02-01", "to": "2025-02-01"}, "not after its start"),
        ({"kinds": "renewl"}, 'kinds "renewl" is none of new, expansion, renewal. Did you mean "renewal"?'),
    ],
)
def test_a_wrong_filter_is_refused_in_words(texts, words):
    with pytest.raises(UsageError) as refused:
        filters_of(texts)
    assert words in str(refused.value)


FRAME = pl.DataFrame(
    {
        "text": ["=cmd()", '"quoted", comma', None],
        "money": pl.Series([Decimal("676851.48"), Decimal("-0.10"), None], dtype=pl.Decimal(18, 2)),
        "when": [datetime(2026, 3, 29, 1, 30, tzinfo=UTC), None, None],
        "day": [date(2026, 3, 29), None, None],
        "rate": [0.1, float("nan"), float("inf")],
    }
)


def test_json_is_one_array_with_exact_numbers_and_iso_times():
    text = to_json(FRAME)
    assert '"money":676851.48' in text and '"money":-0.10' in text
    assert json.loads(text)[0] == {
        "text": "=cmd()", "money": 676851.48, "when": "2026-03-29T01:30:00Z", "day": "2026-03-29", "rate": 0.1,
    }  # fmt: skip
    assert [row["rate"] for row in json.loads(text)] == [0.1, None, None]
    assert json.loads(to_json(FRAME.clear())) == []


def test_a_csv_for_a_spreadsheet_runs_no_formula_and_keeps_negative_numbers():
    assert to_csv(FRAME).splitlines()[1:3] == [
        "'=cmd(),676851.48,2026-03-29T01:30:00Z,2026-03-29,0.1",
        '"""quoted"", comma",-0.10,,,',
    ]


@pytest.mark.parametrize(
    ("report", "column", "head"),
    [
        ("funnel/by_group", "win_rate", "Lead-to-win rate"),
        ("funnel/by_group", "win_rate_low", "Lead-to-win rate, low"),
        ("goals/by_month", "win_rate", "Deal win rate, mature"),
        ("goals/by_month", "accepted_count", "SALs"),
        ("goals/by_month", "revenue", "Booked revenue"),
        ("goals/by_month", "deal_count", "Won deals"),
        ("revenue/by_campaign", "revenue", "Credited revenue"),
        ("quality/handoffs", "accepted_at", "Accepted"),
        ("data/files", "accepted", "Accepted"),
        ("revenue/pipeline_totals", "booked", "Open pipeline before filters"),
    ],
)
def test_a_name_with_several_meanings_is_headed_by_what_the_report_measures(report, column, head):
    assert heading(find(report), column) == head
