"""What was booked in each currency: its own amount, the rates of the days, what it comes to, the deals behind it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest
from houses import house_of

from overlap.reports import Filters, answer, find, opened
from overlap.subjects.revenue.sentences import currencies as said
from overlap.warehouse.reader import Reader

house = house_of("revenue/by_currency")

DEALS = [
    {"deal_id": "D1", "outcome": "won", "closed_at": "2026-02-10", "amount": "100.00", "currency": "EUR"},
    {"deal_id": "D2", "outcome": "won", "closed_at": "2026-02-10", "amount": "200.00", "currency": "USD"},
    {"deal_id": "D3", "outcome": "won", "closed_at": "2026-02-20", "amount": "50.00", "currency": "USD"},
    {"deal_id": "D4", "outcome": "won", "closed_at": "2026-02-20", "amount": "10.00"},
    {"deal_id": "D5", "outcome": "lost", "closed_at": "2026-02-20", "amount": "999.00", "currency": "USD"},
    {"deal_id": "D6", "outcome": "won", "closed_at": "2026-02-21", "currency": "USD"},
]
RATES = [
    {"currency": "USD", "day": "2026-02-09", "rate": "0.9"},
    {"currency": "USD", "day": "2026-02-20", "rate": "0.8"},
]
SHARES = [
    {"deal_id": "D2", "rep_id": "R1", "role": "owner", "share": "0.25", "is_overlay": False},
    {"deal_id": "D2", "rep_id": "R2", "role": "owner", "share": "0.75", "is_overlay": False},
]
REPS = [{"rep_id": "R1", "rep_name": "Ada"}, {"rep_id": "R2", "rep_name": "Bo"}]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    leads = [{"lead_id": "L1", "created_at": "2026-01-01"}]
    folder = tmp_path_factory.mktemp("money")
    with closing(house(folder, leads=leads, deals=DEALS, rates=RATES, deal_reps=SHARES, reps=REPS)) as asked:
        yield asked


def test_each_currency_with_its_amount_and_the_rates_of_the_days(reader: Reader):
    assert answer(reader, "revenue/by_currency").frame.to_dicts() == [
        {
            "currency": "USD", "deal_count": 3, "shared_count": 0, "no_amount_count": 1,
            "own_amount": Decimal("250.00"), "booked": Decimal("220.00"), "revenue": Decimal("220.00"),
            "exchange_rate": pytest.approx(0.88), "lowest_rate": 0.8, "highest_rate": 0.9, "rate_count": 2,
        },
        {
            "currency": "EUR", "deal_count": 2, "shared_count": 0, "no_amount_count": 0,
            "own_amount": Decimal("110.00"), "booked": Decimal("110.00"), "revenue": Decimal("110.00"),
            "exchange_rate": 1.0, "lowest_rate": 1.0, "highest_rate": 1.0, "rate_count": 1,
        },
    ]  # fmt: skip


def test_under_a_filter_on_people_the_deals_stay_whole_and_revenue_is_theirs(reader: Reader):
    row = answer(reader, "revenue/by_currency", Filters(reps=("R1",))).frame.row(0, named=True)
    assert (row["deal_count"], row["shared_count"]) == (1, 1)
    assert [row[name] for name in ("own_amount", "booked", "revenue")] == [Decimal(200), Decimal(180), Decimal(45)]


def test_a_period_without_won_deals_has_no_currency(reader: Reader):
    before = Filters(starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
    assert answer(reader, "revenue/by_currency", before).frame.is_empty()


@pytest.mark.parametrize(("number", "ids"), [("deal_count", {"D2", "D3", "D6"}), ("no_amount_count", {"D6"})])
def test_a_count_opens_to_its_deals(reader: Reader, number: str, ids: set[str]):
    row = answer(reader, "revenue/by_currency").frame.row(0, named=True)
    report, filters, params = opened(find("revenue/by_currency"), number, row, Filters(), {})
    assert set(answer(reader, report, filters, params=params).frame["deal_id"]) == ids


def test_it_is_said_in_words(reader: Reader):
    found = answer(reader, "revenue/by_currency").frame
    assert said.title(found, "EUR") == "€\N{NO-BREAK SPACE}220 was sold in USD, 66.7% of what is booked"
    assert said.lines(found, "EUR", str) == [
        r"**USD**: \$ 250.00 at 0.8000 to 0.9000, 0.8800 on the whole: € 220.00".replace(" 2", "\N{NO-BREAK SPACE}2"),
        "**EUR**: €\N{NO-BREAK SPACE}110.00, the company's own currency",
    ]
