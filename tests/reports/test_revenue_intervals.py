"""How sure is the credit: sums over accounts, not deals, beside what every other model would give."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from houses import house_of

from overlap.reports import Filters, answer

house = house_of("revenue/intervals")

pytestmark = pytest.mark.whole

CLOSED = datetime(2026, 5, 4, 12)


def deal(name: str, amount: int, account: str | None, **more) -> dict:
    row = {"deal_id": name, "lead_id": f"lead {name}", "amount": amount, "account_id": account, "outcome": "won"}
    return {**row, "opened_at": "2026-04-01T09:00", "closed_at": CLOSED.isoformat(), **more}


def touch(name: str, campaign: str | None, days_before: int, channel: str = "email") -> dict:
    at = (CLOSED - timedelta(days=days_before)).isoformat()
    row = {"touch_id": f"{name} {days_before}", "lead_id": f"lead {name}", "campaign_id": campaign}
    return {**row, "touched_at": at, "channel": channel}


DEALS = [
    deal("d1", 1000, "a1"),
    deal("d2", 400, "a1", kind="renewal"),
    deal("d3", 200, None),
    deal("d4", 0, "a2"),
    deal("d5", 600, None),
]
TOUCHES = [
    touch("d1", "c1", 10),
    touch("d1", "c2", 5, "social"),
    touch("d2", "c1", 10),
    touch("d4", "c2", 3),
    touch("d5", "c1", 8),
    touch("d5", None, 4, "partner"),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    opened = house(
        tmp_path_factory.mktemp("intervals"),
        campaigns=[{"campaign_id": "c1", "campaign_name": "Fair"}, {"campaign_id": "c2"}],
        reps=[{"rep_id": "r1", "rep_name": "Okafor"}],
        leads=[{"lead_id": f"lead {row['deal_id']}", "created_at": "2026-03-01"} for row in DEALS],
        touches=TOUCHES,
        deals=DEALS,
        deal_reps=[{"deal_id": "d1", "rep_id": "r1", "role": "owner", "share": 1}],
    )
    yield opened
    opened.close()


def test_the_deals_of_one_account_are_one_and_a_deal_without_one_is_its_own(reader):
    frame = answer(reader, "revenue/intervals").frame
    names = ["group_id", "group_name", "deal_count", "count_credit", "revenue"]
    assert frame.select(names).rows() == [
        ("c1", "Fair", 3, 2.0, Decimal("1200.00")),
        ("c2", "c2", 2, 0.5, Decimal("500.00")),
        (None, "no known campaign", 2, 1.5, Decimal("500.00")),
    ]
    # c1 has 500 + 400 of a1 and 300 of d5: too few accounts for an interval.
    fair = frame.row(0, named=True)
    assert fair["n_eff"] == pytest.approx(1200**2 / (900**2 + 300**2))
    assert fair["largest_share"] == pytest.approx(0.75)
    assert fair["share"] == pytest.approx(1200 / 2200)
    ends = ("low", "high", "next_low", "next_high", "share_low", "share_high")
    assert all(frame[name].null_count() == frame.height for name in ends)
    assert frame["verdict"].to_list() == ["rests on 3 deals", "rests on 2 deals", "rests on 2 deals"]
    assert frame["rank_low"].null_count() == 3


def test_the_range_over_models_runs_from_the_least_to_the_most_that_any_gives(reader):
    frame = answer(reader, "revenue/intervals").frame
    models = answer(reader, "revenue/intervals", params={"model": "first"}).frame
    assert {**dict(frame.select("group_id", "models_high").rows())}["c1"] == Decimal("2000.00")  # first touch
    assert (
        frame.select("group_id", "models_low", "models_high")
        .sort("group_id")
        .equals(models.select("group_id", "models_low", "models_high").sort("group_id"))
    )
    for row in frame.to_dicts():
        assert row["models_low"] <= row["revenue"] <= row["models_high"]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("channel", {"email": "1200.00", "social": "500.00", "partner": "300.00", "no known campaign": "200.00"}),
        ("rep", {"r1": "1000.00", None: "1200.00"}),
    ],
)
def test_channels_and_people_are_asked_the_same_way(reader, by, groups):
    frame = answer(reader, "revenue/intervals", params={"by": by}).frame
    assert dict(frame.select("group_id", "revenue").rows()) == {name: Decimal(sum_) for name, sum_ in groups.items()}


def test_filters_choose_the_credit_that_is_judged(reader):
    new = answer(reader, "revenue/intervals", Filters(kinds=("new",))).frame
    assert dict(new.select("group_id", "revenue").rows())["c1"] == Decimal("800.00")
    only = answer(reader, "revenue/intervals", Filters(campaigns=("c2",))).frame
    assert only.select("group_id", "revenue", "share").rows() == [("c2", Decimal("500.00"), round(500 / 2200, 9))]
    assert answer(reader, "revenue/intervals", Filters(campaigns=())).frame.is_empty()
